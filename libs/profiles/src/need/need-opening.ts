import { localDateOf, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Tx } from '@app/platform';
import type { KnownSchools } from '@app/schools';
import { FieldReader } from '../field-reader.js';
import type { DutyBroker } from './duty-broker.js';
import type { NeedDates, NextDate } from './need-dates.js';
import type { Approach } from './need-wording.js';
import type { NeedEntity } from './need.entity.js';
import { readApproach, type AskedApproach } from './read-need.js';
import { requireOfArea } from './require-of-area.js';

/** What agreeing and saying who may be approached share: whichever comes second opens the need. */
export class NeedOpening {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly schools: KnownSchools,
    private readonly duty: DutyBroker,
    private readonly dates: NeedDates,
  ) {}

  /** @throws BadInput */
  async readApproach(tx: Tx, asked: AskedApproach, urn: string): Promise<Approach> {
    const reader = new FieldReader();
    const approach = readApproach(reader, asked, urn as SchoolUrn);
    await requireOfArea(tx, reader, this.schools, { 'approach.urns': approach.urns });
    return reader.finish(approach);
  }

  async nextDate(tx: Tx, need: NeedEntity): Promise<NextDate> {
    const owner = await this.duty.brokerInPost(tx, need.ownerPersonId, localDateOf(this.clock.now()));
    return this.dates.untilSoundedOut(tx, owner);
  }

  async noteApproach(tx: Tx, need: NeedEntity, version: number): Promise<void> {
    await this.audit.record(tx, {
      act: 'need.approach.set',
      entity: `profiles.need:${need.id}:${String(version)}`,
      schools: [need.urn as SchoolUrn],
    });
  }
}
