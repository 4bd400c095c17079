import {
  decide,
  localDateOf,
  requireAllowed,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { type IdSource, type UnitOfWork, inArea, updateIfVersion } from '@app/platform';
import { PersonEntity } from '../person/person.entity.js';
import { InterestEntity, type InterestKind } from './interest.entity.js';

export interface DeclaredInterest {
  readonly urn: SchoolUrn;
  readonly kind: InterestKind;
}

/** One's own interests, beside those that follow from posts and trusts. Ending one is never one's own act. */
export class DeclareInterest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  async execute(actor: Actor, area: AreaId, asked: DeclaredInterest): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      const person = actor.id as PersonId;
      requireAllowed(
        decide(this.matrix, actor, 'interest.declare', { area, person }, { now: this.clock.now() }),
      );
      const id = this.ids.next();
      await tx.query(`select from identity.person where id = $1 and ${inArea(tx)} for update`, [person]);
      await tx.manager.insert(InterestEntity, {
        id,
        areaId: area,
        personId: person,
        kind: asked.kind,
        urn: asked.urn,
        fromOn: localDateOf(this.clock.now()),
        toOn: null,
        state: 'live',
        version: 1,
      });
      await this.audit.record(tx, {
        act: 'interest.declare',
        entity: `identity.interest:${id}`,
        schools: [asked.urn],
      });
    });
  }

  /** The yearly word that the list is complete; without it no decisions. */
  async confirm(actor: Actor, area: AreaId): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      const person = actor.id as PersonId;
      requireAllowed(
        decide(this.matrix, actor, 'interest.declare', { area, person }, { now: this.clock.now() }),
      );
      const [row] = await tx.query<{ version: number }>(
        `select version from identity.person where id = $1 and ${inArea(tx)} for update`,
        [person],
      );
      await updateIfVersion(tx, PersonEntity, person, row?.version ?? 0, {
        interestsConfirmedOn: localDateOf(this.clock.now()),
      });
      await this.audit.record(tx, { act: 'interest.confirm', entity: `identity.person:${person}` });
    });
  }
}
