import { Controller, Inject } from '@nestjs/common';
import { CallOffVisit, MoveVisit, PlanVisit, type NamedWork } from '@app/brokerage';
import { DatesController } from '../pairings/dates.controller.js';
import { ProjectPages } from './project-pages.js';

/** The next session of a project. */
@Controller('pairings/projects')
export class SessionPlanController extends DatesController {
  constructor(
    @Inject(ProjectPages) shown: ProjectPages,
    @Inject(PlanVisit) plans: PlanVisit,
    @Inject(MoveVisit) moves: MoveVisit,
    @Inject(CallOffVisit) callsOff: CallOffVisit,
  ) {
    super(shown, plans, moves, callsOff);
  }

  protected work(project: string): NamedWork {
    return { project };
  }
}
