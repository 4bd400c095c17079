import { localDateOf, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import type { DaysBook } from '@app/profiles';
import type { AskConsents } from '../body-consent/ask-consents.js';
import { daysOfPlace, isBarredAmong, takingPart, urnsOf, type ProjectCases } from './project-cases.js';
import type { ProjectEntity, ProjectSchoolEntity } from './project.entity.js';

/** All of them read it as the reason why it rests. */
const BARRED = 'A conflict between two schools was found since the work began, and bars it. Ask the chair.';

/**
 * A clock: an answer that did not come (C-4), days held too long before the work began (C-5), and the gate of I-1 once more,
 * since heads come and go. Days are counted whole: an answer on its last day is in time.
 */
export class WatchProjects {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: ProjectCases,
    private readonly days: DaysBook,
    private readonly consents: AskConsents,
  ) {}

  /** @returns how many places lapsed and projects rest from now on. */
  async execute(area: AreaId): Promise<number> {
    const actor = systemActor('worker', area);
    const today = localDateOf(this.clock.now());
    const found = await this.work.run(actor, area, (tx) => toLookAt(tx, today));
    let changed = 0;
    for (const named of found)
      changed += await this.work.run(actor, area, (tx) => this.one(tx, named, today));
    return changed;
  }

  private async one(tx: Tx, named: string, today: string): Promise<number> {
    const { project, schools } = await this.cases.lock(tx, named);
    const late = project.state === 'agreed_in_principle' || project.state === 'active' ? schools : [];
    // An area may begin to require it while schools have said yes already.
    const inIt = urnsOf(takingPart(schools));
    if (project.state !== 'active' && (await this.consents.askOfProject(tx, project, inIt)) > 0)
      await this.note(tx, 'consent.ask', project, inIt);
    let changed = 0;
    for (const place of late.filter((each) => isLate(each, today))) {
      await this.lapse(tx, place, project.reference);
      changed += 1;
    }
    if (changed > 0) await this.cases.move(tx, project, null, { nextDate: today });
    if (project.state !== 'active' || !(await isBarredAmong(tx, takingPart(schools)))) return changed;
    await this.cases.move(tx, project, 'paused', { pauseReason: BARRED, nextDate: today });
    await this.note(tx, 'pairing.pause', project, inIt);
    return changed + 1;
  }

  private async note(tx: Tx, act: string, project: ProjectEntity, schools: SchoolUrn[]): Promise<void> {
    await this.audit.record(tx, {
      ...{ act, schools, entity: `brokerage.project:${project.id}:${String(project.version)}` },
      details: { project: project.reference, state: project.state },
    });
  }

  private async lapse(tx: Tx, place: ProjectSchoolEntity, project: string): Promise<void> {
    const reason = place.state === 'asked' ? 'NO_ANSWER' : 'NOT_DECIDED';
    await this.days.giveBack(tx, place.urn as SchoolUrn, daysOfPlace(place), 'expired');
    await this.cases.moveSchool(tx, place, 'lapsed', { heldUntil: null });
    await this.audit.record(tx, {
      act: 'project.lapse',
      entity: `brokerage.project_school:${place.id}:${String(place.version)}`,
      schools: [place.urn as SchoolUrn],
      reason,
      details: { project },
    });
  }
}

const isLate = ({ state, answerBy, heldUntil }: ProjectSchoolEntity, today: string): boolean =>
  (state === 'asked' && answerBy < today) ||
  (state === 'taking_part' && heldUntil !== null && heldUntil < today);

async function toLookAt(tx: Tx, today: string): Promise<string[]> {
  const rows = await tx.query<{ reference: string }>(
    `select g.reference from brokerage.project g where ${inArea(tx, 'g')} and (g.state in ('active', 'paused')
       or g.state = 'agreed_in_principle' and exists (select from brokerage.project_school s where s.area_id = g.area_id
         and s.project_id = g.id
         and (s.state = 'taking_part' or s.state = 'asked' and s.answer_by < $1::date or s.held_until < $1::date)))
     order by g.reference`,
    [today],
  );
  return rows.map(({ reference }) => reference);
}
