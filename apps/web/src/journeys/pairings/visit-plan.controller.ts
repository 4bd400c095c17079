import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CallOffVisit, MoveVisit, PlanVisit, type AskedPlan } from '@app/brokerage';
import { Allow, Me, type SignedIn } from '@app/http';
import type { Page } from '../../layout/answers.js';
import { PairingPages } from './pairing-pages.js';
import { CallOffForm, VisitPlanForm } from './visit-plan.form.js';
import { planValues } from './visit-plan.view.js';

/** The next visit: when, how and where; moved, called off, or missed. */
@Controller('pairings')
export class VisitPlanController {
  constructor(
    @Inject(PairingPages) private readonly shown: PairingPages,
    @Inject(PlanVisit) private readonly plans: PlanVisit,
    @Inject(MoveVisit) private readonly moves: MoveVisit,
    @Inject(CallOffVisit) private readonly callsOff: CallOffVisit,
  ) {}

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
      this.plans.execute(me.actor, me.area, { pairing: named, ...planOfForm(form) }, repeat),
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
    return this.shown.actOnPlan(
      'move',
      named,
      number,
      body,
      me,
      VisitPlanForm,
      ({ form, version }, repeat) => {
        const asked = { pairing: named, number: Number(number), version: version ?? 0, ...planOfForm(form) };
        return this.moves.execute(me.actor, me.area, asked, repeat);
      },
    );
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
    return this.shown.actOnPlan(
      'call-off',
      named,
      number,
      body,
      me,
      CallOffForm,
      ({ form, version }, repeat) => {
        const asked = {
          ...{ pairing: named, number: Number(number), version: version ?? 0 },
          ...{ outcome: form.outcome ?? '', reason: form.reason ?? '' },
        };
        return this.callsOff.execute(me.actor, me.area, asked, repeat);
      },
    );
  }
}

function planOfForm(form: VisitPlanForm): AskedPlan {
  return {
    ...{ heldOn: form.heldOn ?? '', startsAt: form.startsAt ?? '', minutes: Number(form.minutes) },
    ...{ mode: form.mode ?? '', place: form.place ?? null, anyway: form.anyway === 'yes' },
  };
}
