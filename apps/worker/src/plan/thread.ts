import { parentPort, workerData } from 'node:worker_threads';
import type { PlanWork } from '@app/brokerage';
import { DomainError, type NeedId } from '@app/kernel';
import { concludePlan, openSnapshot } from '@app/matching';
import { loadLinearSolver } from '@app/platform';
import type { PlanAnswer } from './plan-apart.js';

// What a plan's own thread does: one plan, told back, and gone.
parentPort?.postMessage(await answer(workerData as PlanWork));

async function answer({ snapshot, rows }: PlanWork): Promise<PlanAnswer> {
  const linear = await loadLinearSolver();
  try {
    return {
      solved: concludePlan(
        openSnapshot(snapshot),
        rows.map((row) => ({ ...row, need: row.need as NeedId })),
        { linear },
      ),
    };
  } catch (error) {
    // A rule's code would be lost on the way: errors cross threads without what is ours in them.
    if (error instanceof DomainError) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}
