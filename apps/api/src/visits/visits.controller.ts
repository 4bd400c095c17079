import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { CorrectVisit, LogVisit, ReplyToVisit, Visits, type VisitOfPairing } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork, type Tx } from '@app/platform';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { readCorrection, readVisitReply, readVisitToLog } from './visit.shape.js';
import { visitAnswer, type VisitAnswer } from './visit.view.js';

/** What happened when the two met: written down by who was there, answered by the school that is supported. */
@Controller('api/v1')
export class VisitsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Visits) private readonly visits: Visits,
    @Inject(LogVisit) private readonly logs: LogVisit,
    @Inject(CorrectVisit) private readonly corrects: CorrectVisit,
    @Inject(ReplyToVisit) private readonly replies: ReplyToVisit,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** The latest first. */
  @Get('pairings/:pairing/visits')
  @Allow('visit.read')
  async list(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<PageOf<VisitAnswer>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, who.actor);
    const found = await this.read(who, (tx) => this.visits.ofPairing(tx, referenceOf(named)));
    const items = found.slice(offset, offset + limit).map(visitAnswer);
    return this.pages.answer(request, response, query, who.actor, { offset, items, total: found.length });
  }

  /** Writes down what happened when the two met. */
  @Post('pairings/:pairing/visits')
  @Allow('visit.log')
  async log(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<VisitAnswer> {
    readQuery(request, []);
    const asked = { ...readVisitToLog(body), pairing: referenceOf(named) };
    const repeat = repeatOf('POST /pairings/{pairing}/visits', key, asked);
    const number = await this.logs.execute(who.actor, who.area, asked, repeat);
    const made = await this.read(who, (tx) => this.visits.numbered(tx, asked.pairing, number));
    response.setHeader('Location', `/api/v1/visits/${made.id}`);
    return show(response, made);
  }

  /** One record of a visit. */
  @Get('visits/:visit')
  @Allow('visit.read')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('visit') named: string,
  ): Promise<VisitAnswer> {
    readQuery(request, []);
    return show(response, await this.read(who, (tx) => this.visits.one(tx, named)));
  }

  /** Who wrote it puts it right before the school has answered. What is left out stands. */
  @Patch('visits/:visit')
  @Allow('visit.log')
  async correct(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('visit') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<VisitAnswer> {
    readQuery(request, []);
    const read = readCorrection(body);
    const { id } = await this.read(who, (tx) => this.visits.one(tx, named));
    const asked = { ...read, visit: id, version: versionSeen(ifMatch, 'visit', id) };
    await this.corrects.execute(who.actor, who.area, asked);
    return show(response, await this.read(who, (tx) => this.visits.one(tx, id)));
  }

  /** The supported school says whether the record is accurate. */
  @Post('visits/:visit/reply')
  @HttpCode(200)
  @Allow('visit.reply')
  async reply(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('visit') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<VisitAnswer> {
    readQuery(request, []);
    const read = readVisitReply(body);
    // Before anything is said about the precondition: an ETag tells nobody what there is.
    const { id } = await this.read(who, (tx) => this.visits.one(tx, named));
    const asked = { ...read, visit: id, version: versionSeen(ifMatch, 'visit', id) };
    const repeat = repeatOf('POST /visits/{visit}/reply', key, asked);
    await this.replies.execute(who.actor, who.area, asked, repeat);
    return show(response, await this.read(who, (tx) => this.visits.one(tx, id)));
  }

  private read<Read>({ actor, area }: SignedIn, body: (tx: Tx) => Promise<Read>): Promise<Read> {
    return this.work.run(actor, area, body);
  }
}

function show(response: Response, visit: VisitOfPairing): VisitAnswer {
  response.setHeader('ETag', etagOf('visit', visit.id, visit.version));
  return visitAnswer(visit);
}
