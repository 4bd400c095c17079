import { RuleBroken } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { AskConsents } from '../body-consent/ask-consents.js';
import { daysOfPlace, isBarredAmong, takingPart, urnsOf } from './project-cases.js';
import { FEWEST_SCHOOLS, type ProjectLack, type ProjectPart, type TakingPart } from './project.views.js';

interface AtTheGate {
  readonly project: { readonly id: string; readonly beganAt: Date | null };
  readonly schools: readonly {
    readonly id: string;
    readonly urn: string;
    readonly part: ProjectPart;
    readonly state: TakingPart;
  }[];
}

const SAYS: Readonly<Record<ProjectLack, string>> = {
  SCHOOLS: 'Too few schools have said yes.',
  GIVER: 'No school that gives support has said yes.',
  RECEIVER: 'No school that receives support has said yes.',
  DAYS: 'A school that supports the others has no days left for it.',
  BARRED: 'A conflict between two of these schools bars it. Ask the chair.',
  CONSENT: 'The trust of a school has not given its consent, or withdrew it.',
};

/** A step, the gate of I-1 for each side; the database keeps the most of it as well. */
export class ProjectGate {
  constructor(private readonly consents: AskConsents) {}

  /** @throws RuleBroken PROJECT_NOT_READY, BARRED_CONFLICT, CONSENT_MISSING */
  async require(tx: Tx, held: AtTheGate): Promise<void> {
    const [lack] = await this.lacks(tx, held);
    if (lack === undefined) return;
    const code =
      lack === 'BARRED' ? 'BARRED_CONFLICT' : lack === 'CONSENT' ? 'CONSENT_MISSING' : 'PROJECT_NOT_READY';
    throw new RuleBroken(code, SAYS[lack]);
  }

  /** What still stands between it and its beginning, or its going on. */
  async lacks(tx: Tx, { project, schools }: AtTheGate): Promise<ProjectLack[]> {
    const inIt = takingPart(schools);
    // Begun by three; two that go on are still more than a school alone.
    const fewest = project.beganAt === null ? FEWEST_SCHOOLS : 2;
    const lacks: ProjectLack[] = [];
    if (inIt.length < fewest) lacks.push('SCHOOLS');
    if (!inIt.some(({ part }) => part !== 'supported')) lacks.push('GIVER');
    if (!inIt.some(({ part }) => part !== 'supporter')) lacks.push('RECEIVER');
    const supporters = inIt.filter(({ part }) => part === 'supporter');
    if ((await withDays(tx, supporters)).size < supporters.length) lacks.push('DAYS');
    if (await isBarredAmong(tx, inIt)) lacks.push('BARRED');
    if (await this.consents.lackingOfProject(tx, project.id, urnsOf(inIt))) lacks.push('CONSENT');
    return lacks;
  }
}

/** Those with days that are held, promised or given. */
async function withDays(tx: Tx, places: readonly { readonly id: string }[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ reference: string }>(
    `select reference from profiles.capacity_entry where ${inArea(tx)} and reference = any ($1)
       and kind in ('held', 'committed', 'delivered') group by reference having sum(half_days) > 0`,
    [places.map(daysOfPlace)],
  );
  return new Set(rows.map(({ reference }) => reference));
}
