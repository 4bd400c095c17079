import { RuleBroken } from '@app/kernel';

export const RUN_STATES = [
  'queued',
  'running',
  'complete',
  'infeasible',
  'failed',
  'cancelled',
  'published',
  'discarded',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** A retry after failure is a new run, so nothing leads out of `failed`. */
const NEXT: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['running', 'cancelled'],
  running: ['complete', 'infeasible', 'failed', 'cancelled'],
  complete: ['published', 'discarded'],
  infeasible: ['published', 'discarded'],
  failed: [],
  cancelled: [],
  published: [],
  discarded: [],
};

/** @throws RuleBroken MATCH_RUN_CANNOT_MOVE for a move that is not in the table. */
export function moveRun(from: RunState, to: RunState): RunState {
  if (!NEXT[from].includes(to))
    throw new RuleBroken('MATCH_RUN_CANNOT_MOVE', `A run that is ${from} cannot become ${to}.`);
  return to;
}

/** Still at work: it may be cancelled, and a sweep looks after it. */
export function isUnderWay(state: RunState): boolean {
  return NEXT[state].includes('cancelled');
}
