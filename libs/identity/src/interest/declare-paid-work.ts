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
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, type IdSource, type Tx, type UnitOfWork } from '@app/platform';
import { SupplierInterestEntity } from './supplier-interest.entity.js';

const MOST = 200;

/** Paid work for somebody outside the area's schools: who has it decides nothing about help that is bought there. */
export class DeclarePaidWork {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Said twice, it is one interest. @throws BadInput at `supplier`; NotAllowed */
  async execute(actor: Actor, area: AreaId, supplier: string): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      const person = actor.id as PersonId;
      const now = this.clock.now();
      requireAllowed(decide(this.matrix, actor, 'interest.declare', { area, person }, { now }));
      const name = supplier.trim();
      if (name === '' || name.length > MOST || /\p{Cc}/u.test(name))
        throw new BadInput([{ path: 'supplier', message: 'Enter who pays you, in 200 characters or fewer' }]);
      await tx.query(`select from identity.person where id = $1 and ${inArea(tx)} for update`, [person]);
      if (await this.knows(tx, person, name)) return;
      const id = this.ids.next();
      await tx.manager.insert(SupplierInterestEntity, {
        ...{ id, areaId: area, personId: person, supplier: name, fromOn: localDateOf(now) },
        ...{ toOn: null, state: 'live', version: 1 },
      });
      await this.audit.record(tx, {
        act: 'interest.declare',
        entity: `identity.supplier_interest:${id}`,
      });
    });
  }

  /** Who pays this person, by name: one's own list. */
  async own(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ supplier: string }>(
      `select supplier from identity.supplier_interest
       where ${inArea(tx)} and person_id = $1 and state = 'live' order by supplier collate "C"`,
      [tx.actor.id],
    );
    return rows.map(({ supplier }) => supplier);
  }

  private async knows(tx: Tx, person: PersonId, name: string): Promise<boolean> {
    const said = await tx.query(
      `select 1 from identity.supplier_interest where ${inArea(tx)} and person_id = $1 and state = 'live'
         and supplier_key = identity.supplier_key($2)`,
      [person, name],
    );
    return said.length > 0;
  }
}
