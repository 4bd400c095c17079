import {
  localDateOf,
  NotAllowed,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type HalfTermId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type DaysBook, type HalfDays } from '@app/profiles';
import type { AskConsents } from '../body-consent/ask-consents.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { daysOfPlace, takingPart, type ProjectCases, type ProjectInHand } from './project-cases.js';
import type { ProjectSchoolEntity } from './project.entity.js';

export interface ProjectAnswer {
  readonly project: string;
  /** The head's own school. */
  readonly urn: string;
  /** Of that school's place, as the head read it. */
  readonly version: number;
  readonly yes: boolean;
  /** Fewer than were asked; left out: as they were asked. */
  readonly halfDays?: Readonly<Record<string, number>> | null;
}

/** A head answers for the own school alone. A yes is to the goals as they stand, and holds the days; a no needs no reason. */
export class AnswerProject {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: ProjectCases,
    private readonly days: DaysBook,
    private readonly consents: AskConsents,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken ALREADY_ANSWERED, BARRED_CONFLICT, CONSENT_MISSING, NOT_ENOUGH_DAYS */
  async execute(actor: Actor, area: AreaId, asked: ProjectAnswer, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ProjectAnswer): Promise<void> {
    const held = await this.cases.lock(tx, asked.project);
    const place = await this.cases.requirePlace(tx, 'agenda.agree', held, asked.urn);
    this.requireOwn(tx, place);
    requireSeen(place, asked.version);
    if (place.state !== 'asked') throw new RuleBroken('ALREADY_ANSWERED', 'This was answered already.');
    const answered = { answeredBy: tx.actor.id, answeredAt: this.clock.now() };
    if (asked.yes) await this.accept(tx, held, place, asked, answered);
    else await this.cases.moveSchool(tx, place, 'declined', answered);
    // All have answered: its broker looks at it now.
    if (held.schools.every(({ state }) => state !== 'asked'))
      await this.cases.move(tx, held.project, null, { nextDate: localDateOf(answered.answeredAt) });
    await this.audit.record(tx, {
      act: 'agenda.agree',
      entity: `brokerage.project_school:${place.id}:${String(place.version)}`,
      // The own school alone: who said no is nobody else's to know.
      schools: [place.urn as SchoolUrn],
      details: { project: held.project.reference, answer: asked.yes ? 'yes' : 'not this term' },
    });
  }

  private async accept(
    tx: Tx,
    { project, schools }: ProjectInHand,
    place: ProjectSchoolEntity,
    asked: ProjectAnswer,
    answered: { answeredBy: string; answeredAt: Date },
  ): Promise<void> {
    const halfDays = readFewer(asked.halfDays ?? null, place);
    await this.cases.requireNoBar(tx, [...takingPart(schools), place]);
    const supporter = place.urn as SchoolUrn;
    const begun = project.beganAt !== null;
    // The others are at work: a school joins them with the consent that they needed to begin.
    if (begun && (await this.consents.lackingOfProject(tx, project.id, [place.urn])))
      throw new RuleBroken('CONSENT_MISSING', 'The trust of your school has not given its consent yet.');
    const gives = Object.keys(halfDays).length > 0;
    if (gives) {
      await this.days.hold(tx, supporter, daysOfPlace(place), halfDays);
      // The broker decided it when the others began; one that joins later gives from today on.
      if (begun) await this.days.commit(tx, supporter, daysOfPlace(place));
    }
    const heldUntil = gives && !begun ? await this.cases.due(tx, 'C-5', [place.urn]) : null;
    await this.cases.moveSchool(tx, place, 'taking_part', { ...answered, halfDays, heldUntil });
    await this.consents.askOfProject(tx, project, [place.urn]);
  }

  /** A broker agrees agendas too, and answers for no school. */
  private requireOwn({ actor }: Tx, place: ProjectSchoolEntity): void {
    const own = actor.posts.some(({ role, school }) => role === 'head' && school === place.urn);
    if (!own) throw new NotAllowed('NOT_GRANTED', 'The head of the school answers for it.');
  }
}

/** @throws BadInput */
function readFewer(
  given: ProjectAnswer['halfDays'],
  { part, halfDays: asked }: ProjectSchoolEntity,
): HalfDays {
  if (given === null || given === undefined) return asked;
  const reader = new FieldReader();
  const days: Partial<Record<HalfTermId, number>> = {};
  for (const [name, most] of Object.entries(asked)) {
    const value = reader.whole(`halfDays.${name}`, given[name] ?? 0, 'the half-days', 0, most ?? 0);
    if (value > 0) days[name as HalfTermId] = value;
  }
  if (part === 'supporter' && Object.keys(days).length === 0)
    reader.say('halfDays', 'Give at least one half-day, or answer that it does not suit you');
  return reader.finish(days);
}
