import {
  NotFound,
  parseUuid,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type NeedId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import { requireNoOwnSchoolListed } from '../proposal/no-own-school-listed.js';
import { PlanMarkEntity } from './plan-mark.entity.js';

/** A lock, a bar or a group is lifted: later plans are free of it; that it stood, and why, is kept. */
export class UnmarkPlan {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly runs: FinishedRuns,
  ) {}

  /** @param named the mark's id. @throws NotFound, NotAllowed; RuleBroken LIFTED_ALREADY */
  async execute(actor: Actor, area: AreaId, named: string, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, named)));
  }

  private async inside(tx: Tx, asked: string): Promise<void> {
    const needId = await needOf(tx, asked);
    const need = await this.needs.lock(tx, needId);
    const mark = await lockMark(tx, asked);
    const named = mark.supporterUrn === null ? mark.schools : [mark.supporterUrn];
    const schools = [need.urn, ...(named as SchoolUrn[])];
    await this.rights.require(tx, 'plan.unmark', { ...need.resource, schools });
    await requireNoOwnSchoolListed(tx, this.runs, need.id, 'lifts locks and bars of it');
    if (mark.endedAt !== null) throw new RuleBroken('LIFTED_ALREADY', 'This was lifted already.');
    const version = await updateIfVersion(tx, PlanMarkEntity, mark.id, mark.version, {
      ...{ endedBy: tx.actor.id, endedAt: this.clock.now() },
    });
    await this.audit.record(tx, {
      act: 'plan.unmark',
      entity: `brokerage.plan_mark:${mark.id}:${String(version)}`,
      schools,
      details: {
        need: need.reference,
        supporter: mark.supporterUrn ?? mark.groupKind ?? '',
        kind: mark.kind,
      },
    });
  }
}

/** Its need is locked first, as everywhere. */
async function needOf(tx: Tx, named: string): Promise<NeedId> {
  const [row] = await tx.query<{ need: NeedId }>(
    `select need_id as need from brokerage.plan_mark where ${inArea(tx)} and id = $1`,
    [parseUuid(named)],
  );
  if (!row) throw new NotFound();
  return row.need;
}

async function lockMark(tx: Tx, id: string): Promise<PlanMarkEntity> {
  const mark = await tx.manager
    .createQueryBuilder(PlanMarkEntity, 'm')
    .setLock('pessimistic_write')
    .where('m.id = :id', { id })
    .andWhere(inArea(tx, 'm'))
    .getOne();
  if (!mark) throw new NotFound();
  return mark;
}
