import {
  addDays,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, People, Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type DutyBroker } from '@app/profiles';
import type { SchoolsOfArea } from '@app/schools';
import { nextOfYear } from '../next-reference.js';
import { requireNoBar } from '../pairing/begin-work.js';
import { LightPairingEntity } from './light.entity.js';
import { schoolsOfLight } from './light-cases.js';
import { MOST_LIGHT_HALF_DAYS } from './light.views.js';

export interface LightToAsk {
  /** The asker's own school. */
  readonly own: string;
  readonly other: string;
  /** `asks` for the other's help, or `offers` its own. */
  readonly way: string;
  readonly purpose: string;
  readonly contact: string;
  readonly onDay: string;
  readonly halfDays: number;
}

const A_YEAR = 366;

/** One head asks another for a day or less, or offers it: directly, and a broker knows of it (R78). */
export class AskLight {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly schools: SchoolsOfArea,
    private readonly duty: DutyBroker,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @returns its reference. @throws NotAllowed, NotFound, BadInput; RuleBroken BARRED_CONFLICT, NOBODY_TO_ASK */
  async execute(actor: Actor, area: AreaId, asked: LightToAsk, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: LightToAsk): Promise<string> {
    const now = this.clock.now();
    const today = localDateOf(now);
    const names = await this.schools.names(tx);
    const read = readAsked(asked, names, today);
    const { askerUrn, supporterUrn } = read;
    // Whoever asks speaks for the side that asks: the other side has its own say.
    const own = read.askedSide === 'school' ? { supported: askerUrn } : { supporting: supporterUrn };
    await this.rights.require(tx, 'light.agree', { schools: schoolsOfLight(read), ...own });
    await requireNoBar(tx, read);
    const gardener = await this.duty.find(tx, askerUrn, today, [supporterUrn]);
    const id = this.ids.next();
    const reference = await nextOfYear(tx, 'brokerage.light_pairing', 'SL', now);
    await tx.manager.insert(LightPairingEntity, {
      ...{ id, areaId: tx.area, reference, ...read, askedBy: tx.actor.id, askedAt: now, booked: 0 },
      ...{ gardenerPersonId: gardener.id, state: 'agreed_in_principle', version: 1 },
    });
    await this.audit.record(tx, {
      act: 'light.agree',
      entity: `brokerage.light_pairing:${id}:1`,
      schools: schoolsOfLight(read),
      details: { step: 'asked' },
    });
    const urn = read.askedSide === 'school' ? read.supporterUrn : read.askerUrn;
    for (const { id: person } of await this.people.headsOf(tx, urn, today))
      await this.mail.tell(tx, {
        ...{ person, kind: 'question', key: `light.${id}.${person}`, path: `/pairings/light/${reference}` },
        ...{ task: { reference, due: read.onDay }, about: [reference] },
        ...{ quiet: 'school', urn, onTheirDay: true },
      });
    return reference;
  }
}

type Read = Pick<LightPairingEntity, 'purpose' | 'contact' | 'halfDays' | 'askedSide'> & {
  readonly onDay: LocalDate;
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
};

/** @throws BadInput; RuleBroken SAME_SCHOOL */
function readAsked(asked: LightToAsk, names: ReadonlyMap<string, string>, today: LocalDate): Read {
  const reader = new FieldReader();
  if (!names.has(asked.other)) reader.say('other', 'Choose a school of the area');
  if (!names.has(asked.own)) reader.say('own', 'Choose your school');
  const way = reader.oneOf('way', asked.way, ['asks', 'offers'] as const);
  const onDay = reader.date('onDay', asked.onDay, 'the day');
  if (onDay < today || onDay > addDays(today, A_YEAR))
    reader.say('onDay', 'Enter a day from today on and within a year, like 2026-12-04');
  const fields = reader.finish({
    purpose: reader.text('purpose', asked.purpose, 'what it is for, in one line', 200).replaceAll('\n', ' '),
    contact: reader.text('contact', asked.contact, 'whom to contact', 200).replaceAll('\n', ' '),
    halfDays: reader.whole('halfDays', asked.halfDays, 'the half-days', 0, MOST_LIGHT_HALF_DAYS),
    onDay,
  });
  if (asked.own === asked.other) throw new RuleBroken('SAME_SCHOOL', 'Choose a school other than your own.');
  const [own, other] = [asked.own as SchoolUrn, asked.other as SchoolUrn];
  return way === 'asks'
    ? { ...fields, askerUrn: own, supporterUrn: other, askedSide: 'school' }
    : { ...fields, askerUrn: other, supporterUrn: own, askedSide: 'supporter' };
}
