import { localDateOf, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { nextOfYear } from '../next-reference.js';
import { findSubject, type Subject } from './find-subject.js';
import type { InterventionCases } from './intervention-cases.js';
import { readFields, requireOrder, type InterventionSaid } from './intervention-fields.js';
import { InterventionEntity } from './intervention.entity.js';
import { moveIntervention } from './intervention.lifecycle.js';

export interface InterventionToRecord extends InterventionSaid {
  /** The need or the pairing that it is about, by its reference. */
  readonly about: string;
}

/** Who has a case in hand records what is done to a school by power or agreement, beside the pairing or before it. */
export class RecordIntervention {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: InterventionCases,
  ) {}

  /** What starts today or started before is live at once. @returns its reference. @throws NotAllowed, BadInput */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: InterventionToRecord,
    repeat?: Repeatable,
  ): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: InterventionToRecord): Promise<string> {
    const reader = new FieldReader();
    const subject = await findSubject(tx, this.rights, asked.about);
    if (subject === null)
      reader.say('about', 'Enter a reference of your own caseload, like N-2026-031 or SP-2026-003');
    const said = readFields(reader, asked);
    requireOrder(reader, 'endsOn', said.startsOn, said.endsOn);
    const about = reader.finish(subject as Subject);
    const [id, now, by] = [this.ids.next(), this.clock.now(), tx.actor.id];
    const reference = await nextOfYear(tx, 'assurance.intervention', 'I', now);
    await tx.manager.insert(InterventionEntity, {
      ...{ id, areaId: tx.area, reference, ...said, ...about, schoolUrns: [...about.schoolUrns] },
      ...{ recordedBy: by, recordedAt: now, state: 'planned', version: 1 },
    });
    const schools = [about.schoolUrn];
    await this.audit.record(tx, {
      act: 'intervention.record',
      entity: `assurance.intervention:${id}:1`,
      schools,
    });
    if (said.startsOn <= localDateOf(now)) {
      const begun = { state: moveIntervention('planned', 'live'), begunBy: by, begunAt: now };
      await this.cases.put(tx, { id, schoolUrn: about.schoolUrn }, 1, begun, 'intervention.record');
    }
    return reference;
  }
}
