import type { NeedId, SchoolUrn } from '@app/kernel';
import { Capacity } from '@app/profiles';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  MARLOWE,
  QUARRY,
  UPLANDS,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { NeedCandidates } from '../candidates/need-candidates.query.js';
import { MakeProposal } from '../proposal/make-proposal.js';
import { Agreements } from './agreements.query.js';
import type { OfferToSchool, ProposalCase, RequestView } from './agreement.views.js';
import { AnswerOffer, type OfferReply } from './answer-offer.js';
import { AnswerSounding, type SoundingReply } from './answer-sounding.js';
import { DecideProposal, type MadeDecision, type ProposalToDecide } from './decide-proposal.js';
import { SoundOut } from './sound-out.js';

/** Eastmarsh's open need with Marlowe proposed for it, and everybody's next step as one call. */
export class AnAgreement {
  private constructor(
    readonly house: BrokerageHouse,
    public need: NeedId,
    public proposed = '',
  ) {}

  static async open(): Promise<AnAgreement> {
    const house = await BrokerageHouse.open();
    await house.offer(MARLOWE, {
      maxPartners: 3,
      themes: [
        {
          ...{ theme: 'att.persistent', depth: 'can_work_alongside', evidence: 'adviser_visit' },
          ...{ howWeKnow: 'Visit in May', on: '2026-05-12' },
        },
      ],
    });
    for (const urn of [UPLANDS, QUARRY]) await house.offer(urn);
    const made = new AnAgreement(house, await house.openNeed());
    made.proposed = await made.propose();
    return made;
  }

  close(): Promise<void> {
    return this.house.close();
  }

  seen(named = this.proposed, who: Persona = 'broker', reason: string | null = null): Promise<ProposalCase> {
    return this.house.asking(who, (tx) => this.house.get(Agreements).proposal(tx, named, reason));
  }

  async propose(urn = MARLOWE, reason: string | null = null): Promise<string> {
    const { house, need } = this;
    const run = await house.run([need]);
    const listed = await house.asking('broker', (tx) => house.get(NeedCandidates).ofNeed(tx, need));
    const found = listed.candidates.find((each) => each.urn === urn);
    if (!found) throw new Error(`${urn} is not listed.`);
    const asked = { run, need, offer: found.offer, reason };
    return (await house.get(MakeProposal).execute(await house.as('broker'), NORTH, asked)).reference;
  }

  async soundOut(named = this.proposed): Promise<string> {
    const asked = { proposal: named, version: (await this.seen(named)).version };
    return this.house.get(SoundOut).execute(await this.house.as('broker'), NORTH, asked);
  }

  async asHead<Answer>(urn: SchoolUrn, body: (tx: never) => Promise<Answer>): Promise<Answer> {
    return this.house.askingAs(await this.house.as('head', urn), body);
  }

  request(named: string, urn = MARLOWE): Promise<RequestView> {
    return this.asHead(urn, (tx) => this.house.get(Agreements).request(tx, named));
  }

  async offerSeen(): Promise<OfferToSchool> {
    const { offer } = await this.seen();
    return this.house.asking('asker', (tx) => this.house.get(Agreements).offer(tx, offer?.reference ?? ''));
  }

  async answer(named: string, reply: Partial<SoundingReply> = {}, urn = MARLOWE): Promise<void> {
    const { version } = await this.request(named, urn);
    const asked = { request: named, version, answer: 'yes', ...reply };
    await this.house.get(AnswerSounding).execute(await this.house.as('head', urn), NORTH, asked);
  }

  async reply(said: string, change: Partial<OfferReply> = {}): Promise<void> {
    const { reference, version } = await this.offerSeen();
    const asked = { offer: reference, version, answer: said, ...change };
    await this.house.get(AnswerOffer).execute(await this.house.as('asker'), NORTH, asked);
  }

  /** Both said yes. */
  async both(): Promise<void> {
    await this.answer(await this.soundOut());
    await this.reply('accept');
  }

  async decide(change: Partial<ProposalToDecide> = {}): Promise<MadeDecision> {
    const { version } = await this.seen();
    const asked = { proposal: this.proposed, version, outcome: 'agreed', ...change };
    return this.house.get(DecideProposal).execute(await this.house.as('broker'), NORTH, asked);
  }

  /** Half-days booked of a supporter, by half-term. */
  async bookedBy(urn = MARLOWE): Promise<number[]> {
    const days = await this.asHead(urn, (tx) => this.house.get(Capacity).ofSchool(tx, urn));
    return days.kind === 'whole' ? days.windows.map(({ booked }) => booked) : [];
  }
}
