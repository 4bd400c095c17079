import {
  dueOn,
  NotFound,
  RuleBroken,
  type Clock,
  type ClockId,
  type LocalDate,
  type Resource,
  type SchoolUrn,
} from '@app/kernel';
import type { Rights } from '@app/identity';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import { ProjectEntity, ProjectSchoolEntity } from './project.entity.js';
import { moveProject, moveSchool } from './project.lifecycle.js';
import { placeResource, projectResource, type ProjectParties } from './project.policy.js';
import type { ProjectState } from './project-state.js';
import type { TakingPart } from './project.views.js';

export interface ProjectInHand extends ProjectParties {
  readonly project: ProjectEntity;
  readonly schools: readonly ProjectSchoolEntity[];
}

/** Where the days of one school of a project stand in the ledger. */
export const daysOfPlace = ({ id }: { readonly id: string }): string => `project:${id}`;

export const urnsOf = (schools: readonly { readonly urn: string }[]): SchoolUrn[] =>
  schools.map(({ urn }) => urn as SchoolUrn);

/** Who is in it: what the log names where all of them know of each other. */
export const takingPart = <School extends { readonly state: TakingPart }>(
  schools: readonly School[],
): School[] => schools.filter(({ state }) => state === 'taking_part');

/** Steps shared by every verb about a project: the project first, then its schools, then their days. */
export class ProjectCases {
  constructor(
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly settings: AreaSettings,
  ) {}

  /** @throws NotFound */
  async lock(tx: Tx, named: string): Promise<ProjectInHand> {
    const project = await tx.manager
      .createQueryBuilder(ProjectEntity, 'g')
      .setLock('pessimistic_write')
      .where('g.reference = :named', { named })
      .andWhere(inArea(tx, 'g'))
      .getOne();
    if (!project) throw new NotFound();
    const schools = await tx.manager
      .createQueryBuilder(ProjectSchoolEntity, 's')
      .setLock('pessimistic_write')
      .where('s.project_id = :project', { project: project.id })
      .andWhere(inArea(tx, 's'))
      .orderBy('s.urn')
      .getMany();
    return { project, schools, gardenerPersonId: project.gardenerPersonId };
  }

  /** For acts about the whole of it, which are nobody's side: a head is told why, everybody else that there is nothing. */
  async requireWhole(tx: Tx, action: string, held: ProjectInHand): Promise<void> {
    await this.rights.require(tx, 'pairing.read', mineOf(tx, held));
    await this.rights.require(tx, action, projectResource(held), {}, { known: true });
  }

  /** For acts that the head of any school that takes part may do as well. */
  async requireAnyPlace(tx: Tx, action: string, held: ProjectInHand): Promise<void> {
    await this.rights.require(tx, 'pairing.read', mineOf(tx, held));
    await this.rights.require(tx, action, partOf(tx, held), {}, { known: true });
  }

  /** One school's place, for its own head or whoever looks after the whole. @throws NotFound */
  async requirePlace(tx: Tx, action: string, held: ProjectInHand, urn: string): Promise<ProjectSchoolEntity> {
    const place = held.schools.find((each) => each.urn === urn);
    await this.rights.require(tx, 'pairing.read', mineOf(tx, held));
    if (!place) throw new NotFound();
    await this.rights.require(tx, action, placeResource(held, place), {}, { known: true });
    return place;
  }

  async move(
    tx: Tx,
    project: ProjectEntity,
    to: ProjectState | null,
    change: Partial<Omit<ProjectEntity, 'id' | 'areaId' | 'version' | 'state'>> = {},
  ): Promise<void> {
    const state = to === null ? project.state : moveProject(project.state, to);
    const version = await updateIfVersion(tx, ProjectEntity, project.id, project.version, {
      ...change,
      state,
    });
    Object.assign(project, change, { state, version });
  }

  async moveSchool(
    tx: Tx,
    place: ProjectSchoolEntity,
    to: TakingPart | null,
    change: Partial<Omit<ProjectSchoolEntity, 'id' | 'areaId' | 'version' | 'state'>> = {},
  ): Promise<void> {
    const state = to === null ? place.state : moveSchool(place.state, to);
    const version = await updateIfVersion(tx, ProjectSchoolEntity, place.id, place.version, {
      ...change,
      state,
    });
    Object.assign(place, change, { state, version });
  }

  /** By when one school answers (C-4), held days go back (C-5), or each says what changed (C-14). */
  async due(tx: Tx, clock: ClockId, urns: readonly string[], cadenceDays?: number): Promise<LocalDate> {
    const { calendar, settings } = await this.settings.clocks(tx);
    const [supporter, supported] = [urns[0] as SchoolUrn, (urns[1] ?? urns[0]) as SchoolUrn];
    const rhythm = cadenceDays === undefined ? {} : { cadenceDays };
    return dueOn(clock, this.clock.now(), calendar, { settings, supporter, supported, ...rhythm }).on;
  }

  /** Looked at now, between every two of them. @throws RuleBroken BARRED_CONFLICT */
  async requireNoBar(tx: Tx, schools: readonly { readonly urn: string }[]): Promise<void> {
    if (await isBarredAmong(tx, schools))
      throw new RuleBroken(
        'BARRED_CONFLICT',
        'A conflict between two of these schools bars it. Ask the chair.',
      );
  }
}

export async function isBarredAmong(tx: Tx, schools: readonly { readonly urn: string }[]): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from brokerage.conflict where ${inArea(tx)} and state = 'barred' and urn = any ($1) and other_urn = any ($1) limit 1`,
    [urnsOf(schools)],
  );
  return rows.length > 0;
}

/** What the asker reads of it: from the own school's place where it has one, as one that was asked, or that left, as well. */
export function mineOf(tx: Tx, held: ProjectParties): Resource {
  return fromOwn(tx, held, ['taking_part', 'asked', 'left']);
}

/** What the asker does in it: from the own school's place while it takes part. */
export function partOf(tx: Tx, held: ProjectParties): Resource {
  return fromOwn(tx, held, ['taking_part']);
}

/** Heads of several schools stand at the first that has a place. */
function fromOwn(tx: Tx, held: ProjectParties, states: readonly TakingPart[]): Resource {
  const own = tx.actor.posts.flatMap(({ school }) => school ?? []);
  const place = states
    .flatMap((state) => held.schools.filter((each) => each.state === state))
    .find(({ urn }) => own.some((each) => each === urn));
  return place ? placeResource(held, place) : projectResource(held);
}
