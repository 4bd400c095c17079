import {
  NotFound,
  type LocalDate,
  type NeedId,
  type PersonId,
  type Resource,
  type SchoolUrn,
} from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { isNeedClosed, type NeedCase, type NeedCases } from '@app/profiles';
import { PairingEntity } from '../pairing/pairing.entity.js';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { ProjectEntity } from '../project/project.entity.js';
import { LIVE_PROJECTS } from '../project/project.lifecycle.js';
import { LIVE_PROPOSALS } from '../proposal/proposal.lifecycle.js';

/** A case as it changes hands: whole, since whoever looks after a part of it decides about the same schools. */
export interface CaseInHand {
  /** By which it was named: of the need, also where a proposal was named, of the pairing or of the project. */
  readonly reference: string;
  readonly version: number;
  readonly holder: PersonId;
  readonly nextDate: LocalDate | null;
  /** Null of a project, which has none behind it. */
  readonly need: NeedCase | null;
  /** The holder owns the need. */
  readonly ownsNeed: boolean;
  /** Live pairings of the need that the holder looks after. */
  readonly pairings: readonly PairingEntity[];
  /** Where it is one of several schools. */
  readonly project: ProjectEntity | null;
  /** Every school that whoever has it decides about. */
  readonly schools: readonly SchoolUrn[];
  readonly over: boolean;
  readonly resource: Resource;
}

const TABLES: readonly (readonly [RegExp, string])[] = [
  [/^N-[0-9]{4}-[0-9]{3,9}$/, 'select id as need from profiles.need n where n.reference = $1'],
  [/^P-[0-9]{4}-[0-9]{3,9}$/, 'select need_id as need from brokerage.proposal n where n.reference = $1'],
  [/^SP-[0-9]{4}-[0-9]{3,9}$/, 'select need_id as need from brokerage.pairing n where n.reference = $1'],
];

/** Steps of what concerns a change of people: need first, then its pairings in the order of their ids. */
export class CasesInHand {
  constructor(private readonly needs: NeedCases) {}

  /** @param named a need, a proposal (then it is its need), a pairing or a project. @param lock until the verb ends. @throws NotFound */
  async find(tx: Tx, named: string, lock: boolean): Promise<CaseInHand> {
    if (named.startsWith('PJ-')) return projectInHand(tx, named, lock);
    const sql = TABLES.find(([name]) => name.test(named))?.[1];
    const [found] =
      sql === undefined ? [] : await tx.query<{ need: NeedId }>(`${sql} and ${inArea(tx, 'n')}`, [named]);
    if (!found) throw new NotFound();
    const need = lock
      ? await this.needs.lock(tx, found.need)
      : (await this.needs.read(tx, [found.need])).get(found.need);
    if (!need) throw new NotFound();
    const all = await pairingsOf(tx, need.id, lock);
    const pairing = all.find(({ reference }) => reference === named);
    return pairing === undefined && named.startsWith('SP-')
      ? inHand(tx, need, [], await closedPairing(tx, named))
      : inHand(tx, need, all, pairing ?? null);
  }
}

async function inHand(
  tx: Tx,
  need: NeedCase,
  live: readonly PairingEntity[],
  named: PairingEntity | null,
): Promise<CaseInHand> {
  const holder = (named?.gardenerPersonId ?? need.owner) as PersonId;
  const ownsNeed = need.owner === holder && !isNeedClosed(need.state);
  const pairings = live.filter(({ gardenerPersonId }) => gardenerPersonId === holder);
  const proposed = ownsNeed ? await supportersOf(tx, need.id) : [];
  const supporters = [...pairings, ...(named === null ? [] : [named])].map(
    (each) => each.supporterUrn as SchoolUrn,
  );
  const schools = [...new Set([need.urn, ...proposed, ...supporters])];
  const { reference, version, nextDate } = named ?? need;
  return {
    ...{
      reference,
      version,
      nextDate: nextDate as LocalDate | null,
      holder,
      need,
      ownsNeed,
      pairings,
      schools,
      project: null,
    },
    over: named === null ? isNeedClosed(need.state) : !LIVE_PAIRINGS.includes(named.state),
    resource: { schools, assigned: named === null ? (need.resource.assigned ?? []) : [holder] },
  };
}

/** Each of its schools, those asked or gone as well: an interest in any of them refuses (I-4). @throws NotFound */
async function projectInHand(tx: Tx, named: string, lock: boolean): Promise<CaseInHand> {
  const query = tx.manager
    .createQueryBuilder(ProjectEntity, 'g')
    .where('g.reference = :named', { named })
    .andWhere(inArea(tx, 'g'));
  const project = await (lock ? query.setLock('pessimistic_write') : query).getOne();
  if (!project) throw new NotFound();
  const places = await tx.query<{ urn: SchoolUrn }>(
    `select s.urn from brokerage.project_school s where ${inArea(tx, 's')} and s.project_id = $1 order by s.urn`,
    [project.id],
  );
  const schools = places.map(({ urn }) => urn);
  const holder = project.gardenerPersonId as PersonId;
  return {
    ...{ reference: project.reference, version: project.version, holder, schools, project },
    nextDate: project.nextDate as LocalDate | null,
    ...{ need: null, ownsNeed: false, pairings: [] },
    over: !LIVE_PROJECTS.includes(project.state),
    resource: { schools, assigned: [holder] },
  };
}

async function pairingsOf(tx: Tx, need: NeedId, lock: boolean): Promise<PairingEntity[]> {
  const query = tx.manager
    .createQueryBuilder(PairingEntity, 'g')
    .where('g.need_id = :need and g.state = any (:live)', { need, live: [...LIVE_PAIRINGS] })
    .andWhere(inArea(tx, 'g'))
    .orderBy('g.id');
  return (lock ? query.setLock('pessimistic_write') : query).getMany();
}

async function closedPairing(tx: Tx, named: string): Promise<PairingEntity | null> {
  return tx.manager
    .createQueryBuilder(PairingEntity, 'g')
    .where('g.reference = :named', { named })
    .andWhere(inArea(tx, 'g'))
    .getOne();
}

async function supportersOf(tx: Tx, need: NeedId): Promise<SchoolUrn[]> {
  const rows = await tx.query<{ urn: SchoolUrn }>(
    `select p.supporter_urn as urn from brokerage.proposal p where ${inArea(tx, 'p')} and p.need_id = $1 and p.state = any ($2)`,
    [need, [...LIVE_PROPOSALS]],
  );
  return rows.map(({ urn }) => urn);
}
