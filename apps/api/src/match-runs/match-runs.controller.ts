import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Allow, Me, type SignedIn } from '@app/http';
import { CancelMatchRun, MatchRuns, RequestMatchRun } from '@app/brokerage';
import type { NeedId } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Request, Response } from 'express';
import { maybe, readBody, texts } from '../door/fields.js';
import { Pages, type PageOf } from '../door/pages.js';
import { IdempotencyKey } from '../door/preconditions.js';
import { readQuery } from '../door/read-query.js';
import { repeatOf } from '../door/repeat.js';
import { TypedReason } from '../door/typed-reason.js';
import { NamedNeed } from '../needs/named-need.js';
import { matchRunAnswer, wholeMatchRun, type MatchRunAnswer, type WholeMatchRun } from './match-run.view.js';

/** Runs of the matching engine: asked for here, scored by the queue, read with what proves them. */
@Controller('api/v1/match-runs')
export class MatchRunsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MatchRuns) private readonly runs: MatchRuns,
    @Inject(RequestMatchRun) private readonly requestRun: RequestMatchRun,
    @Inject(CancelMatchRun) private readonly cancelRun: CancelMatchRun,
    @Inject(NamedNeed) private readonly named: NamedNeed,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  /** The latest first. */
  @Get()
  @Allow('run.read')
  async list(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @TypedReason() reason: string | null,
  ): Promise<PageOf<MatchRunAnswer>> {
    const query = readQuery(request, ['limit', 'cursor']);
    const { limit, offset } = this.pages.asked(request, query, actor);
    const runs = await this.work.run(actor, area, (tx) => this.runs.list(tx, reason));
    const items = runs.slice(offset, offset + limit).map(matchRunAnswer);
    return this.pages.answer(request, response, query, actor, { offset, items, total: runs.length });
  }

  /** Its result too, once it is complete. */
  @Get(':run')
  @Allow('run.read')
  async one(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Param('run') run: string,
    @TypedReason() reason: string | null,
  ): Promise<WholeMatchRun> {
    readQuery(request, []);
    return wholeMatchRun(
      await this.work.run(actor, area, (tx) => this.runs.byReference(tx, plain(run), reason)),
    );
  }

  /** Taken, not yet done: the answer says where to look. Without `needs`, every open one is asked about. */
  @Post()
  @HttpCode(202)
  @Allow('run.start')
  async request(
    @Me() { actor, area }: SignedIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ id: string; reference: string; joined: boolean }> {
    readQuery(request, []);
    const { needs } = readBody<{ needs?: readonly string[] | null }>(body, { needs: maybe(texts) });
    const needIds = needs ? await this.idsOf({ actor, area }, needs) : null;
    const repeat = repeatOf('POST /match-runs', key, { needs: needIds });
    const run = await this.requestRun.execute(actor, area, { needIds }, repeat);
    response.setHeader('Location', `/api/v1/match-runs/${run.reference}`);
    // In one order: a repeat's answer comes from the database, which keeps none.
    return { id: run.id, reference: run.reference, joined: run.joined };
  }

  /** Asks a run to stop at its next step; nothing is changed by it. */
  @Post(':run/cancel')
  @HttpCode(200)
  @Allow('run.cancel')
  async cancel(
    @Me() { actor, area }: SignedIn,
    @Param('run') run: string,
    @IdempotencyKey() key: string,
    @Body() body: unknown,
  ): Promise<{ reference: string; state: string; cancelAsked: boolean }> {
    readBody(body, {});
    const { id } = await this.work.run(actor, area, (tx) => this.runs.progress(tx, plain(run)));
    const repeat = repeatOf('POST /match-runs/cancel', key, { run: id });
    const told = await this.cancelRun.execute(actor, area, id, repeat);
    // In one order: a repeat's answer comes from the database, which keeps none.
    return { reference: told.reference, state: told.state, cancelAsked: told.cancelAsked };
  }

  /** @throws NotFound where one of them is not the asker's to see: no run is asked about half of what was meant. */
  private async idsOf(
    { actor, area }: Pick<SignedIn, 'actor' | 'area'>,
    named: readonly string[],
  ): Promise<NeedId[]> {
    const ids = await this.work.run(actor, area, async (tx) => {
      const found: NeedId[] = [];
      for (const each of named) found.push((await this.named.summary(tx, each)).id);
      return found;
    });
    return [...new Set(ids)].sort();
  }
}

/** The database takes no NUL in a text; what holds one names nothing. Ids come in capitals too. */
function plain(named: string): string {
  return named.includes('\0') || named.length > 40 ? '' : /^R-/.test(named) ? named : named.toLowerCase();
}
