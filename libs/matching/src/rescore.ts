import type { NeedId } from '@app/kernel';
import type { Candidate, CandidateRow, RefusedOffer } from './candidate-row.js';
import { hashOf, orderCandidates, type Entry } from './candidates.js';
import type { Problem } from './problem.js';
import { ScoredRows } from './problem/scored-row.js';
import { whatChanged, type Changed } from './what-changed.js';

export interface Rescored {
  readonly rows: readonly CandidateRow[];
  /** How many pairs were scored again. */
  readonly pairs: number;
}

/** A problem with all its rows, by place of the need. */
export interface Ranked {
  readonly problem: Problem;
  readonly rows: readonly CandidateRow[];
}

/**
 * Rows of a problem, to the byte those of `scoreBlock`. What nothing has changed since an earlier problem is taken from its
 * rows: a row that no changed offer stands in is the same object, unless its need has another place now.
 *
 * @param before null where everything is scored.
 */
export function rescore(before: Ranked | null, problem: Problem): Rescored {
  const { needs, offers } = problem;
  const changed = before && whatChanged(before.problem.snapshot, problem.snapshot);
  const scored = new ScoredRows(problem);
  if (!before || !changed)
    return { rows: needs.map((_, need) => scored.row(need)), pairs: needs.length * offers.length };
  const earlier = new Map<NeedId, CandidateRow>(before.rows.map((row) => [row.need, row]));
  // Offers to score again for every need, and those that are gone.
  const fresh = offers.flatMap(({ id, school }, at) =>
    changed.offers.has(id) || changed.supporters.has(school) ? [at] : [],
  );
  const stale = new Set<string>(
    before.problem.offers.flatMap(({ id, school }) =>
      changed.offers.has(id) || changed.supporters.has(school) || !problem.offerIndex.has(id) ? [id] : [],
    ),
  );
  const isStale = ({ offer }: Candidate | RefusedOffer): boolean => stale.has(offer);
  let pairs = 0;
  const rows = needs.map(({ id }, need) => {
    const row = isAsker(changed, problem, need) ? undefined : earlier.get(id);
    pairs += row ? fresh.length : offers.length;
    return row ? refreshed(problem, scored, need, row, { fresh, isStale }) : scored.row(need);
  });
  return { rows, pairs };
}

function isAsker({ needs, askers }: Changed, problem: Problem, need: number): boolean {
  const asked = problem.needs[need];
  return asked !== undefined && (needs.has(asked.id) || askers.has(asked.school));
}

interface Stale {
  readonly fresh: readonly number[];
  isStale(pair: Candidate | RefusedOffer): boolean;
}

/** An earlier row with some offers scored again and some gone. */
function refreshed(
  problem: Problem,
  scored: ScoredRows,
  need: number,
  row: CandidateRow,
  { fresh, isStale }: Stale,
): CandidateRow {
  const added = fresh.map((offer) => ({ offer, found: scored.pair(need, offer) }));
  const listed = [...row.candidates, ...row.otherOffers];
  const isSame =
    !listed.some(isStale) &&
    added.every(({ found }) => 'because' in found) &&
    sameRefusals(
      row.refused.filter(isStale),
      added.map(({ found }) => found as RefusedOffer),
    );
  if (isSame) return row.index === need ? row : { ...row, index: need };
  const place = (offer: Candidate['offer']): number => problem.offerIndex.get(offer) ?? -1;
  const entries = listed
    .filter((candidate) => !isStale(candidate))
    .map((candidate): Entry => {
      const offer = place(candidate.offer);
      return { candidate, offer, hash: hashOf(problem, need, offer) };
    });
  const refused = row.refused.filter((each) => !isStale(each));
  for (const { offer, found } of added) {
    if ('because' in found) refused.push(found);
    else entries.push({ candidate: found, offer, hash: hashOf(problem, need, offer) });
  }
  refused.sort((a, b) => place(a.offer) - place(b.offer));
  return orderCandidates(problem, need, entries, refused);
}

function sameRefusals(before: readonly RefusedOffer[], now: readonly RefusedOffer[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ offer, supporter, because }, at) => {
      const other = now[at];
      return (
        offer === other?.offer && supporter === other.supporter && because.join() === other.because.join()
      );
    })
  );
}
