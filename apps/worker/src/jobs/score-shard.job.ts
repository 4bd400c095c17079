import type { FailRun, ScoreShard } from '@app/brokerage';
import type { MatchRunId } from '@app/kernel';
import { JobUnreadable, type JobInHand, type Lookup } from '@app/platform';
import { areaOf, subjectOf, tokenOf } from './area-of-job.js';
import { failingForGood } from './failing-for-good.js';

/** Some needs of a run, scored from its frozen snapshot. */
export function scoreShard(score: ScoreShard, fail: FailRun, lookup: Lookup) {
  return async (job: JobInHand): Promise<{ end: string }> => {
    const run = subjectOf<MatchRunId>(job, 'run');
    const range = job.data.range;
    if (!range) throw new JobUnreadable('it has no range');
    const [area, token] = [await areaOf(lookup, run), tokenOf(job)];
    const end = await failingForGood(
      job,
      () => score.execute(area, { run, token, from: range[0], to: range[1] }),
      (because) => fail.execute(area, run, token, because),
    );
    return { end };
  };
}
