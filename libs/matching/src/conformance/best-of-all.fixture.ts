import type { Problem } from '../problem.js';
import { scorePair } from '../score-pair.js';
import { isBetter, pointsNow, worthOf, type Pair, type Worth } from './plan-worth.fixture.js';

export interface BestOfAll {
  readonly pairs: readonly Pair[];
  readonly worth: Worth;
  /** Plans that break no limit. */
  readonly looked: number;
}

/**
 * The best plan of all there are: every set of pairs that breaks no limit is looked at. An offer that nobody has yet gets
 * no partner, or at least its fewest; locks are in every plan.
 */
export function bestOfAll(problem: Problem): BestOfAll {
  const { needs, offers, offerSchool, supporters, policy, snapshot } = problem;
  const locks = snapshot.locks.map(({ need, offer }) => `${need} ${offer}`);
  const nameOf = ({ need, offer }: Pair): string => `${needs[need]?.id ?? ''} ${offers[offer]?.id ?? ''}`;
  const flat = needs.flatMap((_, need) =>
    offers.flatMap((__, offer) => {
      const score = scorePair(problem, need, offer);
      return score.kind === 'scored' && score.holds.length === 0 ? [{ need, offer }] : [];
    }),
  );
  const points = new Map(flat.map((pair) => [nameOf(pair), pointsNow(problem, pair)]));
  const fewest = offers.map(({ id, mostPartners, fewestPartners }, offer) => {
    const isStarted = (supporters.slotsLeft[offer] ?? 0) < mostPartners;
    const isLocked = snapshot.locks.some((lock) => lock.offer === id);
    return isStarted || isLocked ? 0 : fewestPartners;
  });
  const chosen: Pair[] = [];
  let best: { pairs: readonly Pair[]; worth: Worth } | null = null;
  let looked = 0;
  const count = (keep: (pair: Pair) => boolean): number => chosen.filter(keep).length;
  const fits = ({ need, offer }: Pair): boolean => {
    const school = offerSchool[offer] ?? -1;
    return (
      count((pair) => pair.need === need) < (needs[need]?.partnersWanted ?? 0) &&
      count((pair) => pair.offer === offer) < (supporters.slotsLeft[offer] ?? 0) &&
      count((pair) => pair.need === need && offerSchool[pair.offer] === school) === 0 &&
      hasDays(problem, school, [
        ...chosen.filter((pair) => offerSchool[pair.offer] === school),
        { need, offer },
      ]) &&
      count((pair) => offerSchool[pair.offer] === school) <
        policy.own_health.live_pairings_most - (supporters.live[school] ?? 0)
    );
  };
  const look = (at: number): void => {
    const pair = flat[at];
    if (pair === undefined) {
      const partners = offers.map((_, offer) => count((each) => each.offer === offer));
      if (partners.some((many, offer) => many > 0 && many < (fewest[offer] ?? 0))) return;
      if (!areGroupsKept(problem, chosen)) return;
      looked += 1;
      const worth = worthOf(problem, chosen, (each) => points.get(nameOf(each)) ?? 0);
      if (!best || isBetter(worth, best.worth)) best = { pairs: [...chosen], worth };
      return;
    }
    if (fits(pair)) {
      chosen.push(pair);
      look(at + 1);
      chosen.pop();
    }
    if (!locks.includes(nameOf(pair))) look(at + 1);
  };
  look(0);
  const found = best as { pairs: readonly Pair[]; worth: Worth } | null;
  return { pairs: found?.pairs ?? [], worth: found?.worth ?? worthOf(problem, []), looked };
}

/** Whether each need with a group has one of it among its partners, or nobody but locked ones. */
function areGroupsKept({ snapshot, needs, offers }: Problem, chosen: readonly Pair[]): boolean {
  return (snapshot.groups ?? []).every(({ need: id, schools }) => {
    const own = chosen.filter(({ need }) => needs[need]?.id === id).map(({ offer }) => offers[offer]);
    const isLocked = (offer: (typeof own)[number]): boolean =>
      snapshot.locks.some((lock) => lock.need === id && lock.offer === offer?.id);
    return own.every(isLocked) || own.some((offer) => schools.some((urn) => urn === offer?.school));
  });
}

/** Whether a school has the half-days for all of them, in each half-term: each takes what it wants, or all there is. */
function hasDays(
  { snapshot, schools, needs, windows }: Problem,
  school: number,
  pairs: readonly Pair[],
): boolean {
  return snapshot.halfTerms.every(({ id }, column) => {
    const row = snapshot.days.find((each) => each.school === schools[school]?.urn && each.halfTerm === id);
    const free = row?.free ?? 0;
    const taken = pairs.map(({ need }) => {
      const { from, to } = windows[need] ?? { from: 0, to: 0 };
      return column >= from && column < to ? Math.min(free, needs[need]?.halfDaysWanted ?? 0) : 0;
    });
    return taken.reduce((sum, each) => sum + each, 0) <= free;
  });
}

/** `need-1 offer-3`, for each pair. */
export function namesOf(problem: Problem, pairs: readonly Pair[]): readonly string[] {
  return pairs
    .map(({ need, offer }) => `${problem.needs[need]?.id ?? ''} ${problem.offers[offer]?.id ?? ''}`)
    .sort();
}
