import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import type {
  AskedPlan,
  CallOffVisit,
  MoveVisit,
  NamedWork,
  PlannedVisitView,
  PlanVisit,
} from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import type { Repeatable } from '@app/platform';
import type { FormValues, Page, SeeOther } from '../../layout/answers.js';
import type { FormErrors } from '../../layout/form-errors.js';
import type { GoodForm } from '../../layout/read-form.js';
import { CallOffForm, VisitPlanForm } from './visit-plan.form.js';
import { planValues } from './visit-plan.view.js';

type Run<Form> = (read: GoodForm<Form>, repeat: Repeatable | undefined) => Promise<unknown>;

/** The pages of work that has dates: a pairing's, or a project's. */
interface PagesWithDates {
  show(
    which: 'plan',
    named: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues,
  ): Promise<Page>;
  act<Form extends object>(
    which: 'plan',
    named: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: Run<Form>,
  ): Promise<Page | SeeOther>;
  showPlan(
    which: 'move' | 'call-off',
    named: string,
    number: string,
    me: SignedIn,
    errors: FormErrors | null,
    values: (plan: PlannedVisitView) => FormValues,
  ): Promise<Page>;
  actOnPlan<Form extends object>(
    which: 'move' | 'call-off',
    named: string,
    number: string,
    body: unknown,
    me: SignedIn,
    form: new () => Form,
    run: Run<Form>,
  ): Promise<Page | SeeOther>;
}

/** The next date: when, how and where; moved, called off, or missed. Its routes stand under each kind of work. */
export abstract class DatesController {
  constructor(
    private readonly shown: PagesWithDates,
    private readonly plans: PlanVisit,
    private readonly moves: MoveVisit,
    private readonly callsOff: CallOffVisit,
  ) {}

  protected abstract work(named: string): NamedWork;

  @Allow('visit.log')
  @Get(':reference/plan')
  blank(@Param('reference') named: string, @Me() me: SignedIn): Promise<Page> {
    return this.shown.show('plan', named, me, null, {});
  }

  @Allow('visit.log')
  @Post(':reference/plan')
  @HttpCode(303)
  plan(@Param('reference') named: string, @Body() body: unknown, @Me() me: SignedIn) {
    return this.shown.act('plan', named, body, me, VisitPlanForm, ({ form }, repeat) =>
      this.plans.execute(me.actor, me.area, { ...this.work(named), ...planOfForm(form) }, repeat),
    );
  }

  @Allow('visit.log')
  @Get(':reference/plan/:number')
  asItStands(
    @Param('reference') named: string,
    @Param('number') number: string,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return this.shown.showPlan('move', named, number, me, null, planValues);
  }

  @Allow('visit.log')
  @Post(':reference/plan/:number')
  @HttpCode(303)
  move(
    @Param('reference') named: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ) {
    const run: Run<VisitPlanForm> = ({ form, version }, repeat) => {
      const asked = { number: Number(number), version: version ?? 0, ...planOfForm(form) };
      return this.moves.execute(me.actor, me.area, { ...this.work(named), ...asked }, repeat);
    };
    return this.shown.actOnPlan('move', named, number, body, me, VisitPlanForm, run);
  }

  @Allow('visit.log')
  @Get(':reference/plan/:number/off')
  ending(
    @Param('reference') named: string,
    @Param('number') number: string,
    @Me() me: SignedIn,
  ): Promise<Page> {
    return this.shown.showPlan('call-off', named, number, me, null, () => ({}));
  }

  @Allow('visit.log')
  @Post(':reference/plan/:number/off')
  @HttpCode(303)
  callOff(
    @Param('reference') named: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Me() me: SignedIn,
  ) {
    const run: Run<CallOffForm> = ({ form, version }, repeat) => {
      const asked = {
        ...{ number: Number(number), version: version ?? 0 },
        ...{ outcome: form.outcome ?? '', reason: form.reason ?? '' },
      };
      return this.callsOff.execute(me.actor, me.area, { ...this.work(named), ...asked }, repeat);
    };
    return this.shown.actOnPlan('call-off', named, number, body, me, CallOffForm, run);
  }
}

function planOfForm(form: VisitPlanForm): AskedPlan {
  return {
    ...{ heldOn: form.heldOn ?? '', startsAt: form.startsAt ?? '', minutes: Number(form.minutes) },
    ...{ mode: form.mode ?? '', place: form.place ?? null, anyway: form.anyway === 'yes' },
  };
}
