import {
  BadInput,
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
import type { KnownSchools } from '@app/schools';
import { INTEREST_KINDS, InterestEntity, type InterestKind } from './interest.entity.js';

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
    private readonly schools: KnownSchools,
  ) {}

  /** Said twice, it is one interest. @throws BadInput at `urn` or `kind`; NotAllowed */
  async execute(actor: Actor, area: AreaId, asked: DeclaredInterest): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      const person = actor.id as PersonId;
      requireAllowed(
        decide(this.matrix, actor, 'interest.declare', { area, person }, { now: this.clock.now() }),
      );
      if (!INTEREST_KINDS.includes(asked.kind))
        throw new BadInput([{ path: 'kind', message: 'Choose what connects you with it' }]);
      if ((await this.schools.among(tx, [asked.urn])).size === 0)
        throw new BadInput([{ path: 'urn', message: 'Choose a school of this area' }]);
      const id = this.ids.next();
      await tx.query(`select from identity.person where id = $1 and ${inArea(tx)} for update`, [person]);
      const said = await tx.query(
        `select 1 from identity.interest where ${inArea(tx)} and person_id = $1 and urn = $2 and kind = $3 and state = 'live'`,
        [person, asked.urn, asked.kind],
      );
      if (said.length > 0) return;
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
