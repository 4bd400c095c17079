import { decide, listFilter, NotFound, type Clock, type Matrix, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { DaysBook } from '@app/profiles';
import type { Namer, Namers } from '../namers.js';
import { daysOfPairing } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { PAIRING_COLUMNS } from '../pairing/pairing.policy.js';
import { BODIES_OF_PAIRING, consentResource } from './consent-rows.js';
import type { ConsentOfPairing, PairingOfBody } from './consent.views.js';

interface Row extends Omit<PairingOfBody, 'asker' | 'supporter' | 'promised' | 'given' | 'consent'> {
  readonly id: string;
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
  readonly proposalId: string | null;
  readonly gardenerPersonId: string;
  readonly body: string | null;
  readonly consentId: string;
  readonly consent: ConsentOfPairing['state'] | null;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly funder: string | null;
  readonly version: number;
}

const LIVE = ['agenda_drafting', 'agenda_agreed', 'active', 'paused'];

/** What a trust, diocese or board sees: its schools' pairings by dates and days, and the consents that it is asked for. */
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

  /** @param named the pairing's reference. @throws NotFound */
  async one(tx: Tx, named: string): Promise<PairingOfBody> {
    const [found] = await this.read(tx, 'g.reference = $2', [named]);
    if (!found) throw new NotFound();
    return found;
  }

  private async read(tx: Tx, where: string, params: readonly unknown[]): Promise<PairingOfBody[]> {
    const columns = { ...PAIRING_COLUMNS, bodies: BODIES_OF_PAIRING };
    const asked = { views: ['dates' as const] };
    const rights = listFilter(this.matrix, tx.actor, 'pairing.read', columns, params.length + 2, asked);
    const bodies = tx.actor.posts.flatMap(({ body }) => body ?? []);
    const rows = await tx.query<Row>(
      `select g.id, g.reference, g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn", g.state,
         g.proposal_id as "proposalId", g.gardener_person_id as "gardenerPersonId",
         to_char(g.made_at at time zone 'Europe/London', 'YYYY-MM-DD') as "madeOn",
         to_char(g.next_date, 'YYYY-MM-DD') as "nextDate", c.body, c.id as "consentId", c.state as consent, c.asked_at as "askedAt",
         c.answered_at as "answeredAt", c.funder, c.version
       from brokerage.pairing g left join brokerage.body_consent c on c.area_id = g.area_id and c.pairing_id = g.id
         and c.body = any ($1)
       where ${inArea(tx, 'g')} and ${where} and ${rights.sql}
       order by c.state is distinct from 'asked', g.next_date nulls last, g.reference`,
      [bodies, ...params, ...rights.params],
    );
    const names = await this.namers.of(tx);
    return Promise.all(rows.map((row) => this.view(tx, row, names)));
  }

  private async view(tx: Tx, row: Row, names: Namer): Promise<PairingOfBody> {
    const { reference, state, madeOn, nextDate, consent, body } = row;
    const about =
      body === null
        ? null
        : { area: tx.area, ...(await consentResource(tx, row as unknown as PairingEntity, body)) };
    const may = (action: string): boolean =>
      about !== null &&
      LIVE.includes(state) &&
      decide(this.matrix, tx.actor, action, about, { now: this.clock.now() }).allowed;
    return {
      ...{ reference, state, madeOn, nextDate },
      ...{ asker: names.school(row.askerUrn), supporter: names.school(row.supporterUrn) },
      ...(await this.days.promised(tx, daysOfPairing(row))),
      consent: consent && {
        ...{ id: row.consentId, state: consent, askedAt: row.askedAt, answeredAt: row.answeredAt },
        ...{ funder: row.funder, version: row.version },
        mayAnswer: consent === 'asked' && may('body.consent.give'),
        mayWithdraw: consent === 'given' && may('body.consent.withdraw'),
      },
    };
  }
}

/** For those who see the whole pairing. */
export async function readConsents(tx: Tx, pairing: string, names: Namer): Promise<ConsentOfPairing[]> {
  const rows = await tx.query<Omit<ConsentOfPairing, 'school'> & { urn: SchoolUrn }>(
    `select urn, state, funder, asked_at as "askedAt", coalesce(withdrawn_at, answered_at) as "answeredAt"
     from brokerage.body_consent where ${inArea(tx)} and pairing_id = $1 order by urn`,
    [pairing],
  );
  return rows.map(({ urn, ...row }) => ({ ...row, school: { urn, name: names.school(urn) } }));
}
