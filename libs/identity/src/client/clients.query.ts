import {
  decide,
  NotAllowed,
  NotFound,
  parseUuid,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, type Lookup, type Tx, type UnitOfWork } from '@app/platform';
import type { Rights } from '../actor/rights.js';
import { systemActor } from '../actor/system-actor.js';
import { mayCallFrom } from './address-list.js';
import type { ClientScope } from './client-scopes.js';
import { hashOfSecret } from './client-steps.js';
import type { ClientState } from './client.lifecycle.js';
import { clientResource } from './lock-client.js';

export interface ClientView {
  readonly id: string;
  readonly label: string;
  readonly purpose: string;
  readonly scopes: readonly ClientScope[];
  readonly addresses: readonly string[];
  readonly days: number;
  readonly state: ClientState;
  readonly expired: boolean;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedBy: string | null;
  readonly revokedAt: Date | null;
  /** To the minute; null where it never called. */
  readonly usedAt: Date | null;
  readonly version: number;
  readonly can: { readonly answer: boolean; readonly makeSecret: boolean; readonly revoke: boolean };
}

type Row = Omit<ClientView, 'expired' | 'usedAt' | 'can'> & { readonly askedById: string };

const NAME = (column: string): string =>
  `(select p.name from identity.person p where p.area_id = c.area_id and p.id = c.${column})`;
const COLUMNS = `c.id, c.label, c.purpose, c.scopes, c.addresses, c.days, c.state, c.asked_at as "askedAt",
  c.answered_at as "answeredAt", c.expires_at as "expiresAt", c.revoked_at as "revokedAt", c.version,
  c.asked_by as "askedById", coalesce(${NAME('asked_by')}, '') as "askedBy", ${NAME('answered_by')} as "answeredBy",
  ${NAME('revoked_by')} as "revokedBy"`;

const ENDED: readonly ClientState[] = ['refused', 'revoked'];

/** Programs with access of their own: for administrators, chair and officers; and, at the door, whose a secret is. */
export class Clients {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Those that wait or work first, the latest first. @throws NotFound */
  async list(tx: Tx): Promise<ClientView[]> {
    const all = await this.read(tx, 'true', []);
    return [...all.filter(isOpen), ...all.filter((each) => !isOpen(each))];
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<ClientView> {
    const [found] = await this.read(tx, 'c.id = $1', [parseUuid(named)]);
    if (!found) throw new NotFound();
    return found;
  }

  /**
   * Whose secret this is, as they may call today.
   *
   * @param address from which the request came. @returns null for none, revoked, expired and from elsewhere, alike.
   */
  async find(secret: string, address: string, requestId: string): Promise<Actor | null> {
    if (!/^trc_[A-Za-z0-9_-]{43}$/.test(secret)) return null;
    const [row] = await this.lookup.call<{ client_id: string; area_id: AreaId; good: boolean }>(
      'client_by_hash',
      [hashOfSecret(secret)],
    );
    if (!row) return null;
    const { client_id: id, area_id: area, good } = row;
    const doorman = systemActor('sign-in', area, requestId);
    const [client] = await this.work.run(doorman, area, (tx) =>
      tx.query<{ label: string; scopes: string[]; addresses: string[]; state: ClientState }>(
        `select c.label, c.scopes, c.addresses, c.state from identity.client c where ${inArea(tx, 'c')} and c.id = $1`,
        [id],
      ),
    );
    const because = !good || client?.state !== 'live' ? 'CLIENT_ENDED' : 'FROM_ELSEWHERE';
    if (client && good && client.state === 'live' && mayCallFrom(address, client.addresses))
      return {
        ...{ kind: 'client', id, name: client.label, area, scopes: client.scopes, door: 'api', requestId },
        ...{ posts: [], interests: [], interestsConfirmed: false, signedInAt: null },
      };
    const act = { act: 'client.use', entity: `identity.client:${id}` };
    await this.audit.recordRefusal(this.work, doorman, area, act, new NotAllowed(because));
    return null;
  }

  private async read(tx: Tx, where: string, params: readonly unknown[]): Promise<ClientView[]> {
    await this.rights.require(tx, 'client.read', {});
    const rows = await tx.query<Row>(
      `select ${COLUMNS} from identity.client c where ${inArea(tx, 'c')} and ${where} order by c.asked_at desc, c.id`,
      params,
    );
    const used = await this.lookup.inside<{ client_id: string; used_at: Date }>(tx, 'clients_used', [
      tx.area,
    ]);
    const usedAt = new Map(used.map((each) => [each.client_id, each.used_at]));
    return rows.map(({ askedById, ...row }) => ({
      ...row,
      expired: row.state === 'live' && row.expiresAt !== null && row.expiresAt <= this.clock.now(),
      usedAt: usedAt.get(row.id) ?? null,
      can: this.can(tx, row.state, askedById),
    }));
  }

  private can(tx: Tx, state: ClientState, askedBy: string): ClientView['can'] {
    const about = { area: tx.area, ...clientResource({ askedBy }) };
    // A fresh sign-in is asked for when it is done.
    const may = (action: string): boolean =>
      decide(this.matrix, tx.actor, action, about, { now: this.clock.now() }).allowed;
    return {
      answer: state === 'asked' && may('client.approve'),
      makeSecret: state === 'approved' && may('client.propose'),
      revoke: !ENDED.includes(state) && may('client.revoke'),
    };
  }
}

function isOpen({ state, expired }: ClientView): boolean {
  return !ENDED.includes(state) && !expired;
}
