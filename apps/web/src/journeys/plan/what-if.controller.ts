import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ComparePlans, isUnderWay, MatchRuns, RequestMatchRun, TermPlans } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { mightEver, type Matrix } from '@app/kernel';
import { MATRIX, UnitOfWork } from '@app/platform';
import { SchoolsOfArea } from '@app/schools';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { refusedForm, type FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { orAskReason, withReason, type Wanted } from '../runs/ask-reason.js';
import { progressInWords } from '../runs/run-words.js';
import { comparePage, runChoices } from './compare.view.js';
import { CompareQuery, supposedBy, WHAT_IF_FIELDS, WhatIfForm } from './plan.form.js';
import { whatIfPage } from './what-if.view.js';

/** What would be, and two plans side by side. */
@Controller('plan')
export class WhatIfController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(TermPlans) private readonly plans: TermPlans,
    @Inject(ComparePlans) private readonly comparisons: ComparePlans,
    @Inject(MatchRuns) private readonly runs: MatchRuns,
    @Inject(RequestMatchRun) private readonly request: RequestMatchRun,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('run.start')
  @Get('what-if')
  ask(@Me() me: SignedIn): Promise<Page> {
    return this.whatIf(me, null, {});
  }

  @Allow('run.start')
  @Post('what-if')
  @HttpCode(303)
  async suppose(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(WhatIfForm, body);
    if (!read.ok) return this.whatIf(me, read.errors, read.values);
    try {
      const plan = await this.work.run(me.actor, me.area, (tx) => this.plans.latest(tx));
      const repeat = repeatOf(read, 'POST /plan/what-if');
      const { reference } = await this.request.suppose(me.actor, me.area, supposedBy(read.form), repeat);
      return seeOther(plan ? `/plan/compare?a=${plan.run.reference}&b=${reference}` : `/runs/${reference}`);
    } catch (error) {
      return this.whatIf(me, refusedForm(error, WHAT_IF_FIELDS), read.values);
    }
  }

  @Allow('run.read')
  @Get('compare')
  async compare(@Query() query: object, @Me() me: SignedIn): Promise<Page> {
    return orAskReason(wanted(query), () => this.comparePage(me, query, null));
  }

  @Allow('run.read')
  @Post('compare')
  @HttpCode(200)
  async compareFor(@Query() query: object, @Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    return withReason(wanted(query), body, (reason) => this.comparePage(me, query, reason));
  }

  private async comparePage(me: SignedIn, query: object, reason: string | null): Promise<Page> {
    const read = readForm(CompareQuery, query);
    return this.work.run(me.actor, me.area, async (tx) => {
      const runs = await this.runs.list(tx, reason);
      const choose = { title: 'Two plans side by side', runs: runChoices(runs), back: BACK };
      if (!read.ok) return formPage('journeys/plan/choose.njk', choose, read.errors, read.values);
      const { a, b } = read.form;
      if (a === undefined || b === undefined)
        return formPage('journeys/plan/choose.njk', choose, null, read.values);
      for (const named of [a, b]) {
        const run = await this.runs.progress(tx, named, reason);
        if (isUnderWay(run.state)) {
          const [sentence, events] = [progressInWords(run), reason === null ? `/runs/${named}/events` : null];
          const waits = { title: `Run ${named} is under way`, back: BACK, sentence, events };
          return page('journeys/plan/waits.njk', {
            ...{
              ...waits,
              here: `/plan/compare?a=${a}&b=${b}`,
              done: run.done,
              total: Math.max(run.total, 1),
            },
          });
        }
      }
      const view = comparePage(await this.comparisons.of(tx, a, b, reason), runs);
      return formPage('journeys/plan/compare.njk', view, null, read.values);
    });
  }

  private async whatIf(me: SignedIn, errors: FormErrors | null, values: FormValues): Promise<Page> {
    return this.work.run(me.actor, me.area, async (tx) => {
      const plan = await this.plans.latest(tx);
      const mayStart = mightEver(this.matrix, me.actor, 'run.start');
      if (plan === null) return page('journeys/plan/none.njk', { title: 'The plan', mayStart });
      return formPage(
        'journeys/plan/what-if.njk',
        whatIfPage(plan, await this.schools.names(tx)),
        errors,
        values,
      );
    });
  }
}

const BACK = { href: '/plan', text: 'Back to the plan' };

function wanted(query: object): Wanted {
  const read = readForm(CompareQuery, query);
  const { a, b } = read.ok ? read.form : new CompareQuery();
  const asked = a === undefined || b === undefined ? '' : `?a=${a}&b=${b}`;
  return { title: 'Two plans side by side', action: `/plan/compare${asked}` };
}
