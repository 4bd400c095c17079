import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Put, Req, Res } from '@nestjs/common';
import {
  AskSchool,
  BeginProject,
  CloseProject,
  LogProjectSession,
  MakeProject,
  Projects,
  RedraftProject,
  type ProjectInMind,
  type ProjectLine,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork, type Repeatable } from '@app/platform';
import type { Request, Response } from 'express';
import { countedFromZero } from '../door/counted-from-zero.js';
import { readBody } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { oneOfQuery, readQuery } from '../door/read-query.js';
import { referenceOf } from '../door/reference.js';
import { repeatOf } from '../door/repeat.js';
import { insideFigure, readAgenda } from '../pairings/agenda.shape.js';
import { readAsk, readClose, readPause, readProject, readSession } from './project.shape.js';
import { projectAnswer, projectLineAnswer, type ProjectAnswer } from './project.view.js';

/** Several schools that work on the same goals: made, asked, begun, recorded and closed by whoever looks after it. */
@Controller('api/v1/projects')
export class ProjectsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Projects) private readonly projects: Projects,
    @Inject(MakeProject) private readonly makes: MakeProject,
    @Inject(RedraftProject) private readonly redrafts: RedraftProject,
    @Inject(AskSchool) private readonly asks: AskSchool,
    @Inject(BeginProject) private readonly begins: BeginProject,
    @Inject(LogProjectSession) private readonly logs: LogProjectSession,
    @Inject(CloseProject) private readonly closes: CloseProject,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** Those that go on, the next date first; `over=true` adds those that ended. */
  @Get()
  @Allow('pairing.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<ProjectLine>> {
    const query = readQuery(request, ['limit', 'cursor', 'over']);
    const over = oneOfQuery('over', query.over, ['true', 'false']) === 'true';
    const { limit, offset } = this.pages.asked(request, query, actor);
    const found = await this.work.run(actor, area, (tx) => this.projects.list(tx, { over }));
    const items = found.slice(offset, offset + limit).map(projectLineAnswer);
    return this.pages.answer(request, response, query, actor, { offset, items, total: found.length });
  }

  /** A broker writes the goals; no school is asked yet. */
  @Post()
  @Allow('decision.make')
  async make(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectAnswer> {
    readQuery(request, []);
    const asked = readProject(body);
    const repeat = repeatOf('POST /projects', key, asked);
    const make = () => this.makes.execute(who.actor, who.area, asked, repeat);
    const reference = await countedFromZero(/^objectives[.]/, make, insideFigure);
    response.setHeader('Location', `/api/v1/projects/${reference}`);
    return this.show(who, response, reference);
  }

  /** One of them. */
  @Get(':project')
  @Allow('pairing.read')
  one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
  ): Promise<ProjectAnswer> {
    readQuery(request, []);
    return this.show(who, response, referenceOf(named));
  }

  /** The goals, before the work begins. Whoever said yes to other words is asked again. */
  @Put(':project/agenda')
  @Allow('agenda.draft')
  async redraft(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<ProjectAnswer> {
    const asked = { ...readAgenda(body), ...(await this.seen(who, named, ifMatch)) };
    const redraft = () => this.redrafts.execute(who.actor, who.area, asked);
    await countedFromZero(/^objectives[.]/, redraft, insideFigure);
    return this.show(who, response, asked.project);
  }

  /** The broker asks a school to take part; half-days by half-term of one that gives. */
  @Post(':project/schools')
  @HttpCode(200)
  @Allow('decision.make')
  async ask(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectAnswer> {
    const asked = { ...readAsk(body), ...(await this.seen(who, named, ifMatch)) };
    await this.asks.execute(who.actor, who.area, asked, again('schools', key, asked));
    return this.show(who, response, asked.project);
  }

  /** Three schools or more said yes: the work begins, and held days are promised. */
  @Post(':project/begin')
  @HttpCode(200)
  @Allow('decision.make')
  async begin(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectAnswer> {
    readBody(body, {});
    const asked = await this.seen(who, named, ifMatch);
    await this.begins.begin(who.actor, who.area, asked, again('begin', key, asked));
    return this.show(who, response, asked.project);
  }

  /** It rests, with a reason that all of its schools read. */
  @Post(':project/pause')
  @HttpCode(200)
  @Allow('pairing.pause')
  async pause(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectAnswer> {
    const asked = { ...readPause(body), ...(await this.seen(who, named, ifMatch)) };
    await this.begins.pause(who.actor, who.area, asked, again('pause', key, asked));
    return this.show(who, response, asked.project);
  }

  /** It goes on. */
  @Post(':project/resume')
  @HttpCode(200)
  @Allow('pairing.pause')
  async resume(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectAnswer> {
    readBody(body, {});
    const asked = await this.seen(who, named, ifMatch);
    await this.begins.resume(who.actor, who.area, asked, again('resume', key, asked));
    return this.show(who, response, asked.project);
  }

  /** The schools met: what each gave, in half-days by its URN. */
  @Post(':project/sessions')
  @Allow('visit.log')
  async log(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectAnswer> {
    const read = readSession(body);
    const { row } = await this.known(who, named);
    const asked = { ...read, project: row.reference };
    const repeat = repeatOf('POST /projects/{project}/sessions', key, asked);
    await this.logs.execute(who.actor, who.area, asked, repeat);
    return this.show(who, response, asked.project);
  }

  /** For all of its schools, with thanks; each then says what changed for it. */
  @Post(':project/close')
  @HttpCode(200)
  @Allow('pairing.close')
  async close(
    @Me() who: SignedIn,
    @Res({ passthrough: true }) response: Response,
    @Param('project') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<ProjectAnswer> {
    const asked = { ...readClose(body), ...(await this.seen(who, named, ifMatch)) };
    await this.closes.execute(who.actor, who.area, asked, again('close', key, asked));
    return this.show(who, response, asked.project);
  }

  /** @throws NotFound before anything is said about the precondition: an ETag tells nobody what there is. */
  private async seen(who: SignedIn, named: string, ifMatch: string | undefined): Promise<ProjectInMind> {
    const { row } = await this.known(who, named);
    return { project: row.reference, version: versionSeen(ifMatch, 'project', row.id) };
  }

  private known({ actor, area }: SignedIn, named: string) {
    return this.work.run(actor, area, (tx) => this.projects.known(tx, referenceOf(named)));
  }

  private async show({ actor, area }: SignedIn, response: Response, named: string): Promise<ProjectAnswer> {
    const shown = await this.work.run(actor, area, (tx) => this.projects.one(tx, named));
    response.setHeader('ETag', etagOf('project', shown.id, shown.version));
    return projectAnswer(shown);
  }
}

const again = (step: string, key: string, asked: ProjectInMind): Repeatable =>
  repeatOf(`POST /projects/{project}/${step}`, key, asked);
