import { decide, requireAllowed, type Matrix } from '@app/kernel';
import type { Tx } from '@app/platform';
import { ofTree } from './of-tree.js';

/** A signed root, as it is given away: it says how long the history is and nothing of what it holds. */
export interface CheckpointView {
  readonly size: number;
  /** In base64, as the note writes it. */
  readonly root: string;
  readonly at: Date;
  readonly note: string;
  /** The public key that checks its signature, with its name. */
  readonly key: string;
}

/** What people and programs keep outside, so that no later change of the past goes unseen. */
export class Checkpoints {
  constructor(private readonly matrix: Matrix) {}

  /** The newest first. `tx` must be of the role `trellis_auditor`. */
  async list(tx: Tx, most: number): Promise<CheckpointView[]> {
    const resource = { area: tx.areaOrNull };
    requireAllowed(decide(this.matrix, tx.actor, 'audit.checkpoint.read', resource, { now: new Date() }));
    return newestCheckpoints(tx, most);
  }
}

const COLUMNS = `c.size::float8 as size, encode(c.root, 'base64') as root, c.at, c.note, c.verifier_key as key`;

/** The newest first, for whoever has decided already that the asker may. */
export async function newestCheckpoints(tx: Tx, most: number): Promise<CheckpointView[]> {
  return tx.query<CheckpointView>(
    `select ${COLUMNS} from audit.checkpoint c where ${ofTree(tx, 'c')} order by c.size desc limit $1`,
    [most],
  );
}

/** The oldest first, those of this size and below. */
export async function checkpointsUpTo(tx: Tx, size: number): Promise<CheckpointView[]> {
  return tx.query<CheckpointView>(
    `select ${COLUMNS} from audit.checkpoint c where ${ofTree(tx, 'c')} and c.size <= $1 order by c.size`,
    [size],
  );
}
