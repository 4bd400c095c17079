import {
  localDateOf,
  nextArrival,
  NotFound,
  officeDays,
  parseUrn,
  yearOf,
  type Actor,
  type AreaId,
  type Calendar,
  type Clock,
  type NeedId,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import {
  askedOnce,
  type IdSource,
  type Outbox,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { AreaSettings, KnownSchools } from '@app/schools';
import { needRaised } from '../events.js';
import { FieldReader } from '../field-reader.js';
import type { AskByMail, Rights } from '@app/identity';
import type { ConcernCases } from '../concern/concern-cases.js';
import type { DutyBroker } from './duty-broker.js';
import type { NeedDates } from './need-dates.js';
import type { NeedMoves } from './need-moves.js';
import { NeedEntity } from './need.entity.js';
import { nextReference } from './next-reference.js';
import { readApproach, readWording, type AskedApproach, type AskedWording } from './read-need.js';
import { requireOfArea } from './require-of-area.js';

export interface NeedToRaise extends AskedWording {
  readonly urn: string;
  /** Left out: the head says later who may be approached, and no run uses the need before. */
  readonly approach?: AskedApproach | null;
}

/** A head asks for support. It has an owner and a next date from its first moment (I-6). */
export class RaiseNeed {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
    private readonly schools: KnownSchools,
    private readonly duty: DutyBroker,
    private readonly dates: NeedDates,
    private readonly moves: NeedMoves,
    private readonly mail: AskByMail,
    private readonly concerns: ConcernCases,
  ) {}

  /**
   * @param word of a colleague that the head makes into this request; no record of the request tells that there was one.
   */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: NeedToRaise,
    repeat?: Repeatable,
    word: string | null = null,
  ): Promise<{ id: NeedId; reference: string }> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked, word)));
  }

  /** Whether it could be raised now, with every field read and nothing written. @throws as `execute` would. */
  async check(tx: Tx, asked: NeedToRaise): Promise<void> {
    await this.read(tx, asked);
  }

  /** One of several in a transaction that is already open: all of them or none. */
  async inside(
    tx: Tx,
    asked: NeedToRaise,
    word: string | null = null,
  ): Promise<{ id: NeedId; reference: string }> {
    const { urn, wording, approach, now, today, calendar } = await this.read(tx, asked);
    const owner = await this.duty.find(tx, urn, today);
    const id = this.ids.next<NeedId>();
    const reference = await nextReference(tx, yearOf(today));
    await tx.manager.insert(NeedEntity, {
      ...{ id, areaId: tx.area, reference, urn, state: 'raised', version: 1 },
      ...{ ...wording, secondaryThemes: [...wording.secondaryThemes], keyStages: [...wording.keyStages] },
      ...{ modes: [...wording.modes], wishes: [...wording.wishes], approach },
      ...{
        ownerPersonId: owner.id,
        adviserPersonId: null,
        waitingSince: today,
        coverPersonId: null,
        coveredOn: null,
      },
      ...(await this.dates.untilTriaged(tx, wording.priority)),
      ...{ raisedBy: tx.actor.id, raisedAt: now, agreedBy: null, agreedAt: null },
      ...{ closedReason: null, closedAt: null },
    });
    await this.moves.note(tx, id, null, 'raised', null);
    await this.audit.record(tx, { act: 'need.raise', entity: `profiles.need:${id}:1`, schools: [urn] });
    await this.outbox.put(tx, needRaised(id));
    if (word !== null) await this.concerns.becameNeed(tx, word, urn);
    if (wording.priority === 'now') await this.tellToday(tx, { id, reference, urn }, owner.id, calendar);
    return { id, reference };
  }

  private async read(tx: Tx, asked: NeedToRaise) {
    const urn = parseUrn(asked.urn);
    if (urn === null) throw new NotFound();
    await this.rights.require(tx, 'need.raise', { school: urn, schools: [urn] });
    await this.schools.requireOpen(tx, urn);
    const now = this.clock.now();
    const today = localDateOf(now);
    const world = { themes: await this.settings.themes(tx), ...(await this.settings.clocks(tx)), today };
    const reader = new FieldReader();
    const wording = readWording(reader, asked, urn, world);
    const approach = asked.approach ? readApproach(reader, asked.approach, urn) : null;
    await requireOfArea(tx, reader, this.schools, { wishes: wording.wishes, approach: approach?.urns ?? [] });
    reader.finish(wording);
    return { urn, wording, approach, now, today, calendar: world.calendar };
  }

  /** C-21: what cannot wait for its owner's day goes the same working day to whoever answers on it. */
  private async tellToday(
    tx: Tx,
    need: { readonly id: NeedId; readonly reference: string; readonly urn: SchoolUrn },
    owner: PersonId,
    calendar: Calendar,
  ): Promise<void> {
    const day = localDateOf(nextArrival(this.clock.now(), officeDays(calendar)));
    const onDuty = await this.duty.onDuty(tx, need.urn, day, calendar);
    await this.mail.tell(tx, {
      ...{ person: onDuty?.id ?? owner, kind: 'need_now', key: `need-now.${need.id}` },
      ...{ task: { reference: need.reference, due: day }, path: `/needs/${need.reference}` },
      ...{ about: [need.reference], quiet: 'office', urn: null },
    });
  }
}
