import { Body, Controller, Headers, HttpCode, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { CallOffVisit, MoveVisit, PlanVisit, Projects, type PlannedVisitView } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { movedFrom, numberOf } from '../visits/planned-visits.controller.js';
import { readCallOff, readMove, readPlanToMake } from '../visits/visit.shape.js';
import { dateAnswer } from '../visits/visit.view.js';

/** The next session of a project: when, how and where; moved, called off, or missed. They are read with their project. */
@Controller('api/v1/projects/:project/planned-sessions')
export class PlannedSessionsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Projects) private readonly projects: Projects,
    @Inject(PlanVisit) private readonly plans: PlanVisit,
    @Inject(MoveVisit) private readonly moves: MoveVisit,
    @Inject(CallOffVisit) private readonly callsOff: CallOffVisit,
  ) {}

  /** Sets a day for the next session. `anyway` where it is meant on a day on which a school is closed. */
  @Post()
  @Allow('visit.log')
  async plan(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PlannedVisitView> {
    readQuery(request, []);
    const asked = { ...readPlanToMake(body), project: referenceOf(named) };
    const repeat = repeatOf('POST /projects/{project}/planned-sessions', key, asked);
    const number = await this.plans.execute(who.actor, who.area, asked, repeat);
    response.setHeader('Location', `/api/v1/projects/${asked.project}`);
    return this.show(who, response, asked.project, number);
  }

  /** Another day, time or place. What is left out stands. */
  @Patch(':number')
  @Allow('visit.log')
  async move(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Param('number') given: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<PlannedVisitView> {
    readQuery(request, []);
    const read = readMove(body);
    const project = referenceOf(named);
    const stands = await this.seen(who, project, numberOf(given));
    const version = versionSeen(ifMatch, 'planned-session', stands.id);
    const asked = { project, number: stands.number, version, ...movedFrom(stands, read) };
    await this.moves.execute(who.actor, who.area, asked);
    return this.show(who, response, project, stands.number);
  }

  /** It is called off (`cancelled`), or was missed (`missed`, from its day on), with a reason that all of its schools read. */
  @Post(':number/call-off')
  @HttpCode(200)
  @Allow('visit.log')
  async callOff(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Param('number') given: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<PlannedVisitView> {
    readQuery(request, []);
    const read = readCallOff(body);
    const project = referenceOf(named);
    const { number, id } = await this.seen(who, project, numberOf(given));
    const asked = { ...read, project, number, version: versionSeen(ifMatch, 'planned-session', id) };
    const repeat = repeatOf('POST /projects/{project}/planned-sessions/{number}/call-off', key, asked);
    await this.callsOff.execute(who.actor, who.area, asked, repeat);
    return this.show(who, response, project, number);
  }

  /** Before anything is said about the precondition: an ETag tells nobody what there is. @throws NotFound */
  private async seen({ actor, area }: SignedIn, project: string, number: number): Promise<PlannedVisitView> {
    const { planned } = await this.work.run(actor, area, (tx) => this.projects.one(tx, project));
    const found = planned.find((each) => each.number === number);
    if (!found) throw new NotFound();
    return found;
  }

  private async show(
    who: SignedIn,
    response: Response,
    project: string,
    number: number,
  ): Promise<PlannedVisitView> {
    const plan = await this.seen(who, project, number);
    response.setHeader('ETag', etagOf('planned-session', plan.id, plan.version));
    return dateAnswer(plan);
  }
}
