import {
  halfTermOf,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, MODES, type DaysBook } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import type { PlannedVisits } from '../visit/planned-visits.js';
import { daysOfPlace, takingPart, urnsOf, type ProjectCases, type ProjectInHand } from './project-cases.js';
import { ProjectSessionEntity } from './project.entity.js';

export interface ProjectSessionToLog {
  readonly project: string;
  readonly heldOn: string;
  readonly mode: string;
  readonly summary: string;
  /** Half-days that each school gave, by its URN; left out: none. */
  readonly given?: Readonly<Record<string, number>>;
  /** The date that was set for it, by its number in the project; null where nobody set one. */
  readonly planned?: number | null;
}

type Read = Pick<ProjectSessionEntity, 'heldOn' | 'mode' | 'summary' | 'given'>;

/** The schools met: what each gave counts as given, and the next contact is counted from here. */
export class LogProjectSession {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly cases: ProjectCases,
    private readonly days: DaysBook,
    private readonly settings: AreaSettings,
    private readonly plans: PlannedVisits,
  ) {}

  /** @returns the session's number. @throws NotFound, NotAllowed, BadInput; RuleBroken NOT_ACTIVE, MORE_THAN_COMMITTED, VISIT_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: ProjectSessionToLog,
    repeat?: Repeatable,
  ): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProjectSessionToLog): Promise<number> {
    const held = await this.cases.lock(tx, asked.project);
    await this.cases.requireAnyPlace(tx, 'visit.log', held);
    const { project, schools } = held;
    if (project.state !== 'active')
      throw new RuleBroken('NOT_ACTIVE', 'Sessions are recorded while a project is active.');
    const now = this.clock.now();
    const read = readSession(asked, held, localDateOf(now));
    const { calendar } = await this.settings.clocks(tx);
    const halfTerm = halfTermOf(read.heldOn as LocalDate, calendar);
    for (const place of schools) {
      const given = read.given[place.urn] ?? 0;
      if (given > 0) await this.days.deliver(tx, place.urn as SchoolUrn, daysOfPlace(place), given, halfTerm);
    }
    const [last] = await tx.query<{ n: number }>(
      `select coalesce(max(number), 0)::int as n from brokerage.project_session where ${inArea(tx)} and project_id = $1`,
      [project.id],
    );
    const [id, number] = [this.ids.next(), (last?.n ?? 0) + 1];
    await tx.manager.insert(ProjectSessionEntity, {
      ...{ id, areaId: tx.area, projectId: project.id, number, ...read },
      ...{ loggedBy: tx.actor.id, loggedAt: now },
    });
    if (asked.planned !== undefined && asked.planned !== null) {
      const plan = await this.plans.lock(tx, { is: 'project', id: project.id }, asked.planned);
      await this.plans.end(tx, plan, 'done', { sessionId: id });
    }
    const inIt = urnsOf(takingPart(schools));
    await this.cases.move(tx, project, null, {
      nextDate: await this.cases.due(tx, 'C-11', inIt, project.cadenceDays),
    });
    await this.audit.record(tx, {
      act: 'visit.log',
      entity: `brokerage.project_session:${id}`,
      schools: inIt,
      details: { project: project.reference },
    });
    return number;
  }
}

/** @throws BadInput */
function readSession(asked: ProjectSessionToLog, { project, schools }: ProjectInHand, today: string): Read {
  const reader = new FieldReader();
  const heldOn = reader.date('heldOn', asked.heldOn, 'the day you met');
  const from = project.beganAt === null ? today : localDateOf(project.beganAt);
  if (heldOn < from || heldOn > today)
    reader.say('heldOn', 'Enter a day since the project began, today at the latest');
  const givers = takingPart(schools).filter(({ part }) => part !== 'supported');
  const given: Record<string, number> = {};
  for (const [urn, value] of Object.entries(asked.given ?? {})) {
    const path = `given.${urn}`;
    const halfDays = reader.whole(path, value, 'the half-days', 0, 20);
    if (!givers.some((each) => each.urn === urn)) reader.say(path, 'This school gives no days here');
    if (halfDays > 0) given[urn] = halfDays;
  }
  return reader.finish({
    ...{ heldOn, given, mode: reader.oneOf('mode', asked.mode, MODES) },
    summary: reader.text('summary', asked.summary, 'what you did', 2_000),
  });
}
