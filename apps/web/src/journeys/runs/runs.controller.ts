import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import { CancelMatchRun, MatchRuns, ReplayRun, RequestMatchRun, type RunProgress } from '@app/brokerage';
import { Allow, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import { BadInput, mightEver, NotFound, RuleBroken, type Matrix, type NeedId } from '@app/kernel';
import { MATRIX, UnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import type { Observable } from 'rxjs';
import { formPage, page, seeOther, type Page, type SeeOther } from '../../layout/answers.js';
import { Streams } from '../../layout/streams.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { orAskReason, withReason, type Wanted } from './ask-reason.js';
import { tickOf } from './run-words.js';
import { RunForm, RunPlaceForm } from './runs.form.js';
import { replayedPage, runPage, runsView } from './runs.view.js';

@Controller('runs')
export class RunsController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(MatchRuns) private readonly runs: MatchRuns,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(RequestMatchRun) private readonly request: RequestMatchRun,
    @Inject(CancelMatchRun) private readonly cancel: CancelMatchRun,
    @Inject(ReplayRun) private readonly replays: ReplayRun,
    @Inject(Streams) private readonly streams: Streams,
  ) {}

  @Allow('run.read')
  @Get()
  async list(@Me() me: SignedIn): Promise<Page> {
    return orAskReason(ALL_RUNS, () => this.listPage(me, null, null));
  }

  @Allow('run.read')
  @Post('with-reason')
  @HttpCode(200)
  async listFor(@Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    return withReason(ALL_RUNS, body, (reason) => this.listPage(me, reason, null));
  }

  @Allow('run.start')
  @Post()
  @HttpCode(303)
  async start(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(RunForm, body);
    if (!read.ok) return this.listPage(me, null, read.errors);
    const { need } = read.form;
    try {
      const needIds = need === undefined ? null : [await this.idOf(me, need)];
      const { reference } = await this.request.execute(
        me.actor,
        me.area,
        { needIds },
        repeatOf(read, 'POST /runs'),
      );
      return seeOther(need === undefined ? `/runs/${reference}` : `/runs/${reference}?need=${need}`);
    } catch (error) {
      if (error instanceof RuleBroken) return this.listPage(me, null, refusedForm(error));
      throw error;
    }
  }

  @Allow('run.read')
  @Get(':reference')
  async one(@Param('reference') named: string, @Query() query: object, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(RunPlaceForm, query);
    if (!read.ok) throw new BadInput(read.errors.list);
    const { need = null } = read.form;
    return orAskReason(oneRun(named), () => this.onePage(me, named, { reason: null, need }));
  }

  @Allow('run.read')
  @Post(':reference')
  @HttpCode(200)
  async oneFor(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    return withReason(oneRun(named), body, (reason) => this.onePage(me, named, { reason, need: null }));
  }

  @Allow('run.cancel')
  @Post(':reference/cancel')
  @HttpCode(303)
  async stop(@Param('reference') named: string, @Me() me: SignedIn): Promise<SeeOther> {
    const { id, reference } = await this.progress(me, named);
    await this.cancel.execute(me.actor, me.area, id);
    return seeOther(`/runs/${reference}`);
  }

  /** Brokers and advisers at once; an officer with the reason they read the run with. */
  @Allow('run.replay')
  @Post(':reference/replay')
  @HttpCode(200)
  async replay(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    const wanted = { title: `Make match run ${named} again`, action: `/runs/${asReference(named)}/replay` };
    const show = async (reason: string | null): Promise<Page> => {
      const replayed = await this.replays.execute(me.actor, me.area, named, { reason, most: MOST_REPLAYED });
      return page('journeys/runs/replayed.njk', replayedPage(replayed));
    };
    const hasReason = typeof body === 'object' && body !== null && 'reason' in body;
    return hasReason ? withReason(wanted, body, show) : orAskReason(wanted, () => show(null));
  }

  /** Of a run that is not there, or not theirs, nothing is ever sent. */
  @Allow('run.read')
  @Sse(':reference/events')
  events(@Param('reference') named: string, @CurrentVisitor() visitor: Visitor): Observable<MessageEvent> {
    return this.streams.follow(visitor, async (me) => tickOf(await this.progress(me, named)));
  }

  private async progress(me: SignedIn, named: string): Promise<RunProgress> {
    return this.work.run(me.actor, me.area, (tx) => this.runs.progress(tx, asReference(named)));
  }

  private async onePage(
    me: SignedIn,
    named: string,
    asked: { reason: string | null; need: string | null },
  ): Promise<Page> {
    const run = await this.work.run(me.actor, me.area, (tx) =>
      this.runs.byReference(tx, asReference(named), asked.reason),
    );
    return page('journeys/runs/run.njk', runPage(run, { mayStart: this.mayStart(me), ...asked }));
  }

  private async listPage(me: SignedIn, reason: string | null, errors: FormErrors | null): Promise<Page> {
    const runs = await this.work.run(me.actor, me.area, (tx) => this.runs.list(tx, reason));
    return formPage('journeys/runs/runs.njk', runsView(runs, this.mayStart(me), reason), errors);
  }

  private async idOf(me: SignedIn, reference: string): Promise<NeedId> {
    const need = await this.work.run(me.actor, me.area, (tx) => this.needs.summary(tx, reference));
    return need.id;
  }

  private mayStart(me: SignedIn): boolean {
    return mightEver(this.matrix, me.actor, 'run.start');
  }
}

/** Needs of a run that is made again while somebody waits for the page. */
const MOST_REPLAYED = 150;

const ALL_RUNS: Wanted = { title: 'Match runs', action: '/runs/with-reason' };

function oneRun(named: string): Wanted {
  return { title: `Match run ${named}`, action: `/runs/${encodeURIComponent(named)}` };
}

function asReference(named: string): string {
  if (!/^R-[0-9]{4,9}$/.test(named)) throw new NotFound();
  return named;
}
