import type { Actor, AreaId } from '@app/kernel';
import type { SealerUnitOfWork, Tx } from '@app/platform';
import { newestCheckpoints, type CheckpointView } from './checkpoints.query.js';
import { GrowingTree, leafHash } from './merkle-tree.js';
import { ofTree } from './of-tree.js';
import { SealingStopped, type SealKeys } from './seal-keys.js';
import { readCheckpoint, signCheckpoint, verifierKey } from './signed-note.js';

/** A tree: an area's, or the installation's, where acts without an area go. */
export interface Tree {
  readonly area: AreaId | null;
  /** Names its key's file and its origin. */
  readonly code: string;
}

export const INSTALLATION: Tree = { area: null, code: '_installation' };

export interface Sealed {
  readonly sealed: number;
  /** There was more than one batch holds: seal again at once. */
  readonly more: boolean;
  /** Of the oldest entry that is still open, by database time; 0 where none is. */
  readonly oldestSeconds: number;
}

interface LastCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly subtrees: Buffer;
}

interface Candidate {
  readonly seq: string;
  readonly bytes: string;
}

const MOST = 5_000;
const HASH_BYTES = 32;
/** Held by one sealer at a time for each tree; let go with the transaction. */
const LOCK = `select pg_try_advisory_xact_lock(hashtextextended('trellis.seal/' || $1, 0)) as mine`;

/**
 * Puts what was committed into the area's tree, in an order that no later commit can disturb, and signs the new root.
 * It runs as `trellis_sealer`, which may read the log and add leaves and checkpoints, and nothing else.
 */
export class SealBatch {
  /** Trees whose whole log this process has looked through: from then on only what is newer can be open. */
  private readonly looked = new Set<string>();

  /** @param host the service's own name: the origin of a tree that has none yet. */
  constructor(
    private readonly work: SealerUnitOfWork,
    private readonly keys: SealKeys,
    private readonly host: string,
    private readonly most = MOST,
  ) {}

  /**
   * @returns null where another process seals this tree just now.
   * @throws SealingStopped where it must not go on; nothing was written.
   */
  async execute(tree: Tree): Promise<Sealed | null> {
    const body = (tx: Tx): Promise<Sealed | null> => this.sealAlone(tx, tree);
    const sealed =
      tree.area === null
        ? await this.work.runForInstallation(SEALER, body)
        : await this.work.run({ ...SEALER, area: tree.area }, tree.area, body);
    if (sealed && !sealed.more) this.looked.add(tree.code);
    return sealed;
  }

  /** The newest of an area's log, for whoever posts it: who seals may read it, and who posts may not read the log. */
  async newest(area: AreaId): Promise<CheckpointView | null> {
    const list = (tx: Tx): Promise<CheckpointView[]> => newestCheckpoints(tx, 1);
    return (await this.work.run({ ...SEALER, area }, area, list))[0] ?? null;
  }

  private async sealAlone(tx: Tx, tree: Tree): Promise<Sealed | null> {
    const [lock] = await tx.query<{ mine: boolean }>(LOCK, [tree.code]);
    if (lock?.mine !== true) return null;
    // After the lock, so that this statement sees what the sealer before committed.
    const last = await lastCheckpoint(tx);
    const from = this.looked.has(tree.code) ? await lastPlace(tx) : null;
    const batch = await committed(tx, from, this.most);
    if (batch.length > 0) await this.append(tx, tree, last, batch);
    const more = batch.length === this.most;
    return { sealed: batch.length, more, oldestSeconds: await oldestOpenSeconds(tx, from) };
  }

  private async append(
    tx: Tx,
    { area, code }: Tree,
    last: LastCheckpoint | null,
    batch: readonly Candidate[],
  ): Promise<void> {
    const key = this.keys.keyOf(code, last === null);
    const known = last === null ? null : readCheckpoint(last.note, key);
    if (last !== null && known === null)
      throw new SealingStopped('KEY_CHANGED', `The key of ${code} did not sign its newest checkpoint.`);
    const grown = growing(last);
    const first = grown.size;
    if (
      first !== (await leaves(tx)) ||
      (known !== null && (known.size !== first || !grown.root().equals(known.root)))
    )
      throw new SealingStopped(
        'TREE_BROKEN',
        `The leaves of ${code} are not those of its newest checkpoint.`,
      );
    const hashes = batch.map(({ bytes }) => leafHash(Buffer.from(bytes)));
    for (const hash of hashes) grown.append(hash);
    await tx.query(
      `insert into audit.leaf (area_id, idx, seq, hash)
       select $1, $2::bigint + place - 1, seq, decode(hash, 'hex')
       from unnest($3::bigint[], $4::text[]) with ordinality as new (seq, hash, place)`,
      [area, first, batch.map(({ seq }) => seq), hashes.map((hash) => hash.toString('hex'))],
    );
    // An origin stays what it was when the host is renamed: it is the name of a history, not of a machine.
    const origin = known?.origin ?? `${this.host}/${area === null ? 'installation' : `areas/${code}`}`;
    const checkpoint = { origin, size: grown.size, root: grown.root() };
    await tx.query(
      `insert into audit.checkpoint (area_id, size, root, note, verifier_key, subtrees) values ($1, $2, $3, $4, $5, $6)`,
      [
        ...[
          area,
          checkpoint.size,
          checkpoint.root,
          signCheckpoint(checkpoint, key),
          verifierKey(origin, key),
        ],
        Buffer.concat([...grown.subtrees]),
      ],
    );
  }
}

/** Where in (epoch, xid) the newest leaf's entry stands: what is older and open would have been found before. */
type Place = { readonly epoch: number; readonly xid: string };

/**
 * What is committed and has no leaf, whatever its number: a sequence's numbers are drawn before the commit, so a later
 * number may be there first, and "all above the highest" would lose the earlier for good. A transaction whose xid lies
 * below the oldest that still runs has ended, and none can join it there: up to that line the order is final.
 */
async function committed(tx: Tx, from: Place | null, most: number): Promise<Candidate[]> {
  return tx.query<Candidate>(
    `select e.seq, e.bytes from audit.entry e
     where ${open(tx)} ${since(from)} and e.xid < pg_snapshot_xmin(pg_current_snapshot())
     order by e.epoch, e.xid, e.seq limit ${String(most)}`,
    placed(from),
  );
}

async function oldestOpenSeconds(tx: Tx, from: Place | null): Promise<number> {
  const [row] = await tx.query<{ seconds: number }>(
    `select coalesce(extract(epoch from clock_timestamp() - min(e.at)), 0)::float8 as seconds
     from audit.entry e where ${open(tx)} ${since(from)}`,
    placed(from),
  );
  return row?.seconds ?? 0;
}

async function lastCheckpoint(tx: Tx): Promise<LastCheckpoint | null> {
  const [row] = await tx.query<LastCheckpoint>(
    `select c.size::float8 as size, c.root, c.note, c.subtrees from audit.checkpoint c
     where ${ofTree(tx, 'c')} order by c.size desc limit 1`,
  );
  return row ?? null;
}

async function lastPlace(tx: Tx): Promise<Place | null> {
  const [row] = await tx.query<Place>(
    `select e.epoch, e.xid::text as xid from audit.leaf l join audit.entry e on e.seq = l.seq
     where ${ofTree(tx, 'l')} order by l.idx desc limit 1`,
  );
  return row ?? null;
}

async function leaves(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select coalesce(max(l.idx) + 1, 0)::float8 as n from audit.leaf l where ${ofTree(tx, 'l')}`,
  );
  return row?.n ?? 0;
}

function growing(last: LastCheckpoint | null): GrowingTree {
  if (last === null) return new GrowingTree();
  const subtrees: Buffer[] = [];
  for (let at = 0; at < last.subtrees.length; at += HASH_BYTES)
    subtrees.push(last.subtrees.subarray(at, at + HASH_BYTES));
  return new GrowingTree(last.size, subtrees);
}

const open = (tx: Tx): string =>
  `${ofTree(tx, 'e')} and not exists (select from audit.leaf l where l.seq = e.seq)`;
const since = (from: Place | null): string => (from === null ? '' : 'and (e.epoch, e.xid) >= ($1, $2::xid8)');
const placed = (from: Place | null): unknown[] => (from === null ? [] : [from.epoch, from.xid]);

const SEALER: Actor = {
  ...{ kind: 'system', id: 'sealer', name: 'Trellis', area: null, door: 'worker', requestId: 'seal' },
  ...{ posts: [], interests: [], interestsConfirmed: true, scopes: [], signedInAt: null },
};
