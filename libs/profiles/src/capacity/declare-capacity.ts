import {
  localDateOf,
  NotFound,
  parseUrn,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { AreaSettings, KnownSchools } from '@app/schools';
import { FieldReader } from '../field-reader.js';
import type { Rights } from '@app/identity';
import type { CapacityLedger, DeclaredDays } from './capacity-ledger.js';
import { readDeclaredDays, type AskedDays } from './read-declared-days.js';

export interface CapacityToDeclare {
  readonly urn: string;
  readonly capacity: readonly AskedDays[];
}

/** A school says how many days it has in which half-term; never fewer than it has promised. */
export class DeclareCapacity {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
    private readonly schools: KnownSchools,
    private readonly ledger: CapacityLedger,
  ) {}

  async execute(actor: Actor, area: AreaId, asked: CapacityToDeclare, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        await this.inside(tx, asked);
        return null;
      }),
    );
  }

  /** Whether it could be declared now, with every field read and nothing written. @throws BadInput, as `execute` would. */
  async check(tx: Tx, asked: CapacityToDeclare): Promise<void> {
    await this.read(tx, asked);
  }

  /** One of several in a transaction that is already open: all of them or none. */
  async inside(tx: Tx, asked: CapacityToDeclare): Promise<void> {
    const { urn, days } = await this.read(tx, asked);
    await this.ledger.declare(tx, urn, days);
    await this.audit.record(tx, {
      act: 'capacity.declare',
      entity: `profiles.capacity_window:${urn}`,
      schools: [urn],
    });
  }

  private async read(tx: Tx, asked: CapacityToDeclare): Promise<{ urn: SchoolUrn; days: DeclaredDays[] }> {
    const urn = parseUrn(asked.urn);
    if (urn === null) throw new NotFound();
    await this.rights.require(tx, 'capacity.declare', { school: urn, schools: [urn] });
    await this.schools.requireOpen(tx, urn);
    const { calendar } = await this.settings.clocks(tx);
    const reader = new FieldReader();
    const world = { calendar, today: localDateOf(this.clock.now()) };
    const days = readDeclaredDays(reader, asked.capacity, world);
    if (days.length === 0) reader.say('capacity', 'Give at least one half-term');
    return reader.finish({ urn, days });
  }
}
