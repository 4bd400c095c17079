import {
  decide,
  instantOf,
  listFilter,
  localDateOf,
  NotFound,
  type Clock,
  type LocalDate,
  type Matrix,
  type Resource,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import { readConsents } from '../body-consent/consents.query.js';
import type { Namer, Namers } from '../namers.js';
import type { SidesWithoutHead } from '../without-head/sides-without-head.query.js';
import { readPlans } from '../visit/planned-visits.js';
import { mineOf, partOf } from './project-cases.js';
import type { ProjectGate } from './project-gate.js';
import { LIVE_PROJECTS } from './project.lifecycle.js';
import { placeResource, PROJECT_COLUMNS, projectResource, type ProjectParties } from './project.policy.js';
import {
  readPlaces,
  readProjects,
  readProjectSessions,
  readSessionsToRecord,
  type PlaceRow,
  type ProjectRow,
} from './project-rows.js';
import type { ProjectState } from './project-state.js';
import type { ProjectLine, ProjectSchoolView, ProjectView } from './project.views.js';

export type ProjectTaskKind =
  'answer_project' | 'say_project' | 'record_project' | 'project_ready' | 'project_waits' | 'project_quiet';
export interface ProjectTask {
  readonly kind: ProjectTaskKind;
  readonly reference: string;
  readonly purpose: string;
  readonly since: Date;
  readonly dueOn: LocalDate;
}

interface Found extends ProjectParties {
  readonly row: ProjectRow;
  readonly schools: readonly PlaceRow[];
}

/** Projects of several schools, as far as each may see them: heads of their schools, brokers, advisers and officers. */
export class Projects {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly gate: ProjectGate,
    private readonly namers: Namers,
    private readonly sides: SidesWithoutHead,
  ) {}

  /** Those that go on, the next date first; `over` adds those that ended. */
  async list(tx: Tx, asked: { readonly over?: boolean } = {}): Promise<ProjectLine[]> {
    const all = await this.mine(tx, asked.over === true ? null : LIVE_PROJECTS);
    // An area that is not set up yet has no projects either: nothing is to be named.
    if (all.length === 0) return [];
    const names = await this.namers.of(tx);
    return all.map((found) => ({
      ...line(found.row),
      schools: this.shown(tx, found).map(({ urn, part, state }) => ({
        ...{ urn, part, state, name: names.school(urn) },
      })),
    }));
  }

  /** All of it. Sessions are a sensitive reading, which leaves its receipt. @throws NotFound */
  async one(tx: Tx, named: string): Promise<ProjectView> {
    const found = await this.known(tx, named);
    const { row, schools } = found;
    const kept = without(row, 'gardenerPersonId');
    const names = await this.namers.of(tx);
    const shown = this.shown(tx, found);
    const asked = schools.filter(({ state }) => state === 'asked' || state === 'taking_part');
    return {
      ...kept,
      schools: shown.map((place) => this.placeView(tx, found, place, names)),
      unnamed: asked.filter(({ id }) => !shown.some((each) => each.id === id)).length,
      ...(await this.sessions(tx, found)),
      consents: (await readConsents(tx, row.id, names)).filter(({ school }) =>
        shown.some(({ urn }) => urn === school.urn),
      ),
      withoutHead: await this.sides.find(tx, row.reference),
      lacks: LIVE_PROJECTS.includes(row.state) ? await this.gate.lacks(tx, { project: row, schools }) : [],
      can: this.can(tx, found),
    };
  }

  /** Which project is meant: nothing sensitive is read. @throws NotFound */
  async known(tx: Tx, named: string): Promise<Found> {
    const [row] = await readProjects(tx, 'g.reference = $1', null, [named]);
    const [found] = row ? await this.withPlaces(tx, [row]) : [];
    const { view } = await this.rights.require(tx, 'pairing.read', found ? mineOf(tx, found) : null);
    // Totals, and days alone, are other pages' matter: who may see only those finds no page here.
    if (!found || view !== null) throw new NotFound();
    return found;
  }

  /** Which project is meant, for whoever reads its dates: schools that take part, who looks after it, and officers. @throws NotFound */
  async dated(tx: Tx, named: string): Promise<ProjectRow> {
    const found = await this.known(tx, named);
    if (!this.seesDates(tx, found)) throw new NotFound();
    return found.row;
  }

  /** What projects ask of this person now. */
  async tasks(tx: Tx): Promise<ProjectTask[]> {
    const today = localDateOf(this.clock.now());
    const tasks: ProjectTask[] = [];
    const toRecord = new Map((await readSessionsToRecord(tx, today)).map((each) => [each.project, each]));
    for (const found of await this.mine(tx, null)) {
      const { row, schools } = found;
      const about = { reference: row.reference, purpose: row.purpose };
      for (const place of schools) {
        const { answer, say } = this.canAt(tx, found, place);
        if (answer)
          tasks.push({ kind: 'answer_project', ...about, since: place.askedAt, dueOn: place.answerBy });
        if (say && row.state === 'closed')
          tasks.push({
            ...{
              kind: 'say_project',
              ...about,
              since: row.closedAt ?? row.madeAt,
              dueOn: row.wordsBy ?? today,
            },
          });
      }
      const unwritten = toRecord.get(row.id);
      if (unwritten && row.state === 'active' && this.holds(tx, 'visit.log', partOf(tx, found)))
        tasks.push({
          ...{ kind: 'record_project', ...about, since: instantOf(unwritten.heldOn), dueOn: unwritten.dueOn },
        });
      const kind = row.gardenerPersonId === tx.actor.id ? await this.gardens(tx, found, today) : null;
      if (kind !== null)
        tasks.push({ kind, ...about, since: row.beganAt ?? row.madeAt, dueOn: row.nextDate ?? today });
    }
    return tasks;
  }

  /** Its gardener looks at it when its next date has come, and as soon as all have answered. */
  private async gardens(tx: Tx, { row, schools }: Found, today: LocalDate): Promise<ProjectTaskKind | null> {
    if (row.nextDate === null || row.nextDate > today) return null;
    if (row.state === 'active') return row.nextDate < today ? 'project_quiet' : null;
    if (row.state === 'paused') return 'project_waits';
    const ready = (await this.gate.lacks(tx, { project: row, schools })).length === 0;
    return ready ? 'project_ready' : 'project_waits';
  }

  private async mine(tx: Tx, states: readonly ProjectState[] | null): Promise<Found[]> {
    const { sql, params } = listFilter(this.matrix, tx.actor, 'pairing.read', PROJECT_COLUMNS, 2);
    const rows = await readProjects(tx, '($1::text[] is null or g.state = any ($1))', sql, [
      states === null ? null : [...states],
      ...params,
    ]);
    return this.withPlaces(tx, rows);
  }

  private async withPlaces(tx: Tx, rows: readonly ProjectRow[]): Promise<Found[]> {
    const places = await readPlaces(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({
      ...{ row, gardenerPersonId: row.gardenerPersonId },
      schools: places.filter(({ projectId }) => projectId === row.id),
    }));
  }

  /** Whoever sees the whole sees who was asked; a head sees the own school, and the others from their own yes on. */
  private shown(tx: Tx, found: Found): readonly PlaceRow[] {
    if (this.holds(tx, 'pairing.read', projectResource(found))) return found.schools;
    const own = new Set(tx.actor.posts.flatMap(({ school }) => school ?? []));
    return found.schools.filter(
      ({ urn, state }) => own.has(urn) || state === 'taking_part' || state === 'left',
    );
  }

  private placeView(tx: Tx, found: Found, place: PlaceRow, names: Namer): ProjectSchoolView {
    const shown = without(place, 'projectId', 'heldUntil', 'answeredBy');
    const mine = this.ofOwn(tx, place.urn);
    return { ...shown, mine, name: names.school(place.urn), can: this.canAt(tx, found, place) };
  }

  private canAt(tx: Tx, found: Found, place: PlaceRow): ProjectSchoolView['can'] {
    const may = (action: string): boolean => this.holds(tx, action, placeResource(found, place));
    const heads = tx.actor.posts.some(({ role, school }) => role === 'head' && school === place.urn);
    const { state } = found.row;
    const said = place.words !== null;
    const over = state === 'closed' && place.state === 'taking_part';
    return {
      answer: LIVE_PROJECTS.includes(state) && place.state === 'asked' && heads && may('agenda.agree'),
      leave: LIVE_PROJECTS.includes(state) && place.state === 'taking_part' && may('pairing.close'),
      say: !said && (over || place.state === 'left') && this.ofOwn(tx, place.urn) && may('impact.record'),
    };
  }

  private ofOwn({ actor }: Tx, urn: SchoolUrn): boolean {
    return actor.posts.some(({ school }) => school === urn);
  }

  /** A school that was asked reads what was done; dates, with their rooms and calls, are for those who come. */
  private seesDates(tx: Tx, found: Found): boolean {
    return this.holds(tx, 'visit.read', partOf(tx, found));
  }

  private async sessions(tx: Tx, found: Found): Promise<Pick<ProjectView, 'sessions' | 'planned'>> {
    if (!this.holds(tx, 'visit.read', mineOf(tx, found))) return { sessions: [], planned: [] };
    const sessions = await readProjectSessions(tx, found.row.id);
    const dates = { is: 'project', id: found.row.id } as const;
    const planned = this.seesDates(tx, found) ? await readPlans(tx, dates) : [];
    if (sessions.length + planned.length > 0)
      await this.audit.record(tx, {
        act: 'visit.read',
        entity: `brokerage.project:${found.row.id}`,
        schools: found.schools.map(({ urn }) => urn),
      });
    return { sessions, planned };
  }

  private can(tx: Tx, found: Found): ProjectView['can'] {
    const whole = (action: string): boolean => this.holds(tx, action, projectResource(found));
    const { state } = found.row;
    const live = LIVE_PROJECTS.includes(state);
    return {
      draft: state === 'agreed_in_principle' && whole('agenda.draft'),
      ask: live && whole('decision.make'),
      begin: state === 'agreed_in_principle' && whole('decision.make'),
      log: state === 'active' && this.holds(tx, 'visit.log', partOf(tx, found)),
      callOff: (state === 'active' || state === 'paused') && this.holds(tx, 'visit.log', partOf(tx, found)),
      pause: (state === 'active' || state === 'paused') && whole('pairing.pause'),
      close: live && whole('pairing.close'),
      reassign: live && whole('case.reassign'),
    };
  }

  private holds(tx: Tx, action: string, resource: Resource): boolean {
    const about = { area: tx.area, ...resource };
    const found = decide(this.matrix, tx.actor, action, about, { now: this.clock.now() });
    return found.allowed && found.view === null && found.owes.length === 0;
  }
}

function line(row: ProjectRow): Omit<ProjectLine, 'schools'> {
  const { reference, theme, purpose, state, nextDate, gardener } = row;
  return { reference, theme, purpose, state, nextDate, gardener };
}

/** What is told of a row: all but these. */
function without<Row extends object, Key extends keyof Row>(
  row: Row,
  ...keys: readonly Key[]
): Omit<Row, Key> {
  const told = Object.entries(row).filter(([key]) => !keys.includes(key as Key));
  return Object.fromEntries(told) as Omit<Row, Key>;
}
