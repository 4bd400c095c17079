import type { DaysStanding } from './days-standing.js';
import type { PricedPair } from './priced-pairs.js';
import type { Standing } from './standing.js';

/** What an offer may take beside its locks, and fewer than which is nothing. */
export interface OfferLimits {
  readonly room: number;
  readonly fewest: number;
}

interface Weighed {
  readonly need: number;
  readonly offer: number;
  readonly value: number;
  readonly takes: readonly number[];
}

/**
 * The most that one school could be worth by itself, every set of its needs that fits being weighed; of needs that take the
 * same days by the same offer only as many as there are places, since another of them could only be worth less.
 *
 * @param pairs of this school.
 */
export function bestOfSchool(
  pairs: readonly PricedPair[],
  valueOf: (pair: PricedPair) => number,
  room: number,
  limits: (offer: number) => OfferLimits,
  days: DaysStanding,
): number {
  const groups = new Map<string, Weighed[]>();
  for (const pair of pairs) {
    const takes = days.takesOf(pair.need, pair.school);
    const key = `${String(pair.offer)}: ${takes.join(' ')}`;
    const weighed = { need: pair.need, offer: pair.offer, value: valueOf(pair), takes };
    groups.set(key, [...(groups.get(key) ?? []), weighed]);
  }
  const byValue = (a: Weighed, b: Weighed): number => b.value - a.value;
  const worthy = [...groups.values()].flatMap((group) => group.sort(byValue).slice(0, room)).sort(byValue);
  const left = days.leftOf(pairs[0]?.school ?? -1);
  let best = 0;
  const extend = (from: number, chosen: readonly Weighed[], worth: number, free: readonly number[]): void => {
    if (worth > best && areOffersKept(chosen, limits)) best = worth;
    const places = room - chosen.length;
    for (let at = from; at < worthy.length && places > 0; at += 1) {
      const most = worthy.slice(at, at + places).reduce((sum, { value }) => sum + Math.max(0, value), worth);
      if (most <= best) return;
      const next = worthy[at] as Weighed;
      const rest = free.map((half, column) => half - (next.takes[column] ?? 0));
      const many = chosen.filter(({ offer }) => offer === next.offer).length;
      const isFull = many >= limits(next.offer).room || chosen.some(({ need }) => need === next.need);
      if (!isFull && rest.every((half, column) => half >= 0 || next.takes[column] === 0))
        extend(at + 1, [...chosen, next], worth + next.value, rest);
    }
  };
  extend(0, [], 0, left);
  return best;
}

function areOffersKept(chosen: readonly Weighed[], limits: (offer: number) => OfferLimits): boolean {
  return chosen.every(
    ({ offer }) => chosen.filter((each) => each.offer === offer).length >= limits(offer).fewest,
  );
}

/** By place of the offer, beside its locks. */
export function limitsOf(
  { offerRoom, offerFewest }: Standing,
  locked: readonly number[],
): (offer: number) => OfferLimits {
  return (offer) => ({
    room: Math.max(0, (offerRoom[offer] ?? 0) - (locked[offer] ?? 0)),
    fewest: offerFewest[offer] ?? 0,
  });
}
