import { Controller, Inject } from '@nestjs/common';
import { CallOffVisit, MoveVisit, PlanVisit, type NamedWork } from '@app/brokerage';
import { DatesController } from './dates.controller.js';
import { PairingPages } from './pairing-pages.js';

/** The next visit of a pairing. */
@Controller('pairings')
export class VisitPlanController extends DatesController {
  constructor(
    @Inject(PairingPages) shown: PairingPages,
    @Inject(PlanVisit) plans: PlanVisit,
    @Inject(MoveVisit) moves: MoveVisit,
    @Inject(CallOffVisit) callsOff: CallOffVisit,
  ) {
    super(shown, plans, moves, callsOff);
  }

  protected work(pairing: string): NamedWork {
    return { pairing };
  }
}
