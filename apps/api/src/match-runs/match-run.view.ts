import type { PlanProof, RunNeed, RunSummary, RunView } from '@app/brokerage';

export interface MatchRunAnswer {
  readonly id: string;
  readonly reference: string;
  readonly kind: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly cancelAsked: boolean;
  readonly requestedAt: Date;
  readonly requestedBy: string | null;
  readonly finishedAt: Date | null;
  readonly policyVersion: number;
}

/** With what proves it: whoever holds the same snapshot and engine gets the same result. */
export interface WholeMatchRun extends MatchRunAnswer {
  readonly snapshot: string;
  readonly policy: string;
  readonly engine: string;
  readonly result: string | null;
  /** Of the prices by which its plan can be proven without planning again; null where none is kept. */
  readonly certificate: string | null;
  readonly failure: string | null;
  /** How far its plan may be from the best; null until the run is complete. */
  readonly proof: PlanProof | null;
  /** Empty until the run is complete. */
  readonly needs: readonly RunNeed[];
}

export function matchRunAnswer(run: RunSummary): MatchRunAnswer {
  const { id, reference, kind, state, done, total, cancelAsked, requestedAt, finishedAt } = run;
  return {
    ...{ id, reference, kind, state, done, total, cancelAsked, requestedAt, finishedAt },
    requestedBy: run.requestedBy?.name ?? null,
    policyVersion: run.policyNumber,
  };
}

export function wholeMatchRun(run: RunView): WholeMatchRun {
  return {
    ...matchRunAnswer(run),
    snapshot: hash(run.snapshotHash),
    policy: hash(run.policyHash),
    engine: hash(run.engineHash),
    result: run.resultHash === null ? null : hash(run.resultHash),
    certificate: run.certificateHash === null ? null : hash(run.certificateHash),
    failure: run.failure,
    proof: run.proof,
    needs: run.needs,
  };
}

function hash(hex: string): string {
  return `sha256:${hex}`;
}
