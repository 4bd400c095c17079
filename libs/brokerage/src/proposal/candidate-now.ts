import { NotFound, RuleBroken, type MatchRunId, type NeedId, type OfferId } from '@app/kernel';
import { eligibility, openSnapshot, sayHold, sayRefusal, type Candidate, type Need } from '@app/matching';
import type { Tx } from '@app/platform';
import { FINISHED, type FinishedRuns } from '../match-run/finished-runs.js';
import type { FreezeSnapshot } from '../match-run/freeze-snapshot.js';
import { findRun, readCandidateRow } from '../match-run/run-rows.js';
import type { Namers } from '../namers.js';

export interface CandidateNow {
  readonly candidate: Candidate;
  /** As the run saw it: what it wants, in which half-terms. */
  readonly need: Need;
}

/** A run's advice about one offer, and whether every hard rule still lets it pass at this moment. */
export class CandidatesNow {
  constructor(
    private readonly runs: FinishedRuns,
    private readonly freeze: FreezeSnapshot,
    private readonly namers: Namers,
  ) {}

  /** @throws NotFound where that run did not list that offer; RuleBroken WHAT_IF_ONLY, RUN_NOT_FINISHED. */
  async listed(tx: Tx, run: MatchRunId, needId: NeedId, offer: OfferId): Promise<CandidateNow> {
    const row = await findRun(tx, run);
    if (!row?.needIds.includes(needId)) throw new NotFound();
    if (row.kind === 'what_if')
      throw new RuleBroken('WHAT_IF_ONLY', 'Nothing is proposed from a what-if run.');
    if (!FINISHED.includes(row.state))
      throw new RuleBroken('RUN_NOT_FINISHED', 'This run has not finished. Propose once it has.');
    const problem = await this.runs.problem(tx, row);
    const candidates = await readCandidateRow(tx, run, needId, problem);
    const listed = [...(candidates?.candidates ?? []), ...(candidates?.otherOffers ?? [])];
    const candidate = listed.find((each) => each.offer === offer);
    const need = problem.needs.find(({ id }) => id === needId);
    if (!candidate || !need) throw new NotFound();
    return { candidate, need };
  }

  /** Days may have gone, a head may have said no since the run. @throws RuleBroken with the rule's own code. */
  async requireEligible(tx: Tx, needId: NeedId, offer: OfferId): Promise<void> {
    const problem = openSnapshot((await this.freeze.ofArea(tx, [needId])).text);
    const at = problem.offerIndex.get(offer);
    if (at === undefined) throw new RuleBroken('OFFER_GONE', 'This offer is no longer there. Run again.');
    const { refusals, holds } = eligibility(problem, 0, at);
    const [refusal, hold] = [refusals[0], holds[0]];
    if (!refusal && !hold) return;
    const names = await this.namers.of(tx);
    const offered = problem.offers[at];
    const between = { asker: problem.needs[0]?.school, supporter: offered?.school };
    if (refusal) throw new RuleBroken(refusal.code, `${sayRefusal(refusal, names, between)}.`);
    if (hold) throw new RuleBroken(hold, `${sayHold(hold)}.`);
  }
}
