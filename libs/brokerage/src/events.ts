import type { MatchRunId } from '@app/kernel';
import type { OutboxEvent } from '@app/platform';

/** Queue names are the events' kinds; a job carries ids and a range, nothing else. */
export const RUN_REQUESTED = 'brokerage.run-requested';
export const SCORE_SHARD = 'brokerage.score-shard';
export const CONCLUDE_RUN = 'brokerage.conclude-run';

export function runRequested(run: MatchRunId): OutboxEvent {
  return { kind: RUN_REQUESTED, key: `run-requested.${run}`, ids: { run }, schemaVersion: 1 };
}
