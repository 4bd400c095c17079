import { parseUrn, RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { buildProblem, lockContradictions, sayContradiction, type Snapshot } from '@app/matching';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type NeedCase, type NeedCases } from '@app/profiles';
import type { SchoolsOfArea } from '@app/schools';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import type { FreezeSnapshot } from '../match-run/freeze-snapshot.js';
import { requireNoOwnSchoolListed } from '../proposal/no-own-school-listed.js';
import { MARK_KINDS, PlanMarkEntity, type MarkKind } from './plan-mark.entity.js';
import { withMarks } from './standing-marks.js';

export interface MarkToMake {
  /** Reference or id. */
  readonly need: string;
  readonly supporter: string;
  /** `lock` or `bar`. */
  readonly kind: string;
  readonly reason: string;
}

/**
 * A broker fixes a pair for the plans that follow, or rules it out of them, and says why. Nobody is proposed by it and no
 * days move: the next run obeys.
 */
export class MarkPlan {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly schools: SchoolsOfArea,
    private readonly runs: FinishedRuns,
    private readonly freeze: FreezeSnapshot,
  ) {}

  /**
   * @returns the mark's id.
   * @throws NotFound, NotAllowed, BadInput; RuleBroken NEED_NOT_OPEN, NOT_OF_THIS_AREA, ALREADY_MARKED, NO_OFFER, and the
   *   code of the contradiction where a lock cannot stand.
   */
  async execute(actor: Actor, area: AreaId, asked: MarkToMake, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: MarkToMake): Promise<string> {
    const need = await this.needs.lock(tx, asked.need);
    const urn = parseUrn(asked.supporter);
    const schools = [need.urn, ...(urn === null ? [] : [urn])];
    await this.rights.require(tx, 'plan.mark', { ...need.resource, schools });
    const { supporter, kind, reason } = readMark(asked, urn);
    await requireNoOwnSchoolListed(tx, this.runs, need.id, 'locks and bars for it');
    await this.requireNew(tx, need, supporter);
    if (kind === 'lock') await this.requireLockStands(tx, need, supporter);
    const id = this.ids.next();
    await tx.manager.insert(PlanMarkEntity, {
      ...{ id, areaId: tx.area, needId: need.id, askerUrn: need.urn, supporterUrn: supporter, kind, reason },
      ...{ groupKind: null, schools: [] },
      ...{ markedBy: tx.actor.id, markedAt: this.clock.now(), endedBy: null, endedAt: null, version: 1 },
    });
    await this.audit.record(tx, {
      act: 'plan.mark',
      entity: `brokerage.plan_mark:${id}:1`,
      schools,
      details: { need: need.reference, supporter, kind, reason },
    });
    return id;
  }

  private async requireNew(tx: Tx, need: NeedCase, supporter: SchoolUrn): Promise<void> {
    if (need.state !== 'open')
      throw new RuleBroken('NEED_NOT_OPEN', 'Schools are locked and barred for a need that is open.');
    if (!(await this.schools.names(tx)).has(supporter) || supporter === need.urn)
      throw new RuleBroken('NOT_OF_THIS_AREA', 'This is no school that could be asked.');
    const [before] = await tx.query<{ kind: MarkKind }>(
      `select kind from brokerage.plan_mark
       where ${inArea(tx)} and need_id = $1 and supporter_urn = $2 and ended_at is null`,
      [need.id, supporter],
    );
    if (before)
      throw new RuleBroken(
        'ALREADY_MARKED',
        `This school is ${before.kind === 'lock' ? 'locked to' : 'barred from'} this need already.`,
      );
  }

  /** A lock is hard: one that no plan could honour would leave the next run without a plan for anybody. */
  private async requireLockStands(tx: Tx, need: NeedCase, supporter: SchoolUrn): Promise<void> {
    const { text } = await this.freeze.ofArea(tx, null);
    const before = JSON.parse(text) as Snapshot;
    const after = withMarks(before, [{ need: need.id, supporter, kind: 'lock' }]);
    if (after.locks.length === before.locks.length)
      throw new RuleBroken('NO_OFFER', 'This school offers nothing that could be locked.');
    const known = new Set(lockContradictions(buildProblem(before)).map(keyOf));
    const broken = lockContradictions(buildProblem(after)).find((each) => !known.has(keyOf(each)));
    if (broken) throw new RuleBroken(broken.code, `${sayContradiction(broken)}.`);
  }
}

function keyOf({ need, offer }: { readonly need: string; readonly offer: string }): string {
  return `${need} ${offer}`;
}

function readMark(
  { kind, reason }: MarkToMake,
  urn: SchoolUrn | null,
): { readonly supporter: SchoolUrn; readonly kind: MarkKind; readonly reason: string } {
  const reader = new FieldReader();
  if (urn === null) reader.say('supporter', 'Choose the school');
  const read = {
    supporter: urn ?? ('' as SchoolUrn),
    kind: reader.oneOf('kind', kind, MARK_KINDS),
    reason: reader.text('reason', reason, 'why', 2_000),
  };
  return reader.finish(read);
}
