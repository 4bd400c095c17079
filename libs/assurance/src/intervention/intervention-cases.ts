import {
  localDateOf,
  NotFound,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { InterventionEntity } from './intervention.entity.js';
import type { InterventionState } from './intervention.lifecycle.js';
import {
  CASE_ASSIGNED,
  INTERVENTION_SCHOOLS,
  INTERVENTION_TABLES,
  interventionResource,
} from './intervention.policy.js';

export interface InterventionInHand {
  readonly intervention: string;
  /** As the person saw it. */
  readonly version: number;
}

type Change = Partial<Omit<InterventionEntity, 'id' | 'areaId' | 'version' | 'state'>>;

/** What a step may read, and who does it when. */
export interface InterventionAtHand {
  readonly found: InterventionEntity;
  readonly reader: FieldReader;
  readonly by: string;
  readonly at: Date;
  readonly today: LocalDate;
}

export interface InterventionStepTaken {
  readonly action: 'intervention.record' | 'intervention.end';
  /** @throws RuleBroken INTERVENTION_CANNOT_MOVE */
  readonly to: (from: InterventionState) => InterventionState;
  readonly change: (hand: InterventionAtHand) => Change;
}

/** Steps shared by every verb that writes an intervention that is there. */
export class InterventionCases {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken INTERVENTION_CANNOT_MOVE */
  async write(
    actor: Actor,
    area: AreaId,
    asked: InterventionInHand,
    { action, to, change }: InterventionStepTaken,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const found = await lock(tx, asked.intervention);
        const { assigned, schoolUrns } = await caseOf(tx, found.id);
        const parties = { schoolUrn: found.schoolUrn, schoolUrns };
        await this.rights.require(tx, action, interventionResource(parties, assigned));
        if (found.version !== asked.version) throw new StaleVersion();
        const state = to(found.state);
        const [reader, at] = [new FieldReader(), this.clock.now()];
        const hand = { found, reader, by: tx.actor.id, at, today: localDateOf(at) };
        const changed = reader.finish(change(hand));
        await this.put(tx, found, found.version, { ...changed, state }, action);
      }),
    );
  }

  /** Inside a verb that may: the row as it is now, and its act. */
  async put(
    tx: Tx,
    { id, schoolUrn }: Pick<InterventionEntity, 'id' | 'schoolUrn'>,
    seen: number,
    change: Change & Pick<InterventionEntity, 'state'>,
    action: InterventionStepTaken['action'],
  ): Promise<void> {
    const version = await updateIfVersion(tx, InterventionEntity, id, seen, change);
    const entity = `assurance.intervention:${id}:${String(version)}`;
    await this.audit.record(tx, { act: action, entity, schools: [schoolUrn as SchoolUrn] });
  }
}

async function lock(tx: Tx, named: string): Promise<InterventionEntity> {
  const found = await tx.manager
    .createQueryBuilder(InterventionEntity, 'i')
    .setLock('pessimistic_write')
    .where('i.reference = :named', { named })
    .andWhere(inArea(tx, 'i'))
    .getOne();
  if (!found) throw new NotFound();
  return found;
}

async function caseOf(tx: Tx, id: string): Promise<{ assigned: string[]; schoolUrns: string[] }> {
  const [row] = await tx.query<{ assigned: string[]; schoolUrns: string[] }>(
    `select ${CASE_ASSIGNED} as assigned, ${INTERVENTION_SCHOOLS} as "schoolUrns" from ${INTERVENTION_TABLES}
     where ${inArea(tx, 'i')} and i.id = $1`,
    [id],
  );
  return row ?? { assigned: [], schoolUrns: [] };
}
