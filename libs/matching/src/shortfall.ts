import type { NeedId, SchoolUrn } from '@app/kernel';
import type { Candidate, CandidateRow } from './candidate-row.js';
import { DaysUse } from './plan/days-use.js';
import { locksOf, roomOf } from './plan/locks.js';
import type { Plan, UnmetReason } from './plan/plan.js';
import type { Problem } from './problem.js';
import { byText } from './snapshot/canonical-json.js';

/** Help that the area cannot give from within: what a commission from outside would be for. */
export type Shortfall =
  /** Needs that want the same supporters, together more partners than those have room for (Hall 1935). */
  | {
      readonly kind: 'competing';
      /** All that compete, and which of them go without a partner. */
      readonly needs: readonly NeedId[];
      readonly unmet: readonly NeedId[];
      readonly supporters: readonly SchoolUrn[];
      readonly wanted: number;
      readonly places: number;
    }
  /** One need, for a reason of its own. */
  | {
      readonly kind: 'alone';
      readonly unmet: readonly [NeedId];
      readonly because: Exclude<UnmetReason, { kind: 'competing' }>;
    };

/**
 * Why needs go unmet, needs that compete for the same supporters told as one. Each need's own witness is the smallest
 * there is: without any one of its needs the others could all have a partner.
 */
export function shortfalls(
  problem: Problem,
  rows: readonly CandidateRow[],
  plan: Plan,
): readonly Shortfall[] {
  const alone = plan.unmet.flatMap(({ need, because }): Shortfall[] =>
    because.kind === 'competing' ? [] : [{ kind: 'alone', unmet: [need], because }],
  );
  return [...competing(plan).map((group) => counted(problem, rows, group)), ...alone];
}

interface Group {
  readonly needs: ReadonlySet<NeedId>;
  readonly unmet: ReadonlySet<NeedId>;
  readonly supporters: ReadonlySet<SchoolUrn>;
}

/** Witnesses that share a need or a supporter are one. */
function competing({ unmet }: Plan): readonly Group[] {
  return unmet.reduce<readonly Group[]>((groups, { need, because }) => {
    if (because.kind !== 'competing') return groups;
    const own: Group = {
      needs: new Set([need, ...because.needs]),
      unmet: new Set([need]),
      supporters: new Set(because.supporters),
    };
    const shares = (group: Group): boolean =>
      [...own.needs].some((each) => group.needs.has(each)) ||
      [...own.supporters].some((each) => group.supporters.has(each));
    const joined = groups.filter(shares).reduce(join, own);
    return [...groups.filter((group) => !shares(group)), joined];
  }, []);
}

function join(one: Group, other: Group): Group {
  return {
    needs: new Set([...one.needs, ...other.needs]),
    unmet: new Set([...one.unmet, ...other.unmet]),
    supporters: new Set([...one.supporters, ...other.supporters]),
  };
}

function counted(problem: Problem, rows: readonly CandidateRow[], group: Group): Shortfall {
  const { needs, offerIndex, schoolIndex, supporters: ledger } = problem;
  const locks = locksOf(problem);
  const days = new DaysUse(problem, locks);
  const own = rows.filter(({ need }) => group.needs.has(need));
  const offers = new Set(own.flatMap((row) => possibleOffers(row)));
  const places = [...group.supporters].map((urn) => {
    const slots = [...offers]
      .map((offer) => offerIndex.get(offer) ?? -1)
      .filter((at) => problem.offers[at]?.school === urn)
      .reduce((sum, at) => sum + (ledger.slotsLeft[at] ?? 0), 0);
    const school = schoolIndex.get(urn) ?? -1;
    const locked = new Set(
      locks.filter(({ offer }) => problem.offerSchool[offer] === school).map(({ need }) => need),
    );
    const askers = rows
      .filter((row) => isPossibleFor(row, urn) && !locked.has(row.index) && days.fits(row.index, school))
      .map(({ index }) => index);
    return Math.min(slots, roomOf(problem, school), locked.size + days.most(askers, school));
  });
  const sorted = <Id extends string>(ids: ReadonlySet<Id>): readonly Id[] => [...ids].sort(byText);
  return {
    kind: 'competing',
    needs: sorted(group.needs),
    unmet: sorted(group.unmet),
    supporters: sorted(group.supporters),
    wanted: own.reduce((sum, { index }) => sum + (needs[index]?.partnersWanted ?? 0), 0),
    places: places.reduce((sum, each) => sum + each, 0),
  };
}

function possibleOffers({ candidates, otherOffers }: CandidateRow): readonly Candidate['offer'][] {
  return [...candidates, ...otherOffers].flatMap(({ holds, offer }) => (holds.length === 0 ? [offer] : []));
}

function isPossibleFor({ candidates }: CandidateRow, supporter: SchoolUrn): boolean {
  return candidates.some((each) => each.supporter === supporter && each.holds.length === 0);
}
