import { NotFound, parseUuid } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import { readPairings, readVisits, type PairingRow } from '../pairing/pairing-rows.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import type { VisitView } from '../pairing/pairing.views.js';

export type VisitOfPairing = Omit<VisitView, 'mayReply'> & { readonly pairing: string };

/** Records of visits by themselves. Every look is a sensitive reading, which leaves its receipt. */
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

  private async read(tx: Tx, where: string, named: string | null, one?: string | null) {
    const [row] = await readPairings(tx, where, [named]);
    await this.rights.require(tx, 'visit.read', row ? pairingResource(row) : null);
    return row ? this.shown(tx, row, one ?? null) : [];
  }

  private async shown(tx: Tx, row: PairingRow, one: string | null): Promise<VisitOfPairing[]> {
    const visits = await readVisits(tx, row.id);
    if (visits.length > 0)
      await this.audit.record(tx, {
        act: 'visit.read',
        entity: one === null ? `brokerage.pairing:${row.id}` : `brokerage.visit:${one}`,
        schools: [row.askerUrn, row.supporterUrn],
      });
    // Whose key is whose stays inside: a reader is told the writer's name.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    return visits.map(({ loggedBy, ...visit }) => ({ ...visit, pairing: row.reference }));
  }
}
