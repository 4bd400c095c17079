import { DomainError } from '@app/kernel';
import type { JobInHand } from '@app/platform';

const LAST_TRY = 5;

/**
 * Runs the work; on its last try, or where a rule says no and no later try would differ, `giveUp` is told a code first,
 * so that people see a run that stopped instead of one that hangs. The error goes on to the queue, which parks the job.
 */
export async function failingForGood<Result>(
  job: JobInHand,
  work: () => Promise<Result>,
  giveUp: (because: string) => Promise<unknown>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const rule = error instanceof DomainError;
    if (rule || job.attempt >= LAST_TRY) await giveUp(rule ? error.code : 'UNEXPECTED');
    throw error;
  }
}
