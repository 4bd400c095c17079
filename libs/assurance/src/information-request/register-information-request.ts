import { localDateOf, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Deadlines } from '@app/brokerage';
import type { Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { nextOfYear } from '../next-reference.js';
import { InformationRequestEntity } from './information-request.entity.js';
import { holdsName } from './who-asked.js';

export interface InformationToRegister {
  /** Who asks, as they sign. */
  readonly name: string;
  /** Where the answer goes: an e-mail address or a postal one. */
  readonly reach: string;
  readonly receivedOn: string;
  readonly asked: string;
}

/** Somebody asked for information that the law may require: it is written down with the day it came, and its clock starts. */
export class RegisterInformationRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly deadlines: Deadlines,
  ) {}

  /** @returns its reference. @throws NotFound, NotAllowed, BadInput; NoCalendar */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: InformationToRegister,
    repeat?: Repeatable,
  ): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, given: InformationToRegister): Promise<string> {
    await this.rights.require(tx, 'foi.register', {});
    const now = this.clock.now();
    const { name, reach, receivedOn, asked } = this.read(given);
    const id = this.ids.next();
    const reference = await nextOfYear(tx, 'assurance.information_request', 'FOI', now);
    await tx.manager.insert(InformationRequestEntity, {
      ...{ id, areaId: tx.area, reference, receivedOn, asked, registeredBy: tx.actor.id, registeredAt: now },
      ...{ preparedBy: [], state: 'received', version: 1 },
    });
    await tx.query(
      `insert into assurance.information_requester (id, area_id, name, reach) values ($1, $2, $3, $4)`,
      [id, tx.area, name, reach],
    );
    await this.deadlines.start(tx, 'C-22', id, {}, undefined, receivedOn);
    await this.audit.record(tx, {
      act: 'foi.register',
      entity: `assurance.information_request:${id}:1`,
    });
    return reference;
  }

  private read(given: InformationToRegister) {
    const reader = new FieldReader();
    const name = reader.text('name', given.name, 'who asks', 200);
    const reach = reader.text('reach', given.reach, 'where the answer goes', 300);
    const receivedOn = reader.date('receivedOn', given.receivedOn, 'the day on which it came');
    if (receivedOn > localDateOf(this.clock.now()))
      reader.say('receivedOn', 'The day on which it came cannot be later than today');
    const asked = reader.text('asked', given.asked, 'what was asked for', 4_000);
    if (holdsName(asked, name))
      reader.say('asked', 'Leave out the name of who asks: heads of schools read this');
    return reader.finish({ name, reach, receivedOn, asked });
  }
}
