import type { EndWhatRanOut } from '@app/assurance';
import type {
  CheckGate,
  FindStalls,
  FinishHandovers,
  HandToAdviser,
  HandToCover,
  LapseProposals,
  MissedReplies,
  WatchProjects,
} from '@app/brokerage';
import type { EstimateEvaluations, RecordSustainCheck } from '@app/impact';
import type { AreaId } from '@app/kernel';
import type { Log, Lookup } from '@app/platform';

interface Missed {
  readonly gate: CheckGate;
  readonly adviser: HandToAdviser;
  readonly cover: HandToCover;
  readonly handovers: FinishHandovers;
  readonly lapse: LapseProposals;
  readonly replies: MissedReplies;
  readonly projects: WatchProjects;
  readonly stalls: FindStalls;
  readonly looks: RecordSustainCheck;
  readonly estimates: EstimateEvaluations;
  readonly openings: EndWhatRanOut;
}

/**
 * Needs for which nobody was asked in time, answers that did not come, days held too long, records nobody replied to,
 * work that went quiet or could not begin today any more, later looks nobody took, figures that nobody recorded in their
 * time, access that ran out or that nobody reviewed: in every area, by its own calendar.
 */
export function missedDeadlines(
  { gate, adviser, cover, handovers, lapse, replies, projects, stalls, looks, estimates, openings }: Missed,
  lookup: Lookup,
  log: Log,
) {
  return async (): Promise<number> => {
    let missed = 0;
    for (const { id } of await lookup.call<{ id: AreaId }>('areas'))
      missed +=
        (await gate.execute(id)) +
        (await adviser.overdue(id)) +
        (await cover.overdue(id)) +
        (await handovers.overdue(id)) +
        (await lapse.overdue(id)) +
        (await replies.overdue(id)) +
        (await projects.execute(id)) +
        (await stalls.overdue(id)) +
        (await looks.missed(id)) +
        (await estimates.execute(id)) +
        (await openings.execute(id));
    if (missed > 0) log.info('deadlines missed', { count: missed });
    return missed;
  };
}
