import type { CaseFile } from '@app/assurance';
import type { Happened } from '@app/audit';
import type { DecisionView, ProposalCase } from '@app/brokerage';
import { LOGGED_ACTS } from '../pairings/history.view.js';

const DECIDING = ['decision.make', 'decision.override'];

/** What only the log knows of a case's records: when work rested, and under which permission table it was decided. */
export type CaseLog = ReadonlyMap<string, readonly Happened[]>;

/** What to ask the log for: each record by the log's name for it, and the acts that matter. */
export function askedOfLog(file: CaseFile): { readonly entity: string; readonly acts: readonly string[] }[] {
  return [
    ...file.pairings.map(({ id }) => ({ entity: pairingOf(id), acts: LOGGED_ACTS })),
    ...file.proposals.flatMap(({ decisions }) =>
      decisions.map(({ id }) => ({ entity: decisionOf(id), acts: DECIDING })),
    ),
  ];
}

export function pausesOf(log: CaseLog, pairing: string): readonly Happened[] {
  return log.get(pairingOf(pairing)) ?? [];
}

export interface DecidedUnder {
  /** SHA-256 of the permission table; null where the log does not hold the decision, or holds it without one. */
  readonly table: string | null;
  readonly policy: number;
  readonly run: string;
}

export function decidedUnder(log: CaseLog, { run }: ProposalCase, { id }: DecisionView): DecidedUnder {
  const [made] = log.get(decisionOf(id)) ?? [];
  return { table: made?.matrix ?? null, policy: run.policyNumber, run: run.reference };
}

function pairingOf(id: string): string {
  return `brokerage.pairing:${id}`;
}

function decisionOf(id: string): string {
  return `brokerage.decision:${id}`;
}
