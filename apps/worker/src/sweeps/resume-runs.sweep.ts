import type { StartMatchRun } from '@app/brokerage';
import type { AreaId, MatchRunId } from '@app/kernel';
import type { Log, Lookup, Queues } from '@app/platform';

/** Runs that should be at work and have no live lease: their process is gone. Taken over, they end in the same bytes. */
export function resumeRuns(start: StartMatchRun, lookup: Lookup, queues: Queues, log: Log) {
  return async (): Promise<number> => {
    const lost = await lookup.call<{ run_id: MatchRunId; area_id: AreaId }>('runs_without_a_lease');
    for (const { run_id: run, area_id: area } of lost) {
      const flow = await start.execute(area, run);
      if (!flow) continue;
      await queues.addFlow(flow.parent, flow.shards);
      log.warn('run taken over', { run });
    }
    return lost.length;
  };
}
