import type { HalfTermId, NeedId, OfferId, SchoolUrn } from '@app/kernel';
import { difference, type PartnersOf } from './override-price.js';
import { DaysUse } from './plan/days-use.js';
import { locksOf } from './plan/locks.js';
import type { Paired } from './plan/plan.js';
import type { Solving } from './plan/solve.js';
import type { Problem } from './problem.js';
import { PlansBeside } from './plans-beside.js';
import type { Optimised } from './reoptimise.js';
import { weightOf } from './slot-prices.js';
import { byText } from './snapshot/canonical-json.js';
import type { Days, Snapshot } from './snapshot/snapshot.js';

/** What one more half-day would bring if this supporter could give it in this half-term. */
export interface DayPrice {
  readonly supporter: SchoolUrn;
  readonly halfTerm: HalfTermId;
  /** Needs that would have a partner more, and those that would have one fewer because a weightier one takes theirs. */
  readonly gaining: readonly PartnersOf[];
  readonly losing: readonly PartnersOf[];
  readonly points: number;
  /** By priority and waiting: what the half-day is worth before any points. */
  readonly weight: number;
}

/**
 * As exact as the plan: the best plan with the half-day less the best plan without it. Half-days by which no more is met are left
 * out, also where points would move between schools; the dearest come first. A supporter that says to ask is left out, since
 * what it will have is not known.
 */
export function dayPrices(before: Optimised, solving: Solving = {}): readonly DayPrice[] {
  return [...eachDayPrice(before, solving)].filter((price) => price !== null).sort(byDayWorth);
}

/** The dearest first. */
export function byDayWorth(a: DayPrice, b: DayPrice): number {
  const worth = b.weight - a.weight || b.points - a.points;
  return worth || byText(a.supporter, b.supporter) || byText(a.halfTerm, b.halfTerm);
}

/** One supporter and half-term after the other, as `eachSlotPrice`. */
export function* eachDayPrice(before: Optimised, solving: Solving = {}): Generator<DayPrice | null> {
  const { problem, plan } = before;
  // Where nobody goes without, nobody waits for a half-day.
  if (plan.unmet.length === 0 || plan.contradictions.length > 0) return;
  const plans = new PlansBeside(before, solving);
  for (const { supporter, halfTerm } of wanting(before)) {
    const after = plans.of(withOneMore(problem.snapshot, supporter, halfTerm));
    if (!isMoreMet(problem, plan, after)) {
      yield null;
      continue;
    }
    const { points, gaining, losing } = difference(plan, after);
    const weight = weightOf(problem, gaining) - weightOf(problem, losing);
    yield { supporter, halfTerm, gaining, losing, points, weight };
  }
}

/** First partners of needs before everything, then further ones, each by its need's weight. */
export function isMoreMet(problem: Problem, before: Paired, after: Paired): boolean {
  const [first, further] = metOf(problem, after).map(
    (sum, place) => sum - (metOf(problem, before)[place] ?? 0),
  );
  return (first ?? 0) > 0 || (first === 0 && (further ?? 0) > 0);
}

function metOf(
  { needWeight, needIndex }: Problem,
  { pairs }: Paired,
): readonly [first: number, further: number] {
  const seen = new Set<NeedId>();
  let [first, further] = [0, 0];
  for (const { need } of pairs) {
    const weight = needWeight[needIndex.get(need) ?? -1] ?? 0;
    if (seen.has(need)) further += weight;
    else first += weight;
    seen.add(need);
  }
  return [first, further];
}

/** Every supporter and half-term in which all who could come do not fit, or in which nobody can come for want of any day. */
function wanting({ problem, rows }: Optimised): readonly Pick<DayPrice, 'supporter' | 'halfTerm'>[] {
  const { snapshot, schools, windows, offerIndex, offerSchool } = problem;
  const days = new DaysUse(problem, locksOf(problem));
  const askers = new Map<number, Set<number>>();
  const add = (offer: OfferId, need: number): void => {
    const school = offerSchool[offerIndex.get(offer) ?? -1] ?? -1;
    const own = askers.get(school) ?? new Set();
    askers.set(school, own.add(need));
  };
  for (const { index, candidates, otherOffers, refused } of rows) {
    for (const { offer, holds } of [...candidates, ...otherOffers]) if (holds.length === 0) add(offer, index);
    for (const { offer, because } of refused)
      if (because.every((rule) => rule === 'NO_DAYS_IN_WINDOW')) add(offer, index);
  }
  const asked = new Set(
    snapshot.days.flatMap(({ school, halfTerm, askMe }) => (askMe ? [`${school} ${halfTerm}`] : [])),
  );
  return [...askers].flatMap(([school, needs]) =>
    snapshot.halfTerms.flatMap(({ id: halfTerm }, column) => {
      const supporter = schools[school]?.urn;
      const here = [...needs].filter((need) => {
        const { from, to } = windows[need] ?? { from: 0, to: 0 };
        return column >= from && column < to;
      });
      if (!supporter || here.length === 0 || asked.has(`${supporter} ${halfTerm}`)) return [];
      const left = days.leftIn(school, column);
      const taken = here.reduce((sum, need) => sum + days.takes(need, school, column), 0);
      return left === 0 || taken > left ? [{ supporter, halfTerm }] : [];
    }),
  );
}

function withOneMore(snapshot: Snapshot, school: SchoolUrn, halfTerm: HalfTermId): Snapshot {
  const found = snapshot.days.find((row) => row.school === school && row.halfTerm === halfTerm);
  const { declared, free }: Pick<Days, 'declared' | 'free'> = found ?? { declared: 0, free: 0 };
  const row = { school, halfTerm, declared: declared + 1, free: free + 1, askMe: false };
  return { ...snapshot, days: [...snapshot.days.filter((each) => each !== found), row] };
}
