import {
  CONCLUDE_RUN,
  ConcludeRun,
  RUN_REQUESTED,
  SCORE_SHARD,
  ScoreShard,
  StartMatchRun,
} from '@app/brokerage';
import type { AreaId, MatchRunId } from '@app/kernel';
import { Log, Queues, Relay, type JobInHand } from '@app/platform';
import type { OwnDatabase } from './own-database.js';

const POLL_MS = 250;

export interface RunAtWork {
  /** Rejects with the first fault of any step: a trial is told at once instead of after five tries. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

/** The queue of an installation and its relay, with the steps of a run alone. */
export function workRun({ rooms, databaseUrl }: OwnDatabase, area: AreaId): RunAtWork {
  const queues = rooms.get(Queues);
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => undefined); // whoever waits for it hears of it
  const step = (queue: string, work: (job: JobInHand, run: MatchRunId) => Promise<unknown>): void => {
    queues.work(queue, async (job) => {
      try {
        return await work(job, job.data.ids['run'] as MatchRunId);
      } catch (error) {
        fail(error);
        throw error;
      }
    });
  };
  step(RUN_REQUESTED, async (_, run) => {
    const flow = await rooms.get(StartMatchRun).execute(area, run);
    if (flow) await queues.addFlow(flow.parent, flow.shards);
  });
  step(SCORE_SHARD, ({ data }, run) => {
    const [from, to] = data.range ?? [0, 0];
    return rooms.get(ScoreShard).execute(area, { run, token: Number(data.ids['token']), from, to });
  });
  step(CONCLUDE_RUN, ({ data }, run) => rooms.get(ConcludeRun).execute(area, run, Number(data.ids['token'])));
  const relay = new Relay(databaseUrl, queues, rooms.get(Log), POLL_MS, (kind) => kind === RUN_REQUESTED);
  relay.start();
  return { failed, stop: () => relay.stop() };
}
