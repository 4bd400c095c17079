import { localDateOf, RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { DaysBook } from '@app/profiles';
import { readAgenda, type AskedAgenda } from '../pairing/read-agenda.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { daysOfPlace, urnsOf, type ProjectCases } from './project-cases.js';

export interface ProjectToRedraft extends AskedAgenda {
  readonly project: string;
  readonly version: number;
}

/** Before the work begins its goals may be written anew: whoever said yes said it to other words, and is asked again. */
export class RedraftProject {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: ProjectCases,
    private readonly days: DaysBook,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken GOALS_STAND */
  async execute(actor: Actor, area: AreaId, asked: ProjectToRedraft, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProjectToRedraft): Promise<void> {
    const held = await this.cases.lock(tx, asked.project);
    await this.cases.requireWhole(tx, 'agenda.draft', held);
    const { project, schools } = held;
    requireSeen(project, asked.version);
    if (project.state !== 'agreed_in_principle')
      throw new RuleBroken('GOALS_STAND', 'These goals stand as the schools agreed them.');
    const now = this.clock.now();
    await this.cases.move(tx, project, null, readAgenda(asked, localDateOf(now)));
    for (const place of schools) {
      if (place.state !== 'asked' && place.state !== 'taking_part') continue;
      await this.days.giveBack(tx, place.urn as SchoolUrn, daysOfPlace(place), 'released');
      await this.cases.moveSchool(tx, place, 'asked', {
        ...{ askedAt: now, answerBy: await this.cases.due(tx, 'C-4', [place.urn]) },
        ...{ answeredBy: null, answeredAt: null, heldUntil: null },
      });
    }
    await this.audit.record(tx, {
      act: 'agenda.draft',
      entity: `brokerage.project:${project.id}:${String(project.version)}`,
      schools: urnsOf(schools.filter(({ state }) => state === 'asked')),
      details: { project: project.reference },
    });
  }
}
