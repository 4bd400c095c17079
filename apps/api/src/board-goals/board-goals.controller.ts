import { Body, Controller, Get, Headers, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { BoardGoals, DraftBoardGoal, RewriteBoardGoal, type GoalView } from '@app/board-report';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { Pages, type PageOf } from '../door/pages.js';
import { etagOf, IdempotencyKey, versionSeen } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { repeatOf } from '../door/repeat.js';
import { readNewWording, readRewording } from './board-goal.shape.js';
import {
  boardGoalAnswer,
  boardGoalLine,
  type BoardGoalAnswer,
  type BoardGoalLine,
} from './board-goal.view.js';

/** The Board's goals and every wording that they had. What the Board decided is recorded on the pages alone. */
@Controller('api/v1/board-goals')
export class BoardGoalsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(BoardGoals) private readonly goals: BoardGoals,
    @Inject(DraftBoardGoal) private readonly drafts: DraftBoardGoal,
    @Inject(RewriteBoardGoal) private readonly rewrites: RewriteBoardGoal,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** The goals as they stand today, in their order. */
  @Get()
  @Allow('policy.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageOf<BoardGoalLine>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, actor);
    const { goals } = await this.work.run(actor, area, (tx) => this.goals.all(tx));
    const items = goals.slice(offset, offset + limit).map(boardGoalLine);
    return this.pages.answer(request, response, query, actor, { offset, items, total: goals.length });
  }

  /** One wording: a draft, or what the Board adopted, looked back on or closed. */
  @Get(':wording')
  @Allow('policy.read')
  async one(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('wording') named: string,
  ): Promise<BoardGoalAnswer> {
    readQuery(request, []);
    return show(response, await this.read(who, named));
  }

  /** Writes a wording of a goal for the Board to adopt, also to take the place of one. Nothing is in force by it. */
  @Post()
  @Allow('policy.draft')
  async draft(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<BoardGoalAnswer> {
    readQuery(request, []);
    const asked = readNewWording(body);
    const repeat = repeatOf('POST /board-goals', key, asked);
    const reference = await this.drafts.execute(who.actor, who.area, asked, repeat);
    response.setHeader('Location', `/api/v1/board-goals/${reference}`);
    return show(response, await this.read(who, reference));
  }

  /** Changes a wording that the Board has not adopted yet. What is left out stands. */
  @Patch(':wording')
  @Allow('policy.draft')
  async rewrite(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Param('wording') named: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: unknown,
  ): Promise<BoardGoalAnswer> {
    readQuery(request, []);
    const read = readRewording(body);
    const stands = await this.read(who, named);
    await this.rewrites.execute(who.actor, who.area, {
      ...{ goal: stands.reference, version: versionSeen(ifMatch, 'board-goal', stands.id) },
      ...{ name: read.name ?? stands.name, wording: read.wording ?? stands.wording },
      ...{ aim: read.aim ?? stands.aim, owner: read.owner ?? stands.owner },
      ...{ fromYear: read.fromYear ?? stands.fromYear, toYear: read.toYear ?? stands.toYear },
      measures: read.measures ?? stands.measures,
    });
    return show(response, await this.read(who, named));
  }

  private read({ actor, area }: SignedIn, named: string): Promise<GoalView> {
    return this.work.run(actor, area, (tx) => this.goals.one(tx, named));
  }
}

function show(response: Response, goal: GoalView): BoardGoalAnswer {
  response.setHeader('ETag', etagOf('board-goal', goal.id, goal.version));
  return boardGoalAnswer(goal);
}
