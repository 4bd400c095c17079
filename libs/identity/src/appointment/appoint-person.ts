import type { LocalDate, PersonId, Role, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { IdSource, Tx } from '@app/platform';
import { AppointmentEntity } from './appointment.entity.js';

export interface NewAppointment {
  readonly person: PersonId;
  readonly role: Exclude<Role, 'api'>;
  readonly urn?: SchoolUrn;
  readonly body?: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly ftePercent?: number;
  readonly brokerWeekday?: 1 | 2 | 3 | 4 | 5;
  readonly flags?: readonly ('delegated' | 'dpo' | 'inst')[];
}

/**
 * A step, not a verb: opening an area at the console and the demo county use it inside their own act. Appointing by
 * pages takes two people (`role.propose`, `role.approve`) and joins with those rows of the permission table.
 */
export class AppointPerson {
  constructor(
    private readonly audit: AuditTrail,
    private readonly ids: IdSource,
  ) {}

  async inside(tx: Tx, asked: NewAppointment): Promise<void> {
    const id = this.ids.next();
    await tx.manager.insert(AppointmentEntity, {
      id,
      areaId: tx.area,
      personId: asked.person,
      role: asked.role,
      urn: asked.urn ?? null,
      body: asked.body ?? null,
      fromOn: asked.from,
      toOn: asked.to ?? null,
      ftePercent: asked.ftePercent ?? null,
      brokerWeekday: asked.brokerWeekday ?? null,
      coverPersonId: null,
      flags: [...(asked.flags ?? [])],
      state: 'active',
      version: 1,
    });
    await this.audit.record(tx, {
      act: 'role.appoint',
      entity: `identity.appointment:${id}`,
      schools: asked.urn === undefined ? [] : [asked.urn],
      reason: asked.role,
    });
  }
}
