import {
  decide,
  listFilter,
  NotFound,
  type Clock,
  type Matrix,
  type NeedId,
  type Resource,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import type { DaysBook, NeedCases } from '@app/profiles';
import { coachingOf } from '../coaching/coaching-of-pairing.js';
import { readConsents } from '../body-consent/consents.query.js';
import { followedFrom } from '../followed-from.js';
import type { Namer, Namers } from '../namers.js';
import { sideOf } from './agree-agenda.js';
import { daysOfPairing } from './pairing-cases.js';
import type { ReviewPointView } from '../review-point/review-point.views.js';
import { readReviewPoints } from '../review-point/review-points.js';
import { readStalls, readTendings } from '../tending/stalls.js';
import type { SidesWithoutHead } from '../without-head/sides-without-head.query.js';
import { readPlans } from '../visit/planned-visits.js';
import { canMovePairing, LIVE_PAIRINGS } from './pairing.lifecycle.js';
import { PAIRING_COLUMNS, pairingResource } from './pairing.policy.js';
import { readAgendas, type AgendasOf } from './agenda-rows.js';
import { readClocks, readPairings, readVisits, type PairingRow } from './pairing-rows.js';
import type { AgendaOfPairing, ListedPairing, PairingLine, PairingView } from './pairing.views.js';

/** The agreed work, as far as each may see it: both schools, brokers, advisers and officers. */
export class Pairings {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly days: DaysBook,
    private readonly namers: Namers,
    private readonly sides: SidesWithoutHead,
  ) {}

  /** Those that go on, the next date first; `over` adds those that ended. */
  async list(
    tx: Tx,
    asked: { readonly school?: SchoolUrn; readonly over?: boolean } = {},
  ): Promise<ListedPairing[]> {
    const rights = listFilter(this.matrix, tx.actor, 'pairing.read', PAIRING_COLUMNS, 3);
    const rows = await readPairings(
      tx,
      `($1::text is null or $1 in (g.asker_urn, g.supporter_urn)) and ($2::text[] is null or g.state = any ($2)) and ${rights.sql}`,
      [asked.school ?? null, asked.over === true ? null : [...LIVE_PAIRINGS], ...rights.params],
    );
    // An area that is not set up yet has no work either: nothing is to be named.
    if (rows.length === 0) return [];
    const names = await this.namers.of(tx);
    const needs = await this.needs.read(
      tx,
      rows.map(({ needId }) => needId),
    );
    const now = this.clock.now();
    return rows.flatMap((row) => {
      const need = needs.get(row.needId);
      if (need === undefined) return [];
      const followed = followedFrom(tx, this.matrix, now, need);
      return [{ ...line(row, names), theme: need.primaryTheme, followed }];
    });
  }

  /** All of it. Visits are a sensitive reading, which leaves its receipt. @throws NotFound */
  async one(tx: Tx, named: string): Promise<PairingView> {
    const row = await this.known(tx, named);
    const resource = pairingResource(row);
    const need = (await this.needs.read(tx, [row.needId])).get(row.needId);
    if (!need) throw new NotFound();
    const names = await this.namers.of(tx);
    const agendas = await readAgendas(tx, row.id);
    return {
      ...row,
      ...line(row, names),
      ...{ theme: need.primaryTheme, need: need.reference, reasons: row.reasons ?? [] },
      ...{ agenda: agendas.agenda, change: agendas.change, earlierAgendas: agendas.earlier },
      ...(await this.days.promised(tx, daysOfPairing(row))),
      ...(await this.visits(tx, row, resource)),
      coaching: await coachingOf(tx, row, (action, about) => this.holds(tx, action, about)),
      reviews: await readReviewPoints(tx, row.id),
      stalls: await readStalls(tx, row.id),
      tendings: await readTendings(tx, row.id),
      withoutHead: await this.sides.find(tx, row.reference),
      ...{ clocks: await readClocks(tx, row.id), consents: await readConsents(tx, row.id, names) },
      can: this.can(tx, row, resource, agendas),
    };
  }

  /** Its agendas alone; null before the first line. @throws NotFound */
  async agenda(tx: Tx, named: string): Promise<AgendaOfPairing> {
    const { id, reference, state } = await this.known(tx, named);
    const { agenda, change, earlier } = await readAgendas(tx, id);
    return { id, pairing: reference, pairingState: state, agenda, change, earlier };
  }

  /** The latest first; the first may still wait. @throws NotFound */
  async reviews(tx: Tx, named: string): Promise<ReviewPointView[]> {
    return readReviewPoints(tx, (await this.known(tx, named)).id);
  }

  /** Which pairing is meant, as it is stored: nothing sensitive is read. @throws NotFound */
  async known(tx: Tx, named: string): Promise<PairingRow> {
    const [row] = await readPairings(tx, 'g.reference = $1', [named]);
    const { view } = await this.rights.require(tx, 'pairing.read', row ? pairingResource(row) : null);
    // Totals, and days alone, are other pages' matter: who may see only those finds no page here.
    if (!row || view !== null) throw new NotFound();
    return row;
  }

  private can(
    tx: Tx,
    row: PairingRow,
    resource: Resource,
    { agenda, change, changeBy }: AgendasOf,
  ): PairingView['can'] {
    const may = (action: string): boolean => this.holds(tx, action, resource);
    const drafting = row.state === 'agreed_in_principle' || row.state === 'agenda_drafting';
    const side = sideOf(tx.actor, row);
    const visits = row.kind !== 'coaching';
    const waits = agenda !== null && row.state === 'agenda_drafting' && side !== null;
    const agreesChange = change !== null && side !== null && may('agenda.agree');
    const mine = changeBy === tx.actor.id;
    return {
      vary:
        (row.state === 'active' || row.state === 'paused') &&
        (change === null || mine) &&
        may('agenda.draft'),
      agreeChangeAs: agreesChange && change.agreed[side] === null ? side : null,
      declineChange: agreesChange && !mine,
      takeBackChange: change !== null && mine && may('agenda.draft'),
      draft: drafting && may('agenda.draft'),
      agreeAs: waits && agenda.agreed[side] === null && may('agenda.agree') ? side : null,
      logVisit: visits && row.state === 'active' && may('visit.log'),
      callOff: visits && (row.state === 'active' || row.state === 'paused') && may('visit.log'),
      holdReview: row.state === 'active' && may('reviewpoint.record'),
      tend: (drafting || row.state === 'agenda_agreed' || row.state === 'active') && may('pairing.tend'),
      reassign: LIVE_PAIRINGS.includes(row.state) && may('case.reassign'),
      pause: row.state === 'active' && may('pairing.pause'),
      resume: row.state === 'paused' && may('pairing.pause'),
      close:
        (canMovePairing(row.state, 'closing') || canMovePairing(row.state, 'not_started')) &&
        may('pairing.close'),
    };
  }

  private async visits(
    tx: Tx,
    row: PairingRow,
    resource: Resource,
  ): Promise<Pick<PairingView, 'visits' | 'planned'>> {
    if (!this.holds(tx, 'visit.read', resource)) return { visits: [], planned: [] };
    const [visits, planned] = [
      await readVisits(tx, row.id),
      await readPlans(tx, { is: 'pairing', id: row.id }),
    ];
    if (visits.length + planned.length > 0)
      await this.audit.record(tx, {
        act: 'visit.read',
        entity: `brokerage.pairing:${row.id}`,
        schools: [row.askerUrn, row.supporterUrn],
      });
    const mayReply = (loggedBy: string): boolean =>
      this.holds(tx, 'visit.reply', { ...resource, actsBy: { 'visit.log': [loggedBy] } });
    const mayLog = row.state === 'active' && this.holds(tx, 'visit.log', resource);
    return {
      visits: visits.map(({ loggedBy, ...visit }) => ({
        ...visit,
        mayReply: visit.state === 'with_school' && mayReply(loggedBy),
        mayCorrect: visit.state === 'with_school' && loggedBy === tx.actor.id && mayLog,
      })),
      planned,
    };
  }

  private holds(tx: Tx, action: string, resource: Resource): boolean {
    const about = { area: tx.area, ...resource };
    return decide(this.matrix, tx.actor, action, about, { now: this.clock.now() }).allowed;
  }

  /** References of a need's pairings that this person may see. */
  async ofNeed(tx: Tx, need: NeedId): Promise<string[]> {
    const rights = listFilter(this.matrix, tx.actor, 'pairing.read', PAIRING_COLUMNS, 2);
    const rows = await readPairings(tx, `g.need_id = $1 and ${rights.sql}`, [need, ...rights.params]);
    return rows.map(({ reference }) => reference);
  }
}

function line(row: PairingRow, names: Namer): Omit<PairingLine, 'theme'> {
  return {
    ...{ reference: row.reference, kind: row.kind, state: row.state },
    ...{ nextDate: row.nextDate, gardener: row.gardener },
    asker: { urn: row.askerUrn, name: names.school(row.askerUrn) },
    supporter: { urn: row.supporterUrn, name: names.school(row.supporterUrn) },
  };
}
