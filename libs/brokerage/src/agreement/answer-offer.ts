import { NotFound, RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, askedOnce, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type NeedCases } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import { requireSeen, type ProposalCases, type ProposalInHand } from '../proposal/proposal-cases.js';
import { proposalResource, toldOf } from '../proposal/proposal.policy.js';
import { OFFER_ANSWERS, type OfferAnswer } from './agreement.views.js';
import { SupportOfferEntity } from './support-offer.entity.js';

export interface OfferReply {
  /** Of the offer, like O-2026-031. */
  readonly offer: string;
  readonly version: number;
  readonly answer: string;
  /** For the broker alone. */
  readonly note?: string | null;
}

/** The asking school's head answers: accept, meet first, or decline without a fault. The first two open the names. */
export class AnswerOffer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: ProposalCases,
    private readonly needs: NeedCases,
    private readonly settings: AreaSettings,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken OFFER_CLOSED where the days went back or it was answered, SIGN_IN_TO_ACCEPT. */
  async execute(actor: Actor, area: AreaId, asked: OfferReply, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: OfferReply): Promise<void> {
    const named = await findOffer(tx, asked.offer);
    const held = await this.cases.lock(tx, named.proposalId);
    const { proposal, need } = held;
    const { answer, note } = readReply(asked);
    const act = answer === 'decline' ? 'proposal.decline' : 'proposal.accept';
    await this.rights.require(tx, act, proposalResource(proposal, need));
    const offer = await findOffer(tx, asked.offer);
    if (proposal.state !== 'supporter_accepted' || offer.answer !== null)
      throw new RuleBroken('OFFER_CLOSED', 'This offer is no longer open. Nothing was sent.');
    requireSeen(offer, asked.version);
    if (answer === 'accept' && tx.actor.door === 'link') await this.requireByLink(tx);
    await this.answer(tx, held, offer, answer, note);
    await this.audit.record(tx, {
      act,
      entity: `brokerage.proposal:${proposal.id}:${String(proposal.version)}`,
      schools: toldOf(proposal, 'supported'),
      details: { offer: offer.reference, answer },
    });
  }

  /** @throws RuleBroken SIGN_IN_TO_ACCEPT where the area wants it. */
  private async requireByLink(tx: Tx): Promise<void> {
    const { acceptByLink = true } = (await this.settings.find(tx, 'thresholds'))?.body ?? {};
    if (!acceptByLink)
      throw new RuleBroken(
        'SIGN_IN_TO_ACCEPT',
        'Your area asks you to sign in to accept an offer. Nothing was sent.',
      );
  }

  private async answer(
    tx: Tx,
    held: ProposalInHand,
    offer: SupportOfferEntity,
    answer: OfferAnswer,
    note: string | null,
  ): Promise<void> {
    const now = this.clock.now();
    const { proposal, need } = held;
    const said = { answeredBy: tx.actor.id, answeredAt: now };
    const change: Partial<SupportOfferEntity> =
      answer === 'meet'
        ? { meetingAskedAt: offer.meetingAskedAt ?? now }
        : { answer: answer === 'accept' ? 'accepted' : 'declined', ...said };
    await updateIfVersion(tx, SupportOfferEntity, offer.id, offer.version, {
      ...change,
      ...(note ? { note } : {}),
    });
    const open = { namesOpenAt: proposal.namesOpenAt ?? now };
    if (answer === 'accept') await this.cases.move(tx, proposal, 'school_accepted', open);
    else if (answer === 'meet') await this.cases.openNames(tx, proposal, now);
    else {
      // The same school is not put before them again for this request.
      await this.needs.noteDecline(tx, need.id, proposal.supporterUrn as SchoolUrn);
      await this.cases.end(tx, held, 'declined_by_school');
    }
  }
}

async function findOffer(tx: Tx, named: string): Promise<SupportOfferEntity> {
  const row = await tx.manager
    .createQueryBuilder(SupportOfferEntity, 'o')
    .where('o.reference = :named', { named })
    .andWhere(inArea(tx, 'o'))
    .getOne();
  if (!row) throw new NotFound();
  return row;
}

/** @throws BadInput */
function readReply(asked: OfferReply): { answer: OfferAnswer; note: string | null } {
  const reader = new FieldReader();
  const answer = reader.oneOf('answer', asked.answer, OFFER_ANSWERS);
  return reader.finish({ answer, note: reader.textOrNull('note', asked.note, 'the note', 2_000) });
}
