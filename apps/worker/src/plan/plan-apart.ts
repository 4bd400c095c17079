import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PlanWork, SolvedPlan, SolvePlan } from '@app/brokerage';
import { RuleBroken } from '@app/kernel';

export type PlanAnswer =
  { readonly solved: SolvedPlan } | { readonly refused: { readonly code: string; readonly message: string } };

/**
 * A thread for each plan: meanwhile leases are kept, other jobs go on, and a cancelled run's plan is stopped at once.
 *
 * @param file of the built thread.
 */
export function planApart(file: string): SolvePlan {
  return async (work: PlanWork, stop: AbortSignal) => {
    const thread = new Worker(file, { workerData: work });
    try {
      const [answer] = (await once(thread, 'message', { signal: stop })) as [PlanAnswer];
      if ('solved' in answer) return answer.solved;
      throw new RuleBroken(answer.refused.code, answer.refused.message);
    } finally {
      await thread.terminate();
    }
  };
}
