import { RuleBroken, type MatchRunId } from '@app/kernel';
import { Blobs, inArea, type Tx } from '@app/platform';
import type { RunState } from './match-run.lifecycle.js';

export interface RunAtWork {
  readonly kind: string;
  readonly state: RunState;
  readonly snapshotHash: string;
  readonly engineHash: string;
  readonly needs: number;
  readonly cancelAsked: boolean;
}

/** What a job needs to know of its run before and between chunks. */
export async function readRun(tx: Tx, id: MatchRunId): Promise<RunAtWork | null> {
  const [row] = await tx.query<RunAtWork>(
    `select r.kind, r.state, r.snapshot_hash as "snapshotHash", r.engine_hash as "engineHash", cardinality(r.need_ids) as needs,
       p.cancel_asked as "cancelAsked"
     from brokerage.match_run r join brokerage.run_progress p on p.area_id = r.area_id and p.run_id = r.id
     where r.id = $1 and ${inArea(tx, 'r')}`,
    [id],
  );
  return row ?? null;
}

export async function readSnapshotText(tx: Tx, blobs: Blobs, hash: string): Promise<string> {
  const bytes = await blobs.read(tx, hash);
  if (!bytes) throw new RuleBroken('SNAPSHOT_MISSING', 'The snapshot of this run is not there.');
  return bytes.toString('utf8');
}

/** A run is only ever finished by the engine that began it; another engine is offered a new run instead. */
export class EngineChanged extends RuleBroken {
  constructor() {
    super('ENGINE_CHANGED', 'This run was begun by another version of the engine. Start a new run.');
  }
}
