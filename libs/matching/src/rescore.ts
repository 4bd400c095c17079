import type { NeedId } from '@app/kernel';
import type { Candidate, CandidateRow, RefusedOffer } from './candidate-row.js';
import { rankCandidates } from './candidates.js';
import type { Problem } from './problem.js';
import { canonicalJson } from './snapshot/canonical-json.js';
import type { Snapshot } from './snapshot/snapshot.js';

/** How many pairs were scored again. */
export interface Rescored {
  readonly rows: readonly CandidateRow[];
  readonly pairs: number;
}

/** Rows of a problem; what nothing has changed since an earlier one is taken from its rows. */
export function rescore(
  before: { readonly problem: Problem; readonly rows: readonly CandidateRow[] } | null,
  problem: Problem,
): Rescored {
  const { needs, offers } = problem;
  if (before === null || !sameGround(before.problem.snapshot, problem.snapshot))
    return {
      rows: needs.map((_, need) => rankCandidates(problem, need)),
      pairs: needs.length * offers.length,
    };
  const changed = whatChanged(before.problem.snapshot, problem.snapshot);
  const earlier = new Map<NeedId, CandidateRow>(before.rows.map((row) => [row.need, row]));
  let pairs = 0;
  const rows = needs.map(({ id, school }, need) => {
    const row = changed.needs.has(id) || changed.askers.has(school) ? undefined : earlier.get(id);
    const known = new Map(
      row
        ? [...row.candidates, ...row.otherOffers, ...row.refused]
            .filter(
              ({ offer, supporter }) => !changed.offers.has(offer) && !changed.supporters.has(supporter),
            )
            .map((each): [Candidate['offer'], Candidate | RefusedOffer] => [each.offer, each])
        : [],
    );
    pairs += offers.filter((offer) => !known.has(offer.id)).length;
    return rankCandidates(problem, need, known);
  });
  return { rows, pairs };
}

/** What every score rests on: nearness of contexts on all schools, track records on all of them together. */
function sameGround(before: Snapshot, after: Snapshot): boolean {
  const ground = ({ policy, runDate, halfTerms, themes, schools, trackRecords }: Snapshot): string =>
    canonicalJson({ policy, runDate, halfTerms, themes, schools, trackRecords });
  return ground(before) === ground(after);
}

interface Changed {
  readonly needs: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  /** Schools all of whose needs, or all of whose offers, are scored again. */
  readonly askers: ReadonlySet<string>;
  readonly supporters: ReadonlySet<string>;
}

function whatChanged(before: Snapshot, after: Snapshot): Changed {
  const conflicts = differing(before.conflicts, after.conflicts);
  const between = new Set(conflicts.flatMap(({ school, other }) => [school, other]));
  return {
    needs: new Set([
      ...differing(before.needs, after.needs).map(({ id }) => id),
      ...differing(before.declines, after.declines).map(({ need }) => need),
      ...differing(before.vetoes, after.vetoes).map(({ need }) => need),
    ]),
    offers: new Set(differing(before.offers, after.offers).map(({ id }) => id)),
    askers: between,
    supporters: new Set([
      ...differing(before.days, after.days).map(({ school }) => school),
      ...differing(before.soundings, after.soundings).map(({ supporter }) => supporter),
      ...differing(before.commitments, after.commitments).map(({ supporter }) => supporter),
    ]),
  };
}

/** Rows that stand in one of two lists and not, or not the same, in the other. */
function differing<Row>(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  if (before === after) return [];
  const [old, now] = [new Map(before.map((row) => [canonicalJson(row), row])), new Set<string>()];
  const fresh = after.filter((row) => {
    const text = canonicalJson(row);
    now.add(text);
    return !old.has(text);
  });
  return [...fresh, ...[...old].flatMap(([text, row]) => (now.has(text) ? [] : [row]))];
}
