import {
  decide,
  listFilter,
  requireAllowed,
  RuleBroken,
  Unavailable,
  type Actor,
  type Clock,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import type { AuditorUnitOfWork, Tx } from '@app/platform';
import type { AuditTrail } from '../audit-trail.js';
import { checkpointsUpTo, newestCheckpoints } from '../checkpoints.query.js';
import { inclusionProof, levelsOf, type Levels } from '../merkle-tree.js';
import { ofTree } from '../of-tree.js';
import type { Tree } from '../seal-batch.js';
import { closedLine, entryLine, namesOf, type EntryLine, type LeafRow } from './entry-line.js';
import { storedZip, type ZipPart } from './stored-zip.js';

export interface Bundle {
  readonly name: string;
  /** Of the history that leaves: later entries are not in it. */
  readonly size: number;
  /** The file, piece by piece. */
  readonly bytes: AsyncGenerator<Buffer>;
}

interface Asked {
  readonly actor: Actor;
  readonly tree: Tree;
  readonly size: number;
  readonly whole: boolean;
  /** Null: the whole history. */
  readonly only: { readonly sql: string; readonly params: readonly unknown[] } | null;
  readonly own: readonly SchoolUrn[];
  readonly open: boolean;
  readonly levels: Levels | null;
}

const FORMAT = 'trellis.audit-export/1';
const AT_ONCE = 1_000;

/**
 * The log as one file that is checked without us: every entry up to the newest checkpoint for those who read the area,
 * what touched their own school, with its proofs, for a head. The act is kept before the first byte leaves; then each
 * piece is a look of its own, so that a slow reader holds no transaction open.
 */
export class ExportBundle {
  constructor(
    private readonly matrix: Matrix,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param beside further parts of a whole export: what its entries speak of. @throws RuleBroken where nothing has been sealed yet. */
  async execute(
    work: AuditorUnitOfWork,
    actor: Actor,
    tree: Tree,
    beside: AsyncIterable<ZipPart> | null = null,
  ): Promise<Bundle> {
    const { asked, count, parts } = await this.run(work, actor, tree, async (tx) => {
      const asked = await this.begin(tx, actor, tree);
      const count = asked.whole ? asked.size : await counted(tx, asked);
      const parts = await this.fixedParts(tx, asked, count);
      await this.trail.record(tx, {
        act: 'audit.export',
        entity: `audit.checkpoint:${String(asked.size)}`,
        schools: asked.own,
      });
      return { asked, count, parts };
    });
    const entries = { name: 'entries.jsonl', content: this.entries(work, asked) };
    const name = `audit-${tree.code.replace('_', '')}-${String(asked.size)}.zip`;
    return { name, size: count, bytes: storedZip(inTurn([...parts, entries], asked.whole ? beside : null)) };
  }

  private async begin(tx: Tx, actor: Actor, tree: Tree): Promise<Asked> {
    const context = { now: this.clock.now() };
    const area = { area: tx.areaOrNull };
    requireAllowed(decide(this.matrix, actor, 'audit.export', area, { ...context, list: true }));
    const whole = decide(this.matrix, actor, 'audit.export', area, context).allowed;
    const [newest] = await newestCheckpoints(tx, 1);
    if (!newest)
      throw new RuleBroken('NOT_SEALED_YET', 'Nothing here has been sealed yet. Try again in a minute.');
    const columns = { touches: 'e.schools', actor: 'e.actor' };
    const only = whole ? null : listFilter(this.matrix, actor, 'audit.export', columns, 3, context);
    const reads = decide(this.matrix, actor, 'audit.read', area, { ...context, list: true });
    return {
      ...{ actor, tree, size: newest.size, whole, only },
      own: whole ? [] : actor.posts.flatMap(({ school }) => school ?? []),
      open: reads.allowed && reads.view === null,
      levels: whole ? null : levelsOf(await allLeaves(tx, newest.size)),
    };
  }

  private async fixedParts(tx: Tx, { size, whole }: Asked, entries: number): Promise<ZipPart[]> {
    const known = await checkpointsUpTo(tx, size);
    const newest = known.at(-1);
    const manifest = {
      ...{ format: FORMAT, origin: newest?.note.split('\n')[0], size, root: newest?.root },
      ...{ whole, entries, exportedAt: this.clock.now().toISOString() },
    };
    const keys = [...new Set(known.map(({ key }) => key))];
    return [
      part('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`),
      part('checkpoints.txt', known.map(({ note }) => note).join('\n')),
      part('keys.txt', `${keys.join('\n')}\n`),
    ];
  }

  private async *entries(work: AuditorUnitOfWork, asked: Asked): AsyncGenerator<Buffer> {
    for (let from = 0; from < asked.size; from += AT_ONCE) {
      const lines = await this.run(work, asked.actor, asked.tree, (tx) => this.piece(tx, asked, from));
      if (lines.length > 0) yield Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }
  }

  private async piece(tx: Tx, asked: Asked, from: number): Promise<EntryLine[]> {
    const to = Math.min(from + AT_ONCE, asked.size);
    const rows = await tx.query<LeafRow>(
      `select l.idx::float8 as idx, l.hash, e.id, e.kind, e.schools, e.bytes,
         (select json_agg(json_build_object('name', d.name, 'salt', encode(d.salt, 'hex'), 'value', d.value))
          from audit.detail d where d.entry = e.id) as details
       from audit.leaf l left join audit.entry e on e.seq = l.seq
       where ${ofTree(tx, 'l')} and l.idx >= $1 and l.idx < $2 ${conditionOf(asked)} order by l.idx`,
      [from, to, ...(asked.only?.params ?? [])],
    );
    await refuseMoving(tx, rows, asked.size);
    return rows.map((row) => lineFor(row, asked));
  }

  private run<Result>(
    work: AuditorUnitOfWork,
    actor: Actor,
    { area }: Tree,
    body: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    return area === null ? work.runForInstallation(actor, body) : work.run(actor, area, body);
  }
}

async function* inTurn(
  first: readonly ZipPart[],
  then: AsyncIterable<ZipPart> | null,
): AsyncGenerator<ZipPart> {
  yield* first;
  if (then) yield* then;
}

/** A head's part has the proof of each entry; of one that touched another school too its leaf alone (I-35). */
function lineFor(row: LeafRow, { levels, size, own, open }: Asked): EntryLine {
  if (levels === null) return BETWEEN_TWO.test(row.bytes ?? '') ? closedLine(row) : entryLine(row, open);
  const proof = inclusionProof(levels, row.idx, size).map((step) => step.toString('hex'));
  const theirs = (row.schools ?? []).every((urn) => own.includes(urn));
  if (theirs) return { ...entryLine(row, open), proof };
  return { ...closedLine(row), proof };
}

/** Between who left a word and the head it was left to: to all others neither by whom nor about which school (TRUST §3). */
const BETWEEN_TWO = /\n(act=concern[.]|entity=profiles[.]concern:)/;

/** A detail erased since the newest checkpoint: its erasure is in no tree yet, and the export would look tampered with. */
async function refuseMoving(tx: Tx, rows: readonly LeafRow[], size: number): Promise<void> {
  const gone = rows.flatMap(({ id, bytes, details }) => {
    const held = new Set((details ?? []).map(({ name }) => name));
    return namesOf(bytes).flatMap((name) => (held.has(name) ? [] : `audit.detail:${id ?? ''}:${name}`));
  });
  if (gone.length === 0) return;
  const unsealed = await tx.query(
    `select 1 from audit.entry e left join audit.leaf l on l.seq = e.seq
     where ${ofTree(tx, 'e')} and e.act = 'audit.erase' and e.entity = any ($1) and (l.idx is null or l.idx >= $2) limit 1`,
    [gone, size],
  );
  if (unsealed.length > 0)
    throw new Unavailable('AUDIT_MOVING', 'Something was erased this moment. Try again in a minute.');
}

async function allLeaves(tx: Tx, size: number): Promise<Buffer[]> {
  const rows = await tx.query<{ hash: Buffer }>(
    `select l.hash from audit.leaf l where ${ofTree(tx, 'l')} and l.idx < $1 order by l.idx`,
    [size],
  );
  return rows.map(({ hash }) => hash);
}

async function counted(tx: Tx, asked: Asked): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from audit.leaf l left join audit.entry e on e.seq = l.seq
     where ${ofTree(tx, 'l')} and l.idx >= $1 and l.idx < $2 ${conditionOf(asked)}`,
    [0, asked.size, ...(asked.only?.params ?? [])],
  );
  return row?.n ?? 0;
}

const conditionOf = ({ only }: Asked): string => (only === null ? '' : `and ${only.sql}`);

function part(name: string, text: string): ZipPart {
  return { name, content: [Buffer.from(text)] };
}
