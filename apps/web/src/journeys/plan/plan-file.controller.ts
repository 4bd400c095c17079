import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { TermPlans } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, NotFound } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import type { Download, Page } from '../../layout/answers.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { withReason } from '../runs/ask-reason.js';
import { PlanQuery } from './plan.form.js';
import { planList } from './plan.view.js';

/** The plan as a file: the term that its page shows. */
@Controller()
export class PlanFileController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TermPlans) private readonly plans: TermPlans,
  ) {}

  @Allow('run.read')
  @Get('plan.:ending')
  async file(@Param('ending') ending: string, @Query() query: object, @Me() me: SignedIn): Promise<Download> {
    const read = readForm(PlanQuery, query);
    if (!read.ok) throw new BadInput(read.errors.list);
    return this.of(me, ending, read.form.term ?? null, null);
  }

  /** For who says why, from the page where they said it. */
  @Allow('run.read')
  @Post('plan.:ending')
  @HttpCode(200)
  async fileFor(
    @Param('ending') ending: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Download | Page> {
    const wanted = { title: 'The plan', action: `/plan.${ending}` };
    return withReason(wanted, body, (reason) => this.of(me, ending, null, reason));
  }

  private of(me: SignedIn, ending: string, term: string | null, reason: string | null): Promise<Download> {
    return listFile(ending, async () => {
      const plan = await this.work.atOneMoment(me.actor, me.area, (tx) => this.plans.latest(tx, reason));
      if (plan === null) throw new NotFound();
      return planList(plan, term);
    });
  }
}
