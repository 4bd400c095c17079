import { unpackRow, type CandidateRow, type Problem } from '@app/matching';
import type { MatchRunId, NeedId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { RunSummary } from '../views.js';
import { readRows } from './conclude-run.js';
import type { ScoredRow } from './engine.js';

export interface RunRow extends RunSummary {
  readonly needIds: readonly NeedId[];
  readonly snapshotHash: string;
  readonly policyHash: string;
  readonly engineHash: string;
  readonly resultHash: string | null;
  readonly certificateHash: string | null;
  readonly failure: string | null;
  readonly plan: unknown;
}

const COLUMNS = `r.id, r.reference, r.kind, r.state, p.done, p.total, p.cancel_asked as "cancelAsked",
  r.requested_at as "requestedAt", r.finished_at as "finishedAt", r.policy_number as "policyNumber",
  case when r.requested_by is null then null else jsonb_build_object('id', r.requested_by, 'name',
    coalesce((select name from identity.person i where i.area_id = r.area_id and i.id = r.requested_by), '')) end as "requestedBy"`;
const FROM = `from brokerage.match_run r join brokerage.run_progress p on p.area_id = r.area_id and p.run_id = r.id`;

export async function listRuns(tx: Tx, most: number): Promise<RunSummary[]> {
  return tx.query<RunSummary>(
    `select ${COLUMNS} ${FROM} where ${inArea(tx, 'r')} order by r.requested_at desc, r.reference desc limit $1`,
    [most],
  );
}

/** By reference or id. @returns null for none of this area. */
export async function findRun(tx: Tx, named: string): Promise<RunRow | null> {
  const [row] = await tx.query<RunRow>(
    `select ${COLUMNS}, r.need_ids as "needIds", r.snapshot_hash as "snapshotHash", r.policy_hash as "policyHash",
       r.engine_hash as "engineHash", r.result_hash as "resultHash",
       r.certificate_hash as "certificateHash", r.failure, r.plan
     ${FROM} where ${inArea(tx, 'r')} and (r.reference = $1 or r.id::text = $1)`,
    [named],
  );
  return row ?? null;
}

/** Every need's row of a run, in the snapshot's order. @throws RowDamaged */
export async function readCandidateRows(tx: Tx, run: MatchRunId, problem: Problem): Promise<CandidateRow[]> {
  return (await readRows(tx, run)).map((row) => unpack(problem, row));
}

/** @returns null where the run has no row for it. @throws RowDamaged */
export async function readCandidateRow(
  tx: Tx,
  run: MatchRunId,
  need: NeedId,
  problem: Problem,
): Promise<CandidateRow | null> {
  const [row] = await tx.query<ScoredRow>(
    `select need_index as index, need_id as need, packed, checksum from brokerage.match_row
     where ${inArea(tx)} and run_id = $1 and need_id = $2`,
    [run, need],
  );
  return row ? unpack(problem, row) : null;
}

function unpack(problem: Problem, row: ScoredRow): CandidateRow {
  return unpackRow(problem, { ...row, need: row.need as NeedId });
}

/** What is told of a run: its own list of needs and its plan go through the asker's rights first. */
export function told(row: RunRow): Omit<RunRow, 'needIds' | 'plan'> {
  const { snapshotHash, policyHash, engineHash, resultHash, certificateHash, failure } = row;
  const hashes = { snapshotHash, policyHash, engineHash, resultHash, certificateHash };
  return { ...summaryOf(row), ...hashes, failure };
}

export function summaryOf(row: RunRow): RunSummary {
  const { id, reference, kind, state, done, total, cancelAsked } = row;
  const { requestedAt, finishedAt, requestedBy, policyNumber } = row;
  const progress = { id, reference, kind, state, done, total, cancelAsked };
  return { ...progress, requestedAt, finishedAt, requestedBy, policyNumber };
}
