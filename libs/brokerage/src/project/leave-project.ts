import { localDateOf, RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type DaysBook } from '@app/profiles';
import { requireSeen } from '../proposal/proposal-cases.js';
import { daysOfPlace, takingPart, urnsOf, type ProjectCases, type ProjectInHand } from './project-cases.js';

export interface ProjectToLeave {
  readonly project: string;
  readonly urn: string;
  /** Of the school's place. */
  readonly version: number;
  /** For the others, in the head's words; may stay empty. */
  readonly note?: string | null;
}

const NOBODY_LEFT =
  'A school left, and the others cannot go on without another. Ask one, or close the project.';

/** One school leaves, without a fault, and its days go back. The others go on, as long as there is something to share. */
export class LeaveProject {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: ProjectCases,
    private readonly days: DaysBook,
  ) {}

  /** @throws NotFound, NotAllowed for another school than one's own, StaleVersion, BadInput; RuleBroken NOT_TAKING_PART */
  async execute(actor: Actor, area: AreaId, asked: ProjectToLeave, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProjectToLeave): Promise<void> {
    const held = await this.cases.lock(tx, asked.project);
    const place = await this.cases.requirePlace(tx, 'pairing.close', held, asked.urn);
    requireSeen(place, asked.version);
    const over = held.project.state === 'closed' || held.project.state === 'not_started';
    if (place.state !== 'taking_part' || over)
      throw new RuleBroken('NOT_TAKING_PART', 'This school does not take part any more.');
    const reader = new FieldReader();
    const leftNote = reader.finish(reader.textOrNull('note', asked.note, 'your words to the others', 2_000));
    const before = urnsOf(takingPart(held.schools));
    const leftAt = this.clock.now();
    await this.days.giveBack(tx, place.urn as SchoolUrn, daysOfPlace(place), 'released');
    await this.cases.moveSchool(tx, place, 'left', { leftAt, leftNote, heldUntil: null });
    if (held.project.state === 'active' && !canGoOn(held))
      await this.cases.move(tx, held.project, 'paused', {
        ...{ pauseReason: NOBODY_LEFT, nextDate: localDateOf(leftAt) },
      });
    await this.audit.record(tx, {
      act: 'pairing.close',
      entity: `brokerage.project_school:${place.id}:${String(place.version)}`,
      schools: before,
      details: { project: held.project.reference, step: 'left' },
    });
  }
}

/** Two schools at least, of which one gives and one receives. */
function canGoOn({ schools }: ProjectInHand): boolean {
  const inIt = takingPart(schools);
  const gives = inIt.some(({ part }) => part !== 'supported');
  return inIt.length > 1 && gives && inIt.some(({ part }) => part !== 'supporter');
}
