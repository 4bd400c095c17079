import type { ConcludeRun, FailRun, SolvePlan } from '@app/brokerage';
import type { MatchRunId } from '@app/kernel';
import type { JobInHand, Lookup } from '@app/platform';
import { areaOf, subjectOf, tokenOf } from './area-of-job.js';
import { failingForGood } from './failing-for-good.js';

/** Every shard has answered: check the rows, solve the plan, end the run. */
export function concludeRun(
  conclude: ConcludeRun,
  fail: FailRun,
  lookup: Lookup,
  solve: SolvePlan | undefined,
) {
  return async (job: JobInHand): Promise<{ end: string }> => {
    const run = subjectOf<MatchRunId>(job, 'run');
    const [area, token] = [await areaOf(lookup, run), tokenOf(job)];
    const end = await failingForGood(
      job,
      () => conclude.execute(area, run, token, solve),
      (because) => fail.execute(area, run, token, because),
    );
    return { end };
  };
}
