import { NotFound, parseUuid } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import { readPairings, readVisits, type PairingRow } from '../pairing/pairing-rows.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import type { VisitView } from '../pairing/pairing.views.js';
import { readPlans } from './planned-visits.js';
import type { PlannedVisitView } from './planned-visit.views.js';

export type VisitOfPairing = Omit<VisitView, 'mayReply' | 'mayCorrect'> & { readonly pairing: string };

export type PlannedVisitOfPairing = PlannedVisitView & { readonly pairing: string };

/** Records of visits, and visits that are planned, by themselves. Every look is a sensitive reading, which leaves its receipt. */
export class Visits {
  constructor(
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
  ) {}

  /** The latest first. @param named the pairing's reference. @throws NotFound */
  async ofPairing(tx: Tx, named: string): Promise<VisitOfPairing[]> {
    return this.read(tx, 'g.reference = $1', named);
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<VisitOfPairing> {
    const id = parseUuid(named);
    const among = `exists (select 1 from brokerage.visit v where v.area_id = g.area_id and v.pairing_id = g.id and v.id = $1)`;
    const visit = (await this.read(tx, among, id, id)).find((each) => each.id === id);
    if (!visit) throw new NotFound();
    return visit;
  }

  /** The record that its writer was told the number of. @throws NotFound */
  async numbered(tx: Tx, pairing: string, number: number): Promise<VisitOfPairing> {
    const visit = (await this.ofPairing(tx, pairing)).find((each) => each.number === number);
    if (!visit) throw new NotFound();
    return visit;
  }

  /** Visits that are to be, or were to be, the earliest first. @throws NotFound */
  async planned(tx: Tx, pairing: string): Promise<PlannedVisitOfPairing[]> {
    const row = await this.known(tx, 'g.reference = $1', pairing);
    const plans = row ? await readPlans(tx, { is: 'pairing', id: row.id }) : [];
    if (row && plans.length > 0) await this.receipt(tx, row, `brokerage.pairing:${row.id}`);
    return plans.map((plan) => ({ ...plan, pairing }));
  }

  /** @throws NotFound */
  async plan(tx: Tx, pairing: string, number: number): Promise<PlannedVisitOfPairing> {
    const plan = (await this.planned(tx, pairing)).find((each) => each.number === number);
    if (!plan) throw new NotFound();
    return plan;
  }

  private async read(tx: Tx, where: string, named: string | null, one?: string | null) {
    const row = await this.known(tx, where, named);
    return row ? this.shown(tx, row, one ?? null) : [];
  }

  private async known(tx: Tx, where: string, named: string | null): Promise<PairingRow | undefined> {
    const [row] = await readPairings(tx, where, [named]);
    await this.rights.require(tx, 'visit.read', row ? pairingResource(row) : null);
    return row;
  }

  private receipt(tx: Tx, { askerUrn, supporterUrn }: PairingRow, entity: string): Promise<string> {
    return this.audit.record(tx, { act: 'visit.read', entity, schools: [askerUrn, supporterUrn] });
  }

  private async shown(tx: Tx, row: PairingRow, one: string | null): Promise<VisitOfPairing[]> {
    const visits = await readVisits(tx, row.id);
    const entity = one === null ? `brokerage.pairing:${row.id}` : `brokerage.visit:${one}`;
    if (visits.length > 0) await this.receipt(tx, row, entity);
    // Whose key is whose stays inside: a reader is told the writer's name.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    return visits.map(({ loggedBy, ...visit }) => ({ ...visit, pairing: row.reference }));
  }
}
