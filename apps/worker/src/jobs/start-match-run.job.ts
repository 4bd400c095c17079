import type { StartMatchRun } from '@app/brokerage';
import type { MatchRunId } from '@app/kernel';
import type { JobInHand, Lookup, Queues } from '@app/platform';
import { areaOf, subjectOf } from './area-of-job.js';

/** A run was asked for: begin it, and hand its shards to the queue. */
export function startMatchRun(start: StartMatchRun, lookup: Lookup, queues: Queues) {
  return async (job: JobInHand): Promise<void> => {
    const run = subjectOf<MatchRunId>(job, 'run');
    const flow = await start.execute(await areaOf(lookup, run), run);
    if (flow) await queues.addFlow(flow.parent, flow.shards);
  };
}
