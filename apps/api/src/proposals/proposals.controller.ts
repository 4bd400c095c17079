import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  Agreements,
  DECIDED_KINDS,
  DecideProposal,
  MakeProposal,
  NeedCandidates,
  OUTCOMES,
  SoundOut,
  type MadeDecision,
  type NeedCandidatesView,
  type ProposalView,
  type WholeNeedCandidatesView,
  type WhyNotSchoolView,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, NotFound, parseUrn } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { maybe, number, numbers, oneOf, readBody, text } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { TypedReason } from '../door/typed-reason.js';
import { NamedNeed } from '../needs/named-need.js';
import { choiceOf } from './chosen-school.js';
import { proposalAnswer, type ProposalAnswer } from './proposal.view.js';

interface AskedProposal {
  readonly need: string;
  readonly supporter: string;
  /** The run that the caller saw: refused where a later one has looked at the need. */
  readonly run?: string | null;
  readonly reason?: string | null;
}

interface AskedDecision {
  readonly outcome: string;
  /** Of the pairing that begins: support where it is left out. */
  readonly kind?: string | null;
  readonly reason?: string | null;
  readonly conditions?: string | null;
  readonly halfDays?: Readonly<Record<string, number>> | null;
  readonly until?: string | null;
  /** Of the area's money, in whole pence. */
  readonly pence?: number | null;
}

/** Who could help with a need, who is proposed, and what is decided. */
@Controller('api/v1')
export class ProposalsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NamedNeed) private readonly named: NamedNeed,
    @Inject(NeedCandidates) private readonly candidates: NeedCandidates,
    @Inject(MakeProposal) private readonly makeProposal: MakeProposal,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(SoundOut) private readonly soundsOut: SoundOut,
    @Inject(DecideProposal) private readonly decides: DecideProposal,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Who could help and who could not, each with the reasons. */
  @Get('needs/:need/candidates')
  @Allow('run.read')
  async ofNeed(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('need') need: string,
    @TypedReason() reason: string | null,
  ): Promise<WholeNeedCandidatesView> {
    readQuery(request, []);
    return this.work.run(who.actor, who.area, async (tx) =>
      this.candidates.whole(tx, (await this.named.summary(tx, need)).id, reason),
    );
  }

  /** Why one school of the area, by its URN, is not the first; and each single change with which it would be. */
  @Get('needs/:need/candidates/:school')
  @Allow('run.read')
  async whyNot(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Param('need') need: string,
    @Param('school') school: string,
    @TypedReason() reason: string | null,
  ): Promise<WhyNotSchoolView> {
    readQuery(request, []);
    const urn = parseUrn(school);
    if (urn === null) throw new NotFound();
    return this.work.run(who.actor, who.area, async (tx) =>
      this.candidates.whyNot(tx, (await this.named.summary(tx, need)).id, urn, reason),
    );
  }

  /** Those of one need. */
  @Get('proposals')
  @Allow('proposal.read')
  async list(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @TypedReason() reason: string | null,
  ): Promise<PageOf<ProposalView>> {
    const query = readQuery(request, ['limit', 'cursor', 'need']);
    if (query.need === undefined)
      throw new BadInput([{ path: 'need', message: 'Say of which need, like N-2026-031' }]);
    const { limit, offset } = this.pages.asked(request, query, who.actor);
    const { proposals } = (await this.read(who, query.need, reason)).view;
    const items = proposals.slice(offset, offset + limit);
    return this.pages.answer(request, response, query, who.actor, { offset, items, total: proposals.length });
  }

  /** Proposes a school of the latest run for a need. */
  @Post('proposals')
  @Allow('proposal.make')
  async make(
    @Me() who: SignedIn,
    @Req() request: Request,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ id: string; reference: string }> {
    readQuery(request, []);
    const asked = readBody<AskedProposal>(body, {
      need: text,
      supporter: text,
      run: maybe(text),
      reason: maybe(text),
    });
    const { id, urn, view } = await this.read(who, asked.need, null);
    const choice = {
      need: id,
      ...choiceOf(view, urn, asked.supporter, asked.run ?? null),
      reason: asked.reason,
    };
    return this.makeProposal.execute(who.actor, who.area, choice, repeatOf('POST /proposals', key, asked));
  }

  /** The whole of it, for brokers and advisers, and for an officer who says why. */
  @Get('proposals/:proposal')
  @Allow('proposal.read')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('proposal') named: string,
    @TypedReason() reason: string | null,
  ): Promise<ProposalAnswer> {
    readQuery(request, []);
    return this.show(who, response, named, reason);
  }

  /** Asks the supporter, blind. */
  @Post('proposals/:proposal/sound-out')
  @HttpCode(200)
  @Allow('sounding.send')
  async soundOut(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('proposal') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProposalAnswer> {
    readBody(body, {});
    const asked = await this.seen(who, named, ifMatch);
    const repeat = repeatOf('POST /proposals/{proposal}/sound-out', key, asked);
    await this.soundsOut.execute(who.actor, who.area, asked, repeat);
    return this.show(who, response, asked.proposal);
  }

  /** Once both sides said yes. */
  @Post('proposals/:proposal/decision')
  @HttpCode(200)
  @Allow('decision.make', 'decision.override')
  async decide(
    @Me() who: SignedIn,
    @Param('proposal') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<MadeDecision> {
    const { halfDays, pence, ...read } = readBody<AskedDecision>(body, {
      outcome: oneOf(OUTCOMES),
      kind: maybe(oneOf(DECIDED_KINDS)),
      reason: maybe(text),
      conditions: maybe(text),
      halfDays: maybe(numbers),
      until: maybe(text),
      pence: maybe(number),
    });
    const seen = await this.seen(who, named, ifMatch);
    const asked = { ...read, ...(halfDays ? { halfDays } : {}), pence: pence ?? 0, ...seen };
    const repeat = repeatOf('POST /proposals/{proposal}/decision', key, asked);
    const made = await this.decides.execute(who.actor, who.area, asked, repeat);
    // In one order: a repeat's answer comes from the database, which keeps none.
    return { reference: made.reference, waits: made.waits, pairing: made.pairing };
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private async seen(
    { actor, area }: SignedIn,
    named: string,
    ifMatch: string | undefined,
  ): Promise<{ proposal: string; version: number }> {
    const { id, reference } = await this.work.run(actor, area, (tx) =>
      this.agreements.proposal(tx, referenceOf(named)),
    );
    return { proposal: reference, version: versionSeen(ifMatch, 'proposal', id) };
  }

  private async show(
    { actor, area }: SignedIn,
    response: Response,
    named: string,
    reason: string | null = null,
  ): Promise<ProposalAnswer> {
    const shown = await this.work.run(actor, area, (tx) =>
      this.agreements.proposal(tx, referenceOf(named), reason),
    );
    response.setHeader('ETag', etagOf('proposal', shown.id, shown.version));
    return proposalAnswer(shown);
  }

  private async read(
    { actor, area }: SignedIn,
    named: string,
    reason: string | null,
  ): Promise<Pick<Awaited<ReturnType<NamedNeed['summary']>>, 'id' | 'urn'> & { view: NeedCandidatesView }> {
    return this.work.run(actor, area, async (tx) => {
      const { id, urn } = await this.named.summary(tx, named);
      return { id, urn, view: await this.candidates.ofNeed(tx, id, reason) };
    });
  }
}
