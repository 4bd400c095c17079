import {
  NotFound,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type HalfTermId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, Rights } from '@app/identity';
import {
  inArea,
  askedOnce,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader, type DaysBook, type HalfDays, type NeedCases } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { nextOfYear } from '../next-reference.js';
import { daysOf, requireSeen, type ProposalCases, type ProposalInHand } from '../proposal/proposal-cases.js';
import { proposalResource, toldOf } from '../proposal/proposal.policy.js';
import { SOUNDING_ANSWERS, type SoundingAnswer } from './agreement.views.js';
import { SoundingEntity } from './sounding.entity.js';
import { SupportOfferEntity } from './support-offer.entity.js';

export interface SoundingReply {
  /** Of the request, like Q-2026-052. */
  readonly request: string;
  readonly version: number;
  readonly answer: string;
  /** For fewer days: half-days by half-term. */
  readonly halfDays?: Readonly<Record<string, number>>;
  /** For another person: who would lead the work. */
  readonly person?: string | null;
}

interface Reply {
  readonly answer: SoundingAnswer;
  readonly halfDays: HalfDays | null;
  readonly person: string | null;
}

/** The supporter's head answers, not knowing who asks. A yes holds the days; "not this term" is one answer and no fault. */
export class AnswerSounding {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: ProposalCases,
    private readonly needs: NeedCases,
    private readonly days: DaysBook,
    private readonly deadlines: Deadlines,
    private readonly mail: AskByMail,
  ) {}

  /**
   * @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken REQUEST_CLOSED where it lapsed, was taken back or
   *   answered, NOT_ENOUGH_DAYS where the days went meanwhile: nothing is sent then.
   */
  async execute(actor: Actor, area: AreaId, asked: SoundingReply, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: SoundingReply): Promise<void> {
    const named = await findSounding(tx, asked.request);
    const held = await this.cases.lock(tx, named.proposalId);
    const { proposal, need } = held;
    await this.rights.require(tx, 'sounding.answer', proposalResource(proposal, need));
    const sounding = await findSounding(tx, asked.request);
    if (proposal.state !== 'sounding_out' || sounding.answer !== null)
      throw new RuleBroken('REQUEST_CLOSED', 'This request is no longer open. Nothing was sent.');
    requireSeen(sounding, asked.version);
    const reply = readReply(asked, sounding.halfDays);
    await updateIfVersion(tx, SoundingEntity, sounding.id, sounding.version, {
      ...{ answer: reply.answer, answeredHalfDays: reply.halfDays, person: reply.person },
      ...{ answeredBy: tx.actor.id, answeredAt: this.clock.now() },
    });
    await this.deadlines.end(tx, proposal.id, 'met', ['C-4']);
    if (reply.halfDays === null) {
      await this.needs.noteDecline(tx, need.id, proposal.supporterUrn as SchoolUrn);
      await this.cases.end(tx, held, 'declined_by_supporter');
    } else await this.agree(tx, held, reply.halfDays, reply.person);
    await this.audit.record(tx, {
      act: 'sounding.answer',
      entity: `brokerage.proposal:${proposal.id}:${String(proposal.version)}`,
      schools: toldOf(proposal, 'supporting'),
      details: { request: sounding.reference, answer: reply.answer },
    });
  }

  private async agree(
    tx: Tx,
    { proposal, need }: ProposalInHand,
    halfDays: HalfDays,
    person: string | null,
  ): Promise<void> {
    const now = this.clock.now();
    const supporter = proposal.supporterUrn as SchoolUrn;
    await this.days.hold(tx, supporter, daysOf(proposal), halfDays);
    await this.cases.move(tx, proposal, 'supporter_accepted', { supporterYesAt: now });
    const until = await this.deadlines.start(tx, 'C-5', proposal.id, { supporter, supported: need.urn });
    await this.needs.postpone(tx, need.id, until);
    const reference = await nextOfYear(tx, 'brokerage.support_offer', 'O', now);
    await tx.manager.insert(SupportOfferEntity, {
      ...{
        id: this.ids.next(),
        areaId: tx.area,
        proposalId: proposal.id,
        askerUrn: need.urn,
        halfDays,
        person,
      },
      ...{ reference, reasons: proposal.reasons ?? [], madeAt: now, version: 1 },
    });
    await this.mail.headsOf(tx, need.urn, {
      ...{ kind: 'offer', does: 'offer.answer', subject: reference, version: 1, reference, due: until },
      ...{ path: `/offers/${reference}`, about: [proposal.reference] },
    });
  }
}

async function findSounding(tx: Tx, named: string): Promise<SoundingEntity> {
  const row = await tx.manager
    .createQueryBuilder(SoundingEntity, 's')
    .where('s.reference = :named', { named })
    .andWhere(inArea(tx, 's'))
    .getOne();
  if (!row) throw new NotFound();
  return row;
}

/** @throws BadInput naming each field. */
function readReply(asked: SoundingReply, wanted: HalfDays): Reply {
  const reader = new FieldReader();
  const answer = reader.oneOf('answer', asked.answer, SOUNDING_ANSWERS);
  const person =
    answer === 'another_person' ? reader.text('person', asked.person, 'who would lead this', 200) : null;
  const halfDays =
    answer === 'not_this_term'
      ? null
      : answer === 'fewer_days'
        ? fewer(reader, asked.halfDays, wanted)
        : wanted;
  return reader.finish({ answer, halfDays, person: person === '' ? null : person });
}

function fewer(reader: FieldReader, given: SoundingReply['halfDays'], wanted: HalfDays): HalfDays {
  const days: Partial<Record<HalfTermId, number>> = {};
  let [sum, most] = [0, 0];
  for (const [name, asked] of Object.entries(wanted)) {
    const halfTerm = name as HalfTermId;
    const value = reader.whole(`halfDays.${name}`, given?.[name] ?? 0, 'the half-days', 0, asked ?? 0);
    [sum, most] = [sum + value, most + (asked ?? 0)];
    if (value > 0) days[halfTerm] = value;
  }
  if (sum === 0) reader.say('halfDays', 'Give at least one half-day, or choose “Not this term”');
  else if (sum >= most) reader.say('halfDays', 'These are all the days that were asked for: choose “Yes”');
  return days;
}
