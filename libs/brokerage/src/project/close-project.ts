import { RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type DaysBook } from '@app/profiles';
import { CLOSING_OUTCOMES } from '../pairing/pairing.views.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { PlannedVisits } from '../visit/planned-visits.js';
import { daysOfPlace, takingPart, urnsOf, type ProjectCases, type ProjectInHand } from './project-cases.js';
import { LIVE_PROJECTS } from './project.lifecycle.js';

export interface ProjectToClose {
  readonly project: string;
  readonly version: number;
  readonly outcome: string;
  readonly summary: string;
  readonly thanks?: string | null;
}

/** Whoever looks after it closes it for all, with thanks; days that were not used go back, and each school says what changed. */
export class CloseProject {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: ProjectCases,
    private readonly days: DaysBook,
    private readonly plans: PlannedVisits,
  ) {}

  /** @throws NotFound, NotAllowed for heads, who leave it for their own school; StaleVersion, BadInput; RuleBroken PROJECT_OVER */
  async execute(actor: Actor, area: AreaId, asked: ProjectToClose, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProjectToClose): Promise<void> {
    const held = await this.cases.lock(tx, asked.project);
    await this.cases.requireWhole(tx, 'pairing.close', held);
    const { project } = held;
    requireSeen(project, asked.version);
    const reader = new FieldReader();
    const outcome = reader.oneOf('outcome', asked.outcome, CLOSING_OUTCOMES);
    const closedSummary = reader.text('summary', asked.summary, 'what changed', 2_000);
    const thanks = reader.finish(reader.textOrNull('thanks', asked.thanks, 'the thanks', 2_000));
    if (!LIVE_PROJECTS.includes(project.state))
      throw new RuleBroken('PROJECT_OVER', 'This project is over already.');
    const begun = project.beganAt !== null;
    const inIt = urnsOf(takingPart(held.schools));
    const returned = await this.giveBack(tx, held);
    await this.plans.endAll(tx, { is: 'project', id: project.id }, 'The project came to its end.');
    await this.cases.move(tx, project, begun ? 'closed' : 'not_started', {
      ...{ outcome: begun ? outcome : 'ended_early', closedSummary, thanks, nextDate: null },
      ...{ closedBy: tx.actor.id, closedAt: this.clock.now(), pauseReason: null },
      wordsBy: begun && inIt.length > 0 ? await this.cases.due(tx, 'C-14', inIt) : null,
    });
    await this.audit.record(tx, {
      act: 'pairing.close',
      entity: `brokerage.project:${project.id}:${String(project.version)}`,
      schools: inIt,
      details: { project: project.reference, outcome, returned: String(returned) },
    });
  }

  /** Who was asked and did not answer is asked no more. @returns half-days that went back. */
  private async giveBack(tx: Tx, { schools }: ProjectInHand): Promise<number> {
    let returned = 0;
    for (const place of schools) {
      returned += await this.days.giveBack(tx, place.urn as SchoolUrn, daysOfPlace(place), 'released');
      if (place.state === 'asked') await this.cases.moveSchool(tx, place, 'lapsed');
    }
    return returned;
  }
}
