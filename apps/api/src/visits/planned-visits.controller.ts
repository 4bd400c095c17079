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
import {
  CallOffVisit,
  MoveVisit,
  PlanVisit,
  Visits,
  type AskedPlan,
  type PlannedVisitOfPairing,
  type PlannedVisitView,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork, type Tx } from '@app/platform';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { readCallOff, readMove, readPlanToMake } from './visit.shape.js';
import { plannedVisitAnswer, type PlannedVisitAnswer } from './visit.view.js';

/** The next visit: when, how and where; moved, called off, or missed. Each is named by its number in the pairing. */
@Controller('api/v1/pairings/:pairing/planned-visits')
export class PlannedVisitsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Visits) private readonly visits: Visits,
    @Inject(PlanVisit) private readonly plans: PlanVisit,
    @Inject(MoveVisit) private readonly moves: MoveVisit,
    @Inject(CallOffVisit) private readonly callsOff: CallOffVisit,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** The earliest first, those that are over too. */
  @Get()
  @Allow('visit.read')
  async list(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
  ): Promise<PageOf<PlannedVisitAnswer>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, who.actor);
    const found = await this.read(who, (tx) => this.visits.planned(tx, referenceOf(named)));
    const items = found.slice(offset, offset + limit).map(plannedVisitAnswer);
    return this.pages.answer(request, response, query, who.actor, { offset, items, total: found.length });
  }

  /** One visit that is to be, or was to be. */
  @Get(':number')
  @Allow('visit.read')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Param('number') number: string,
  ): Promise<PlannedVisitAnswer> {
    readQuery(request, []);
    return this.show(who, response, named, numberOf(number));
  }

  /** Sets a day for the next visit. `anyway` where it is meant on a day on which a school is closed. */
  @Post()
  @Allow('visit.log')
  async plan(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PlannedVisitAnswer> {
    readQuery(request, []);
    const asked = { ...readPlanToMake(body), pairing: referenceOf(named) };
    const repeat = repeatOf('POST /pairings/{pairing}/planned-visits', key, asked);
    const number = await this.plans.execute(who.actor, who.area, asked, repeat);
    response.setHeader('Location', `/api/v1/pairings/${asked.pairing}/planned-visits/${String(number)}`);
    return this.show(who, response, named, number);
  }

  /** Another day, time or place. What is left out stands. */
  @Patch(':number')
  @Allow('visit.log')
  async move(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Param('number') given: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<PlannedVisitAnswer> {
    readQuery(request, []);
    const read = readMove(body);
    const stands = await this.seen(who, named, numberOf(given));
    const { pairing, number } = stands;
    const version = versionSeen(ifMatch, 'planned-visit', stands.id);
    await this.moves.execute(who.actor, who.area, {
      ...{ pairing, number, version },
      ...movedFrom(stands, read),
    });
    return this.show(who, response, named, number);
  }

  /** It is called off (`cancelled`), or was missed (`missed`, from its day on), with a reason that both schools read. */
  @Post(':number/call-off')
  @HttpCode(200)
  @Allow('visit.log')
  async callOff(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('pairing') named: string,
    @Param('number') given: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PlannedVisitAnswer> {
    readQuery(request, []);
    const read = readCallOff(body);
    const { pairing, number, id } = await this.seen(who, named, numberOf(given));
    const asked = { ...read, pairing, number, version: versionSeen(ifMatch, 'planned-visit', id) };
    const repeat = repeatOf('POST /pairings/{pairing}/planned-visits/{number}/call-off', key, asked);
    await this.callsOff.execute(who.actor, who.area, asked, repeat);
    return this.show(who, response, named, number);
  }

  /** Before anything is said about the precondition: an ETag tells nobody what there is. @throws NotFound */
  private seen(who: SignedIn, named: string, number: number): Promise<PlannedVisitOfPairing> {
    return this.read(who, (tx) => this.visits.plan(tx, referenceOf(named), number));
  }

  private async show(
    who: SignedIn,
    response: Response,
    named: string,
    number: number,
  ): Promise<PlannedVisitAnswer> {
    const plan = await this.seen(who, named, number);
    response.setHeader('ETag', etagOf('planned-visit', plan.id, plan.version));
    return plannedVisitAnswer(plan);
  }

  private read<Read>({ actor, area }: SignedIn, body: (tx: Tx) => Promise<Read>): Promise<Read> {
    return this.work.run(actor, area, body);
  }
}

/** What is left out stands. */
export function movedFrom(stands: PlannedVisitView, read: Partial<AskedPlan>): AskedPlan {
  return {
    ...{ heldOn: read.heldOn ?? stands.heldOn, startsAt: read.startsAt ?? stands.startsAt },
    ...{ minutes: read.minutes ?? stands.minutes, mode: read.mode ?? stands.mode },
    ...{ place: read.place === undefined ? stands.place : read.place, anyway: read.anyway === true },
  };
}

/** What counts none names none. */
export function numberOf(given: string): number {
  return /^[1-9][0-9]{0,4}$/.test(given) ? Number(given) : 0;
}
