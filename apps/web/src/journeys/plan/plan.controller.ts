import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  CapacityPrices,
  MARK_KINDS,
  MarkPlan,
  OverridePrices,
  SetGroup,
  TermPlans,
  UnmarkPlan,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import { BadInput, mightEver, type Matrix } from '@app/kernel';
import { MATRIX, UnitOfWork } from '@app/platform';
import { formPage, page, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { FormErrors, refusedForm, refusedOrStale } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { NoForm } from '../me/me.form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { orAskReason, withReason, type Wanted } from '../runs/ask-reason.js';
import { capacityPart, type CapacityPart } from './capacity.view.js';
import { planNeedPage } from './need.view.js';
import { choiceFaults, ChoiceQuery, GROUP_FIELDS, GroupForm, MarkForm, PlanQuery } from './plan.form.js';
import { planPage } from './plan.view.js';

const PLAN: Wanted = { title: 'The plan', action: '/plan/with-reason' };

/** What the latest run would do with every open need, what brokers fixed in it, and what stands in the way. */
@Controller('plan')
export class PlanController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(TermPlans) private readonly plans: TermPlans,
    @Inject(OverridePrices) private readonly prices: OverridePrices,
    @Inject(CapacityPrices) private readonly capacity: CapacityPrices,
    @Inject(MarkPlan) private readonly marks: MarkPlan,
    @Inject(SetGroup) private readonly groups: SetGroup,
    @Inject(UnmarkPlan) private readonly unmark: UnmarkPlan,
  ) {}

  @Allow('run.read')
  @Get()
  async show(@Query() query: object, @Me() me: SignedIn): Promise<Page> {
    return orAskReason(PLAN, () => this.planPage(me, query, null, null));
  }

  @Allow('run.read')
  @Post('with-reason')
  @HttpCode(200)
  async showFor(@Body() body: unknown, @Me() me: SignedIn): Promise<Page> {
    return withReason(PLAN, body, (reason) => this.planPage(me, {}, reason, null));
  }

  @Allow('plan.unmark')
  @Post('marks/:mark/lift')
  @HttpCode(303)
  async lift(
    @Param('mark') mark: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(NoForm, body);
    if (!read.ok) return this.planPage(me, {}, null, read.errors);
    try {
      await this.unmark.execute(me.actor, me.area, mark, repeatOf(read, `POST /plan/marks/${mark}/lift`));
      return seeOther('/plan?done=lifted');
    } catch (error) {
      return this.planPage(me, {}, null, refusedOrStale(error));
    }
  }

  @Allow('plan.mark')
  @Get(':reference')
  need(@Param('reference') named: string, @Query() query: object, @Me() me: SignedIn): Promise<Page> {
    const read = readForm(ChoiceQuery, query);
    const faults = read.ok ? choiceFaults(read.form) : [];
    const errors = read.ok ? (faults.length > 0 ? new FormErrors(faults) : null) : read.errors;
    return this.needPage(me, named, errors, read.values, read.ok && !errors ? read.form : null);
  }

  @Allow('plan.mark')
  @Post(':reference')
  @HttpCode(303)
  async mark(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(MarkForm, body);
    if (!read.ok) return this.needPage(me, named, read.errors, read.values, read.values);
    const { supporter = '', kind = '', reason = '' } = read.form;
    try {
      const asked = { need: named, supporter, kind, reason };
      await this.marks.execute(me.actor, me.area, asked, repeatOf(read, `POST /plan/${named}`));
      return seeOther(`/plan?done=${kind}`);
    } catch (error) {
      return this.needPage(me, named, refusedOrStale(error), read.values, read.form);
    }
  }

  @Allow('plan.mark')
  @Post(':reference/group')
  @HttpCode(303)
  async group(
    @Param('reference') named: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(GroupForm, body);
    if (!read.ok) return this.needPage(me, named, read.errors, read.values, null);
    const { group = '', schools, 'group-reason': reason = '' } = read.form;
    try {
      const asked = { need: named, group, schools, reason };
      await this.groups.execute(me.actor, me.area, asked, repeatOf(read, `POST /plan/${named}/group`));
      return seeOther('/plan?done=group');
    } catch (error) {
      return this.needPage(me, named, refusedForm(error, GROUP_FIELDS), read.values, null);
    }
  }

  private async planPage(
    me: SignedIn,
    query: object,
    reason: string | null,
    errors: FormErrors | null,
  ): Promise<Page> {
    const read = readForm(PlanQuery, query);
    if (!read.ok) throw new BadInput(read.errors.list);
    const { term = null, done, show } = read.form;
    const may = (action: string): boolean => mightEver(this.matrix, me.actor, action);
    const plan = await this.work.run(me.actor, me.area, (tx) => this.plans.latest(tx, reason));
    const reader = { term, done, mayMark: may('plan.mark'), mayStart: may('run.start') };
    if (plan === null) return page('journeys/plan/none.njk', { title: 'The plan', ...reader });
    const capacity = show === 'capacity' ? await this.capacityOf(me) : null;
    return formPage('journeys/plan/plan.njk', { ...planPage(plan, reader), capacity, reason }, errors);
  }

  private async capacityOf(me: SignedIn): Promise<CapacityPart | null> {
    const opened = await this.work.run(me.actor, me.area, (tx) => this.capacity.open(tx));
    return opened && capacityPart(await this.capacity.tell(opened));
  }

  /** @param choice whose price is shown, where it is a school of the need's list that nothing is said of yet. */
  private async needPage(
    me: SignedIn,
    named: string,
    errors: FormErrors | null,
    values: FormValues,
    choice: { readonly supporter?: unknown; readonly kind?: unknown } | null,
  ): Promise<Page> {
    const at = await this.work.run(me.actor, me.area, (tx) => this.prices.open(tx, named));
    const kind = MARK_KINDS.find((each) => each === choice?.kind);
    const chosen = at.choices.find(({ urn }) => urn === choice?.supporter);
    const price = kind &&
      chosen && { kind, urn: chosen.urn, quote: await this.prices.choose(at, kind, chosen.urn) };
    return formPage('journeys/plan/need.njk', planNeedPage(at, price ?? null), errors, values);
  }
}
