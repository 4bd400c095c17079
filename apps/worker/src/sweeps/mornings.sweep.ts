import type { BreakGlasses, Findings, InformationRequests } from '@app/assurance';
import type { WarnOfConflicts, WarnOfHolds, WriteDigests } from '@app/brokerage';
import type { Impacts } from '@app/impact';
import { NoCalendar, type AreaId } from '@app/kernel';
import type { Questions } from '@app/network';
import type { Log, Lookup } from '@app/platform';
import type { DeclarationCalls, DeclarationChecks } from '@app/profiles';

export interface Mornings {
  readonly digests: WriteDigests;
  readonly impacts: Impacts;
  readonly findings: Findings;
  readonly openings: BreakGlasses;
  readonly questions: Questions;
  readonly information: InformationRequests;
  readonly holds: WarnOfHolds;
  readonly conflicts: WarnOfConflicts;
  readonly checks: DeclarationChecks;
  readonly calls: DeclarationCalls;
}

/** What waits for each person, on the morning that is theirs; the question of the term; and the few things that
 * cannot wait. */
export function mornings(rooms: Mornings, lookup: Lookup, log: Log) {
  const { digests, impacts, findings, openings, questions, information, holds, conflicts, checks, calls } =
    rooms;
  return async (): Promise<number> => {
    let written = 0;
    for (const { id: area } of await lookup.call<{ id: AreaId }>('areas'))
      try {
        written += (await calls.ask(area)) + (await checks.ask(area)) + (await conflicts.execute(area));
        written +=
          (await digests.execute(area, [impacts, findings, openings, questions, information])) +
          (await holds.execute(area));
      } catch (error) {
        // An area whose calendar has ended gets no digests; the others do.
        if (!(error instanceof NoCalendar)) throw error;
      }
    if (written > 0) log.info('mail written', { count: written });
    return written;
  };
}
