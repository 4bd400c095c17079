import { NotFound, StaleVersion, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { FindingEntity } from './finding.entity.js';
import { moveFinding, type FindingState } from './finding.lifecycle.js';
import { ASSIGNED, FINDING_TABLES, findingResource } from './finding.policy.js';

export interface FindingInHand {
  readonly finding: string;
  /** As the person saw it. */
  readonly version: number;
}

export type FindingAct = 'finding.answer' | 'finding.opinion' | 'finding.close' | 'finding.withdraw';

type Change = Partial<Omit<FindingEntity, 'id' | 'areaId' | 'version' | 'state'>>;

/** Steps shared by every verb that moves a finding. */
export class FindingCases {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken FINDING_CANNOT_MOVE; what `changed` throws */
  async move(
    actor: Actor,
    area: AreaId,
    asked: FindingInHand,
    action: FindingAct,
    to: FindingState,
    changed: (tx: Tx, reader: FieldReader, at: Date) => Change,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const finding = await lock(tx, asked.finding);
        const assigned = await assignedTo(tx, finding.id);
        await this.rights.require(tx, action, findingResource(finding, assigned));
        if (finding.version !== asked.version) throw new StaleVersion();
        const state = moveFinding(finding.state, to);
        const reader = new FieldReader();
        const change = reader.finish(changed(tx, reader, this.clock.now()));
        const version = await updateIfVersion(tx, FindingEntity, finding.id, finding.version, {
          ...change,
          state,
        });
        const entity = `assurance.finding:${finding.id}:${String(version)}`;
        await this.audit.record(tx, { act: action, entity, schools: toldOf(finding) });
      }),
    );
  }
}

/** The head of the school that asked finds it in their log: nobody else's head may know of it. */
export function toldOf({ schoolUrn }: { readonly schoolUrn: string | null }): SchoolUrn[] {
  return schoolUrn === null ? [] : [schoolUrn as SchoolUrn];
}

async function lock(tx: Tx, named: string): Promise<FindingEntity> {
  const finding = await tx.manager
    .createQueryBuilder(FindingEntity, 'f')
    .setLock('pessimistic_write')
    .where('f.reference = :named', { named })
    .andWhere(inArea(tx, 'f'))
    .getOne();
  if (!finding) throw new NotFound();
  return finding;
}

async function assignedTo(tx: Tx, id: string): Promise<readonly string[]> {
  const [row] = await tx.query<{ assigned: string[] }>(
    `select ${ASSIGNED} as assigned from ${FINDING_TABLES} where ${inArea(tx, 'f')} and f.id = $1`,
    [id],
  );
  return row?.assigned ?? [];
}
