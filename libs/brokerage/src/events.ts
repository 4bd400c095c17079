import type { MatchRunId } from '@app/kernel';
import type { OutboxEvent } from '@app/platform';

/** Queue names are the events' kinds; a job carries ids and a range, nothing else. */
export const RUN_REQUESTED = 'brokerage.run-requested';
export const SCORE_SHARD = 'brokerage.score-shard';
export const CONCLUDE_RUN = 'brokerage.conclude-run';

export function runRequested(run: MatchRunId): OutboxEvent {
  return { kind: RUN_REQUESTED, key: `run-requested.${run}`, ids: { run }, schemaVersion: 1 };
}

/** Both heads and a broker agreed one version of an agenda: from here on it stands, and what it will be held against too. */
export const AGENDA_AGREED = 'brokerage.agenda-agreed';

export function agendaAgreed(pairing: string, version: number): OutboxEvent {
  const key = `agenda-agreed.${pairing}.${String(version)}`;
  return { kind: AGENDA_AGREED, key, ids: { pairing }, schemaVersion: 1 };
}
