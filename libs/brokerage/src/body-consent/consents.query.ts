import {
  decide,
  listed,
  listFilter,
  NotFound,
  type Clock,
  type Matrix,
  type Resource,
  type SchoolUrn,
} from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { DaysBook } from '@app/profiles';
import type { Namer, Namers } from '../namers.js';
import { daysOfPairing } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { PAIRING_COLUMNS } from '../pairing/pairing.policy.js';
import { LIVE_PROJECTS } from '../project/project.lifecycle.js';
import { PROJECT_COLUMNS } from '../project/project.policy.js';
import { readPlaces, type PlaceRow } from '../project/project-rows.js';
import {
  BODIES_OF_PAIRING,
  BODIES_OF_PROJECT,
  consentResource,
  projectConsentResource,
} from './consent-rows.js';
import type { ConsentOfPairing, PairingOfBody } from './consent.views.js';

interface Row extends Pick<PairingOfBody, 'reference' | 'state' | 'madeOn' | 'nextDate'> {
  readonly id: string;
  readonly gardenerPersonId: string;
  readonly body: string | null;
  readonly consentId: string;
  readonly consent: ConsentOfPairing['state'] | null;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly funder: string | null;
  readonly version: number;
}

interface PairingRow extends Row {
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
  readonly proposalId: string | null;
}

const LIVE = ['agenda_drafting', 'agenda_agreed', 'active', 'paused'];

const KEPT = `g.id, g.reference, g.state, g.gardener_person_id as "gardenerPersonId",
  to_char(g.made_at at time zone 'Europe/London', 'YYYY-MM-DD') as "madeOn",
  to_char(g.next_date, 'YYYY-MM-DD') as "nextDate", c.body, c.id as "consentId", c.state as consent,
  c.asked_at as "askedAt", c.answered_at as "answeredAt", c.funder, c.version`;

/** What a trust, diocese or board sees: its schools' work by dates and days, and the consents that it is asked for. */
export class Consents {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly days: DaysBook,
    private readonly namers: Namers,
  ) {}

  /** Those that wait for it first. */
  async list(tx: Tx): Promise<PairingOfBody[]> {
    return this.read(tx, 'true', []);
  }

  /** @param named the reference of the pairing, or of the project. @throws NotFound */
  async one(tx: Tx, named: string): Promise<PairingOfBody> {
    const [found] = await this.read(tx, 'g.reference = $2', [named]);
    if (!found) throw new NotFound();
    return found;
  }

  private async read(tx: Tx, where: string, params: readonly unknown[]): Promise<PairingOfBody[]> {
    const names = await this.namers.of(tx);
    const all = [
      ...(await this.pairings(tx, where, params, names)),
      ...(await this.projects(tx, where, params, names)),
    ];
    const rank = ({ consent, nextDate, reference }: PairingOfBody): string =>
      [consent?.state === 'asked' ? '0' : '1', nextDate ?? '9', reference].join(' ');
    return all.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  }

  private async pairings(
    tx: Tx,
    where: string,
    params: readonly unknown[],
    names: Namer,
  ): Promise<PairingOfBody[]> {
    const columns = { ...PAIRING_COLUMNS, bodies: BODIES_OF_PAIRING };
    const rights = listFilter(this.matrix, tx.actor, 'pairing.read', columns, params.length + 2, DATES);
    const rows = await tx.query<PairingRow>(
      `select g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn", g.proposal_id as "proposalId", ${KEPT}
       from brokerage.pairing g left join brokerage.body_consent c on c.area_id = g.area_id and c.pairing_id = g.id
         and c.body = any ($1)
       where ${inArea(tx, 'g')} and ${where} and ${rights.sql}`,
      [bodiesOf(tx), ...params, ...rights.params],
    );
    return Promise.all(
      rows.map(async (row) => {
        const [asker, supporter] = [names.school(row.askerUrn), names.school(row.supporterUrn)];
        const { body } = row;
        const about = body === null ? null : await consentResource(tx, row as unknown as PairingEntity, body);
        return {
          ...{ kind: 'pairing', asker, supporter, schools: [supporter, asker] },
          ...(await this.days.promised(tx, daysOfPairing(row))),
          ...this.kept(tx, row, LIVE.includes(row.state), about),
        };
      }),
    );
  }

  private async projects(
    tx: Tx,
    where: string,
    params: readonly unknown[],
    names: Namer,
  ): Promise<PairingOfBody[]> {
    const columns = { ...PROJECT_COLUMNS, ...NO_SIDE, bodies: BODIES_OF_PROJECT };
    const rights = listFilter(this.matrix, tx.actor, 'pairing.read', columns, params.length + 2, DATES);
    const rows = await tx.query<Row>(
      `select ${KEPT} from brokerage.project g left join brokerage.body_consent c on c.area_id = g.area_id
         and c.project_id = g.id and c.body = any ($1)
       where ${inArea(tx, 'g')} and ${where} and ${rights.sql}`,
      [bodiesOf(tx), ...params, ...rights.params],
    );
    const places = await readPlaces(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => {
      const all = places.filter(({ projectId }) => projectId === row.id);
      // A school is named with its own head's yes, to a trust too.
      const inIt = all.filter(({ state }) => state === 'taking_part' || state === 'left');
      const about =
        row.body === null
          ? null
          : projectConsentResource({ gardenerPersonId: row.gardenerPersonId, schools: all }, row.body);
      return {
        ...{ kind: 'project', schools: inIt.map(({ urn }) => names.school(urn)) },
        asker: namesOf(inIt, 'supporter', names),
        supporter: namesOf(inIt, 'supported', names),
        promised: inIt.reduce((sum, { promised }) => sum + promised, 0),
        given: inIt.reduce((sum, { given }) => sum + given, 0),
        ...this.kept(
          tx,
          row,
          LIVE_PROJECTS.some((state) => state === row.state),
          about,
        ),
      };
    });
  }

  private kept(
    tx: Tx,
    row: Row,
    live: boolean,
    about: Resource | null,
  ): Pick<PairingOfBody, 'reference' | 'state' | 'madeOn' | 'nextDate' | 'consent'> {
    const { reference, state, madeOn, nextDate, consent } = row;
    const may = (action: string): boolean =>
      live &&
      about !== null &&
      decide(this.matrix, tx.actor, action, { area: tx.area, ...about }, { now: this.clock.now() }).allowed;
    return {
      ...{ reference, state, madeOn, nextDate },
      consent: consent && {
        ...{ id: row.consentId, state: consent, askedAt: row.askedAt, answeredAt: row.answeredAt },
        ...{ funder: row.funder, version: row.version },
        mayAnswer: consent === 'asked' && may('body.consent.give'),
        mayWithdraw: consent === 'given' && may('body.consent.withdraw'),
      },
    };
  }
}

const DATES = { views: ['dates' as const] };
/** No row of a single school is read: a trust is nobody's side. */
const NO_SIDE = { supported: 'null::text', supporting: 'null::text' };

const bodiesOf = (tx: Tx): string[] => tx.actor.posts.flatMap(({ body }) => body ?? []);

function namesOf(places: readonly PlaceRow[], without: PlaceRow['part'], names: Namer): string {
  return listed(places.filter(({ part }) => part !== without).map(({ urn }) => names.school(urn)));
}

/** For those who see the whole of a pairing, or of a project. */
export async function readConsents(tx: Tx, work: string, names: Namer): Promise<ConsentOfPairing[]> {
  const rows = await tx.query<Omit<ConsentOfPairing, 'school'> & { urn: SchoolUrn }>(
    `select urn, state, funder, asked_at as "askedAt", coalesce(withdrawn_at, answered_at) as "answeredAt"
     from brokerage.body_consent where ${inArea(tx)} and coalesce(pairing_id, project_id) = $1 order by urn`,
    [work],
  );
  return rows.map(({ urn, ...row }) => ({ ...row, school: { urn, name: names.school(urn) } }));
}
