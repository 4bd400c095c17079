import type { LapseProposals, MissedReplies } from '@app/brokerage';
import type { RecordSustainCheck } from '@app/impact';
import type { AreaId } from '@app/kernel';
import type { Log, Lookup } from '@app/platform';

/** Answers that did not come, days held too long, records nobody replied to, later looks nobody took: in every area, by its own calendar. */
export function missedDeadlines(
  lapse: LapseProposals,
  replies: MissedReplies,
  looks: RecordSustainCheck,
  lookup: Lookup,
  log: Log,
) {
  return async (): Promise<number> => {
    let missed = 0;
    for (const { id } of await lookup.call<{ id: AreaId }>('areas'))
      missed += (await lapse.overdue(id)) + (await replies.overdue(id)) + (await looks.missed(id));
    if (missed > 0) log.info('deadlines missed', { count: missed });
    return missed;
  };
}
