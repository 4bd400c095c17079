import { RuleBroken, type AreaId, type Clock, type PersonId } from '@app/kernel';
import type { IdSource, Lookup, Tx } from '@app/platform';
import { isSignedBy, readLinkToken, type ActionLink, type LinkAct } from './signature.js';

const FOURTEEN_DAYS_MS = 14 * 24 * 3600 * 1000;

interface Row {
  readonly id: string;
  readonly area_id: AreaId;
  readonly person_id: PersonId;
  readonly act: LinkAct;
  readonly subject: string;
  readonly record_version: number;
  readonly expires_at: Date;
  readonly used_at: Date | null;
}

/** A link as somebody opened it. Who sent a wrong one is told nothing more. */
export type OpenedLink =
  { readonly kind: 'unknown' } | { readonly kind: 'open' | 'used' | 'expired'; readonly link: ActionLink };

/** Links in mail that act once: as one person, on one record. They sign nobody in. */
export class ActionLinks {
  constructor(
    private readonly lookup: Lookup,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** @returns its id; the signature is made when the mail leaves, and is stored nowhere. */
  async make(tx: Tx, about: Pick<ActionLink, 'person' | 'act' | 'subject' | 'version'>): Promise<string> {
    const id = this.ids.next();
    const until = new Date(this.clock.now().getTime() + FOURTEEN_DAYS_MS);
    const { person, act, subject, version } = about;
    await this.lookup.inside(tx, 'put_link', [id, tx.area, person, act, subject, version, until]);
    return id;
  }

  /** For the one who writes the mail. @returns null where it was used or has run out. */
  async find(tx: Tx, id: string): Promise<ActionLink | null> {
    const [row] = await this.lookup.inside<Row & Record<string, unknown>>(tx, 'link_by_id', [id]);
    return row && row.used_at === null && row.expires_at > this.clock.now() ? asLink(row) : null;
  }

  async open(key: Buffer, token: string): Promise<OpenedLink> {
    const read = readLinkToken(token);
    if (read === null) return { kind: 'unknown' };
    const [row] = await this.lookup.call<Row & Record<string, unknown>>('link_by_id', [read.id]);
    if (!row || !isSignedBy(key, asLink(row), read.signature)) return { kind: 'unknown' };
    const link = asLink(row);
    if (row.used_at !== null) return { kind: 'used', link };
    return { kind: link.expiresAt <= this.clock.now() ? 'expired' : 'open', link };
  }

  /** Inside the transaction of what it does. @throws RuleBroken LINK_USED for whoever comes second. */
  async use(tx: Tx, id: string): Promise<void> {
    const [row] = await this.lookup.inside<{ use_link: boolean }>(tx, 'use_link', [id]);
    if (!row?.use_link) throw new RuleBroken('LINK_USED', 'This link was used already. Nothing was sent.');
  }
}

function asLink(row: Row): ActionLink {
  return {
    ...{ id: row.id, area: row.area_id, person: row.person_id, act: row.act, subject: row.subject },
    ...{ version: row.record_version, expiresAt: new Date(row.expires_at) },
  };
}
