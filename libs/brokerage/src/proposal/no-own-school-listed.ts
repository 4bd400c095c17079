import { NotAllowed, type NeedId } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import { readCandidateRow } from '../match-run/run-rows.js';

/**
 * Who stands in the way of some and clears it for others must have no school of their own in the list: it would move up.
 *
 * @param acts ends the sentence that says who does it instead.
 */
export async function requireNoOwnSchoolListed(
  tx: Tx,
  runs: FinishedRuns,
  need: NeedId,
  acts: string,
): Promise<void> {
  const run = await runs.latestFor(tx, need);
  if (!run) return;
  const row = await readCandidateRow(tx, run.id, need, await runs.problem(tx, run));
  const own = new Set<string>(tx.actor.interests);
  if (row?.candidates.some(({ supporter }) => own.has(supporter)))
    throw new NotAllowed(
      'INTERESTED',
      `You have an interest in a school that is listed for this need, so another broker ${acts}.`,
    );
}
