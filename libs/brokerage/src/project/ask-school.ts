import {
  halfTermOf,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type HalfTermId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, People, Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type HalfDays } from '@app/profiles';
import type { AreaSettings, SchoolsOfArea } from '@app/schools';
import type { AskConsents } from '../body-consent/ask-consents.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { type ProjectCases, type ProjectInHand } from './project-cases.js';
import { ProjectSchoolEntity } from './project.entity.js';
import { canMoveSchool, LIVE_PROJECTS } from './project.lifecycle.js';
import { projectResource } from './project.policy.js';
import { MOST_SCHOOLS, PROJECT_PARTS, type ProjectPart } from './project.views.js';

export interface SchoolToAsk {
  readonly project: string;
  readonly version: number;
  readonly urn: string;
  readonly part: string;
  /** Asked of a school that gives: none of one that receives only. */
  readonly halfDays?: Readonly<Record<string, number>>;
}

const MOST_HALF_DAYS = 40;

/** The broker asks one school to take part. Its head answers for it, and is named to the others with a yes alone. */
export class AskSchool {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: ProjectCases,
    private readonly schools: SchoolsOfArea,
    private readonly people: People,
    private readonly settings: AreaSettings,
    private readonly consents: AskConsents,
    private readonly mail: AskByMail,
  ) {}

  /**
   * @throws NotFound, NotAllowed for an interest in any school of it, the one asked included; StaleVersion, BadInput;
   *   RuleBroken PROJECT_OVER, ALREADY_ASKED, TOO_MANY_SCHOOLS, NOBODY_TO_ASK, BARRED_CONFLICT.
   */
  async execute(actor: Actor, area: AreaId, asked: SchoolToAsk, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: SchoolToAsk): Promise<void> {
    const held = await this.cases.lock(tx, asked.project);
    await this.cases.requireWhole(tx, 'decision.make', held);
    const { project, schools } = held;
    requireSeen(project, asked.version);
    const read = await this.read(tx, asked);
    // With the one that is asked: an interest in it refuses too.
    const whole = projectResource(held);
    const withIt = { ...whole, schools: [...(whole.schools ?? []), read.urn] };
    await this.rights.require(tx, 'decision.make', withIt, {}, { known: true });
    const known = schools.find(({ urn }) => urn === read.urn);
    this.requireRoom(held, known);
    const now = this.clock.now();
    const heads = await this.people.headsOf(tx, read.urn, localDateOf(now));
    if (heads.length === 0)
      throw new RuleBroken('NOBODY_TO_ASK', 'This school has no head here, so nobody can answer for it.');
    await this.cases.requireNoBar(tx, [...schools.filter(({ state }) => state === 'taking_part'), read]);
    const answerBy = await this.cases.due(tx, 'C-4', [read.urn]);
    const question = { ...read, askedBy: tx.actor.id, askedAt: now, answerBy };
    const nothing = { answeredBy: null, answeredAt: null, heldUntil: null, leftAt: null, leftNote: null };
    if (known) await this.cases.moveSchool(tx, known, 'asked', { ...question, ...nothing });
    else
      await tx.manager.insert(ProjectSchoolEntity, {
        ...{ id: this.ids.next(), areaId: tx.area, projectId: project.id, state: 'asked', version: 1 },
        ...question,
      });
    // Before the head's yes, which it needs: the others are at work already.
    if (project.beganAt !== null) await this.consents.askOfProject(tx, project, [read.urn]);
    await this.cases.move(tx, project, null, { nextDate: nextOf(project.nextDate, answerBy) });
    await this.audit.record(tx, {
      act: 'decision.make',
      entity: `brokerage.project:${project.id}:${String(project.version)}`,
      // It alone: until its head says yes none of the others learns that it was asked.
      schools: [read.urn],
      details: { project: project.reference, step: 'asked', part: read.part },
    });
    for (const { id: person } of heads)
      await this.mail.tell(tx, {
        ...{
          person,
          kind: 'question',
          key: `project.${project.id}.${read.urn}.${now.toISOString()}.${person}`,
        },
        ...{ task: { reference: project.reference, due: answerBy }, about: [project.reference] },
        ...{
          path: `/pairings/projects/${project.reference}`,
          quiet: 'school',
          urn: read.urn,
          onTheirDay: true,
        },
      });
  }

  private requireRoom({ project, schools }: ProjectInHand, known: ProjectSchoolEntity | undefined): void {
    if (!LIVE_PROJECTS.includes(project.state))
      throw new RuleBroken('PROJECT_OVER', 'This project is over: nobody is asked for it any more.');
    if (
      known &&
      (known.state === 'asked' || !canMoveSchool(known.state, 'asked') || known.state === 'taking_part')
    )
      throw new RuleBroken('ALREADY_ASKED', 'This school was asked already.');
    const live = schools.filter(({ state }) => state === 'asked' || state === 'taking_part');
    if (live.length >= MOST_SCHOOLS)
      throw new RuleBroken('TOO_MANY_SCHOOLS', `A project has ${String(MOST_SCHOOLS)} schools at most.`);
  }

  private async read(
    tx: Tx,
    asked: SchoolToAsk,
  ): Promise<{ urn: SchoolUrn; part: ProjectPart; halfDays: HalfDays }> {
    const reader = new FieldReader();
    const names = await this.schools.names(tx);
    const urn = asked.urn as SchoolUrn;
    if (!names.has(urn)) reader.say('urn', 'Choose a school of the area');
    const part = reader.oneOf('part', asked.part, PROJECT_PARTS);
    const halfDays = await this.readDays(tx, reader, part, asked.halfDays ?? {});
    return reader.finish({ urn, part, halfDays });
  }

  private async readDays(
    tx: Tx,
    reader: FieldReader,
    part: ProjectPart,
    given: Readonly<Record<string, number>>,
  ): Promise<HalfDays> {
    const { calendar } = await this.settings.clocks(tx);
    const first = halfTermOf(localDateOf(this.clock.now()), calendar);
    const days: Partial<Record<HalfTermId, number>> = {};
    for (const [name, value] of Object.entries(given)) {
      const path = `halfDays.${name}`;
      const halfTerm = reader.halfTerm(path, name, calendar, first);
      const number = reader.whole(path, value, 'the half-days', 0, MOST_HALF_DAYS);
      if (number > 0) days[halfTerm] = number;
    }
    const some = Object.keys(days).length > 0;
    if (part === 'supporter' && !some)
      reader.say('halfDays', 'Say how many half-days you ask of a school that supports the others');
    if (part === 'supported' && some)
      reader.say('halfDays', 'A school that is supported gives no days: leave them empty');
    return days;
  }
}

const nextOf = (known: string | null, day: string): string => (known === null || day < known ? day : known);
