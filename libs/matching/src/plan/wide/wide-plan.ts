import { pairHash } from '../../hash.js';
import type { TopColumns } from '../../problem/best-of-need.js';
import type { PackedProblem } from '../../problem/packed-problem.js';
import { flagBit } from '../../problem/refusal-bits.js';
import type { TopCandidates } from '../../problem/top-candidates.js';
import { WideAssignment } from './wide-assignment.js';
import { costOf, MOST_POINTS, POINT, type WideLists, type WideRoom } from './wide-lists.js';

const BODY_UNKNOWN = flagBit('BODY_UNKNOWN');

export interface WidePlan {
  /** The offer of each need, or -1. */
  readonly partner: Int32Array;
  readonly cost: bigint;
  /** Times that all pairs were held against the prices: after the last one none was left that would better the plan. */
  readonly passes: number;
  readonly added: number;
}

interface Better {
  readonly need: number;
  readonly offer: number;
  readonly cost: number;
}

/**
 * The best plan of a country in places, one partner for each need: as many needs as can be, then points, then the pairs'
 * hash. First over each need's best candidates; then every pair that no rule refuses is held against the prices, those that
 * would better the plan are added, and it is solved anew, until there is none. Locks, several partners, fewest partners and
 * half-days are the area plan's (`assign`).
 */
export function widePlan(
  packed: PackedProblem,
  room: WideRoom,
  top: TopColumns,
  candidates: TopCandidates,
  order: Int32Array,
): WidePlan {
  let lists = listsOf(packed, top);
  let added = 0;
  for (let passes = 1; ; passes += 1) {
    const assignment = new WideAssignment(lists, room);
    assignment.solve();
    const better = betterPairs(assignment, candidates, order);
    if (better.length === 0) return { partner: assignment.partner, cost: assignment.cost(), passes, added };
    added += better.length;
    lists = withPairs(lists, better);
  }
}

/** Each need's listed candidates; who must wait for a record is in no plan. */
export function listsOf({ needs, offers }: PackedProblem, top: TopColumns): WideLists {
  const first = new Int32Array(needs.many + 1);
  const offer = new Int32Array(needs.many * top.most);
  const cost = new Float64Array(needs.many * top.most);
  let size = 0;
  for (let need = 0; need < needs.many; need += 1) {
    const start = need * top.most;
    for (let at = start; at < start + (top.many[need] ?? 0); at += 1) {
      if (((top.flags[at] ?? 0) & BODY_UNKNOWN) !== 0) continue;
      const place = top.offer[at] ?? 0;
      offer[size] = place;
      cost[size] = costOf(top.points[at] ?? 0, pairHash(needs.hash[need] ?? 0, offers.hash[place] ?? 0));
      size += 1;
    }
    first[need + 1] = size;
  }
  return { needs: needs.many, first, offer: offer.slice(0, size), cost: cost.slice(0, size) };
}

/** Pairs, listed or not, that would save something by the prices of their ends. */
function betterPairs(
  { needPrice, offerPrice }: WideAssignment,
  candidates: TopCandidates,
  order: Int32Array,
): readonly Better[] {
  const found: Better[] = [];
  let need = -1;
  const apart = (offer: number): number => (offerPrice[offer] ?? 0) - (needPrice[need] ?? 0);
  const asked = {
    leastPoints: (offer: number) => MOST_POINTS - Math.floor(apart(offer) / POINT),
    found: (offer: number, points: number, flags: number, hash: number) => {
      const cost = costOf(points, hash);
      if (cost < apart(offer) && (flags & BODY_UNKNOWN) === 0) found.push({ need, offer, cost });
    },
  };
  for (const each of order) {
    need = each;
    candidates.ask(need, asked);
  }
  return found;
}

function withPairs({ needs, first, offer, cost }: WideLists, better: readonly Better[]): WideLists {
  const more = new Map<number, Better[]>();
  for (const pair of better) more.set(pair.need, [...(more.get(pair.need) ?? []), pair]);
  const made = {
    needs,
    first: new Int32Array(needs + 1),
    offer: new Int32Array(offer.length + better.length),
    cost: new Float64Array(offer.length + better.length),
  };
  let size = 0;
  for (let need = 0; need < needs; need += 1) {
    const [from, to] = [first[need] ?? 0, first[need + 1] ?? 0];
    made.offer.set(offer.subarray(from, to), size);
    made.cost.set(cost.subarray(from, to), size);
    size += to - from;
    for (const pair of more.get(need) ?? []) {
      made.offer[size] = pair.offer;
      made.cost[size] = pair.cost;
      size += 1;
    }
    made.first[need + 1] = size;
  }
  return made;
}
