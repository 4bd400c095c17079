import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { MarkPlan, RequestMatchRun, UnmarkPlan } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { readBody } from '../door/fields.js';
import { IdempotencyKey } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { repeatOf } from '../door/repeat.js';
import { NamedNeed } from '../needs/named-need.js';
import { readMark, readSupposition } from './plan.shape.js';

export interface MarkAnswer {
  readonly id: string;
  readonly need: string;
  readonly supporter: string;
  readonly kind: string;
}

/** What a broker fixes in the plans that follow, and what somebody supposes of one. */
@Controller('api/v1/plan')
export class PlanChoicesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NamedNeed) private readonly named: NamedNeed,
    @Inject(MarkPlan) private readonly marks: MarkPlan,
    @Inject(UnmarkPlan) private readonly unmarks: UnmarkPlan,
    @Inject(RequestMatchRun) private readonly requests: RequestMatchRun,
  ) {}

  /** Locks a school to a need, or bars it from it, with a reason. Nobody is proposed by it: the next run obeys. */
  @Post('marks')
  @Allow('plan.mark')
  async mark(
    @Me() who: SignedIn,
    @Req() request: Request,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<MarkAnswer> {
    readQuery(request, []);
    const read = readMark(body);
    const asked = { ...read, need: await this.idOf(who, read.need) };
    const id = await this.marks.execute(who.actor, who.area, asked, repeatOf('POST /plan/marks', key, asked));
    return { id, need: read.need, supporter: read.supporter, kind: read.kind };
  }

  /** Lifts a lock or a bar: later plans are free of it; that it stood, and why, is kept. */
  @Post('marks/:mark/lift')
  @HttpCode(200)
  @Allow('plan.unmark')
  async lift(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Param('mark') named: string,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ id: string; lifted: boolean }> {
    readQuery(request, []);
    readBody(body, {});
    const mark = named.toLowerCase();
    await this.unmarks.execute(actor, area, mark, repeatOf('POST /plan/marks/{mark}/lift', key, { mark }));
    return { id: mark, lifted: true };
  }

  /**
   * The plan that was asked for last with what is supposed: taken, not yet done. No live row changes, and nothing of it can
   * be proposed; it is read as the plan of its run, or beside another.
   */
  @Post('what-if')
  @HttpCode(202)
  @Allow('run.start')
  async suppose(
    @Me() who: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ id: string; reference: string; joined: boolean }> {
    readQuery(request, []);
    const { marks, days, groups, withoutMarks } = readSupposition(body);
    const known = [];
    for (const each of marks ?? []) known.push({ ...each, need: await this.idOf(who, each.need) });
    const grouped = [];
    for (const each of groups ?? []) grouped.push({ ...each, need: await this.idOf(who, each.need) });
    const asked = { marks: known, days: days ?? [], groups: grouped, withoutMarks: withoutMarks === true };
    const repeat = repeatOf('POST /plan/what-if', key, asked);
    const run = await this.requests.suppose(who.actor, who.area, asked, repeat);
    response.setHeader('Location', `/api/v1/match-runs/${run.reference}`);
    return { id: run.id, reference: run.reference, joined: run.joined };
  }

  /** @throws NotFound */
  private idOf({ actor, area }: SignedIn, need: string): Promise<string> {
    return this.work.run(actor, area, async (tx) => (await this.named.summary(tx, need)).id);
  }
}
