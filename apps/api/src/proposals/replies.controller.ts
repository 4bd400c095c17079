import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import {
  Agreements,
  AnswerOffer,
  AnswerSounding,
  OFFER_ANSWERS,
  SOUNDING_ANSWERS,
  type Waits,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import type { Actor, SchoolUrn } from '@app/kernel';
import { UnitOfWork, type Tx } from '@app/platform';
import type { Request, Response } from 'express';
import { maybe, numbers, oneOf, readBody, text } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import {
  offerAnswer,
  requestAnswer,
  waitingAnswer,
  type OfferAnswerView,
  type RequestAnswer,
  type WaitingAnswer,
} from './proposal.view.js';

interface AskedReply {
  readonly answer: string;
  readonly halfDays?: Readonly<Record<string, number>> | null;
  readonly person?: string | null;
}

/** What waits for the heads of the two sides, and their answers: each side has addresses of its own (I-35). */
@Controller('api/v1')
export class RepliesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Agreements) private readonly agreements: Agreements,
    @Inject(AnswerSounding) private readonly answersRequest: AnswerSounding,
    @Inject(AnswerOffer) private readonly answersOffer: AnswerOffer,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Those that wait for an answer of the caller's own school. */
  @Get('requests')
  @Allow('proposal.read')
  requests(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<WaitingAnswer>> {
    return this.list(who, request, response, (tx, urn) => this.agreements.requestsOpen(tx, urn));
  }

  /** One request, blind until the names are open. */
  @Get('requests/:request')
  @Allow('proposal.read')
  async request(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('request') named: string,
  ): Promise<RequestAnswer> {
    readQuery(request, []);
    return this.showRequest(who, response, named);
  }

  /** The supporting head answers. */
  @Post('requests/:request/answer')
  @HttpCode(200)
  @Allow('sounding.answer')
  async answerRequest(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('request') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<RequestAnswer> {
    const read = readBody<AskedReply>(body, {
      answer: oneOf(SOUNDING_ANSWERS),
      halfDays: maybe(numbers),
      person: maybe(text),
    });
    const { id, reference } = await this.read(who, (tx) => this.agreements.request(tx, referenceOf(named)));
    const { answer, halfDays, person = null } = read;
    const version = versionSeen(ifMatch, 'request', id);
    const asked = { request: reference, version, answer, ...(halfDays ? { halfDays } : {}), person };
    const repeat = repeatOf('POST /requests/{request}/answer', key, asked);
    await this.answersRequest.execute(who.actor, who.area, asked, repeat);
    return this.showRequest(who, response, reference);
  }

  /** Those that wait for an answer of the school that asked. */
  @Get('offers')
  @Allow('proposal.read')
  offers(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<WaitingAnswer>> {
    return this.list(who, request, response, (tx, urn) => this.agreements.offersOpen(tx, urn));
  }

  /** One offer: who could support and why, in words. */
  @Get('offers/:offer')
  @Allow('proposal.read')
  async offer(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('offer') named: string,
  ): Promise<OfferAnswerView> {
    readQuery(request, []);
    return this.showOffer(who, response, named);
  }

  /** The head of the school that asked answers. */
  @Post('offers/:offer/answer')
  @HttpCode(200)
  @Allow('proposal.accept', 'proposal.decline')
  async answerOffer(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('offer') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<OfferAnswerView> {
    const { answer, note = null } = readBody<{ answer: string; note?: string | null }>(body, {
      answer: oneOf(OFFER_ANSWERS),
      note: maybe(text),
    });
    const { id, reference } = await this.read(who, (tx) => this.agreements.offer(tx, referenceOf(named)));
    const asked = { offer: reference, version: versionSeen(ifMatch, 'offer', id), answer, note };
    const repeat = repeatOf('POST /offers/{offer}/answer', key, asked);
    await this.answersOffer.execute(who.actor, who.area, asked, repeat);
    return this.showOffer(who, response, reference);
  }

  private async showRequest(who: SignedIn, response: Response, named: string): Promise<RequestAnswer> {
    const shown = await this.read(who, (tx) => this.agreements.request(tx, referenceOf(named)));
    response.setHeader('ETag', etagOf('request', shown.id, shown.version));
    return requestAnswer(shown);
  }

  private async showOffer(who: SignedIn, response: Response, named: string): Promise<OfferAnswerView> {
    const shown = await this.read(who, (tx) => this.agreements.offer(tx, referenceOf(named)));
    response.setHeader('ETag', etagOf('offer', shown.id, shown.version));
    return offerAnswer(shown);
  }

  private async list(
    who: SignedIn,
    request: Request,
    response: Response,
    open: (tx: Tx, urn: SchoolUrn) => Promise<Waits[]>,
  ): Promise<PageOf<WaitingAnswer>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, who.actor);
    const found = await this.read(who, async (tx) => {
      const waits: Waits[] = [];
      for (const urn of schoolsOf(who.actor)) waits.push(...(await open(tx, urn)));
      return waits;
    });
    const items = found.slice(offset, offset + limit).map(waitingAnswer);
    return this.pages.answer(request, response, query, who.actor, { offset, items, total: found.length });
  }

  private read<Read>({ actor, area }: SignedIn, body: (tx: Tx) => Promise<Read>): Promise<Read> {
    return this.work.run(actor, area, body);
  }
}

/** Where the caller has a post; what they may see there is for the query to say. */
function schoolsOf({ posts }: Actor): SchoolUrn[] {
  return [...new Set(posts.flatMap(({ school }) => (school === null ? [] : [school])))];
}
