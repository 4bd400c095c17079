import type { CandidateRow } from '../candidate-row.js';
import type { Bounded, Certificate, Price, SharedProof } from '../plan/certificate.js';
import type { Plan } from '../plan/plan.js';
import type { Problem } from '../problem.js';
import { limitsOf } from './best-of-school.js';
import { coversAll } from './covers-all.js';
import { DaysStanding } from './days-standing.js';
import { waitingForGroup, type GroupStanding } from './group-standing.js';
import { allPairs, type PricedPair } from './priced-pairs.js';
import { standingOf, type Standing } from './standing.js';
import { gapByPrices, type Ground } from './verify-shared.js';

/**
 * Reckons, from the snapshot and the certificate's prices alone, below which cost no plan can be (weak duality of linear
 * programmes; the places of a cost are compared in order), and holds the plan against it. Every eligible pair is priced,
 * planned or not: with equal cost the plan is proven best over all of them.
 *
 * @param rows of every need, or null to score every pair again.
 * @returns what is wrong, as sentences.
 */
export function verifyCertificate(
  problem: Problem,
  rows: readonly CandidateRow[] | null,
  plan: Plan,
  { parts, shared }: Certificate,
): readonly string[] {
  const standing = standingOf(problem);
  const isBound = (offer: number): boolean => (standing.offerFewest[offer] ?? 0) > 0;
  if (!parts.every(({ started, left }) => [...started, ...left].every(isBound)))
    return ['The certificate decides about an offer that one partner is enough for.'];
  const waiting = waitingForGroup(problem);
  if (!parts.every(({ grouped, bare }) => [...grouped, ...bare].every((need) => waiting.has(need))))
    return ['The certificate decides about a need that waits for no group.'];
  const days = new DaysStanding(problem);
  if (shared) return verifyShared(problem, rows, plan, shared, standing, days);
  const isImpossible = (pairs: Bounded['within']): boolean =>
    problem.schools.some((_, school) => {
      const own = pairs.filter(([, offer]) => problem.offerSchool[offer] === school);
      return (
        own.length > 0 &&
        days.areTooMany(
          own.map(([need]) => need),
          school,
        )
      );
    });
  if (!coversAll(parts, isImpossible)) return ['The certificate does not speak of all plans.'];
  const reckoning = new Reckoning(problem, allPairs(problem, rows), standing, days, plan);
  const cost = reckoning.costOfPlan();
  let lowest: Cost | null = null;
  for (const part of parts) {
    const bound = reckoning.bound(part);
    if (bound && (lowest === null || isBelow(bound, lowest))) lowest = bound;
  }
  if (lowest === null) return ['The certificate rules out every plan.'];
  if (isBelow(cost, lowest)) return ['The plan is better than the certificate allows.'];
  if (plan.gap === null) return isBelow(lowest, cost) ? [reckoning.whatIsBetter(parts)] : [];
  const cover = ceiling(cost[0] - lowest[0], reckoning.factor);
  const points = cost[0] === lowest[0] ? ceiling(cost[1] - lowest[1], 2n ** 20n) : 0n;
  const isSaid = BigInt(plan.gap.cover) === cover && BigInt(plan.gap.points) === points;
  return isSaid ? [] : ['The gap of the plan is another one.'];
}

function verifyShared(
  problem: Problem,
  rows: readonly CandidateRow[] | null,
  plan: Plan,
  shared: SharedProof,
  standing: Standing,
  days: DaysStanding,
): readonly string[] {
  const reckoning = new Reckoning(problem, allPairs(problem, rows), standing, days, plan);
  const gap = gapByPrices(reckoning.ground(standing, days), shared);
  if (gap === 'malformed') return ['The prices of the certificate are none.'];
  const isSaid = gap?.cover === plan.gap?.cover && gap?.points === plan.gap?.points;
  return isSaid ? [] : ['The gap of the plan is another one.'];
}

type Cost = readonly [cover: bigint, points: bigint, hash: bigint];

function isBelow(one: Cost, other: Cost): boolean {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at >= 0 && (one[at] ?? 0n) < (other[at] ?? 0n);
}

function ceiling(over: bigint, under: bigint): bigint {
  return (over + under - 1n) / under;
}

/** Four places at once; the sum of the negative ones is what prices allow to be saved. */
class Saved {
  private readonly places: [bigint, bigint, bigint, bigint] = [0n, 0n, 0n, 0n];

  /** Adds a reduced cost as often as it may be used, where it saves something. */
  add(reduced: readonly number[], times: number): void {
    const first = reduced.find((value) => value !== 0) ?? 0;
    if (first >= 0 || times <= 0) return;
    for (let place = 0; place < 4; place += 1)
      this.places[place] = (this.places[place] ?? 0n) + BigInt(reduced[place] ?? 0) * BigInt(times);
  }

  get sum(): readonly [bigint, bigint, bigint, bigint] {
    return this.places;
  }
}

const NO_PRICE: Price = [0, 0, 0, 0];

class Reckoning {
  readonly factor: bigint;
  private readonly planned: ReadonlySet<string>;
  private readonly lockedOfNeed: readonly number[];
  private readonly lockedOfOffer: readonly number[];
  private readonly lockedOfSchool: readonly number[];
  /** Pairs that could be planned beside the locks, and of each school how many of them at once. */
  private readonly open: readonly PricedPair[];
  private readonly schoolRoom: readonly number[];
  private readonly waiting: ReadonlyMap<number, GroupStanding>;

  constructor(
    private readonly problem: Problem,
    private readonly pairs: readonly PricedPair[],
    private readonly standing: Standing,
    days: DaysStanding,
    private readonly plan: Plan,
  ) {
    const { needs, needWeight, offers, schools, snapshot } = problem;
    const further = needs.reduce(
      (sum, { partnersWanted }, at) =>
        sum + BigInt(Math.max(0, partnersWanted - 1)) * BigInt(needWeight[at] ?? 0),
      0n,
    );
    this.factor = further + 1n;
    this.waiting = waitingForGroup(problem);
    this.planned = new Set(plan.pairs.map(({ need, offer }) => `${need} ${offer}`));
    const { locks } = snapshot;
    const schoolOf = new Map(offers.map(({ id, school }) => [id, school]));
    this.lockedOfNeed = needs.map(({ id }) => locks.filter(({ need }) => need === id).length);
    this.lockedOfOffer = offers.map(({ id }) => locks.filter(({ offer }) => offer === id).length);
    this.lockedOfSchool = schools.map(
      ({ urn }) => locks.filter(({ offer }) => schoolOf.get(offer) === urn).length,
    );
    this.open = pairs.filter(({ need, school, besideLock }) => !besideLock && days.fits(need, school));
    const askers = askersOf(this.open);
    this.schoolRoom = schools.map((_, school) => {
      const places = (standing.schoolRoom[school] ?? 0) - (this.lockedOfSchool[school] ?? 0);
      return Math.min(places, days.most(askers.get(school) ?? [], school));
    });
  }

  /** What the plan costs beside its locked pairs, which every plan has. */
  costOfPlan(): Cost {
    let [cover, points, hash] = [0n, 0n, 0n];
    this.problem.needs.forEach(({ id }, at) => {
      const weight = BigInt(this.problem.needWeight[at] ?? 0);
      const partners = this.plan.pairs.filter(({ need }) => need === id).length;
      const [isFirst, locked] = [this.lockedOfNeed[at] === 0 && partners > 0, this.lockedOfNeed[at] ?? 0];
      if (isFirst) cover -= weight * this.factor;
      cover -= weight * BigInt(partners - locked - (isFirst ? 1 : 0));
    });
    for (const pair of this.pairs) {
      const id = this.idOf(pair);
      if (!this.planned.has(id) || this.standing.locks.has(id)) continue;
      points -= BigInt(pair.worth);
      hash += BigInt(pair.hash);
    }
    return [cover, points, hash];
  }

  ground(standing: Standing, days: DaysStanding): Ground {
    const [cover] = this.costOfPlan();
    const free = this.pairs.filter(
      (pair) => this.planned.has(this.idOf(pair)) && !this.standing.locks.has(this.idOf(pair)),
    );
    return {
      ...{ problem: this.problem, pairs: this.open, days, factor: Number(this.factor) },
      roomOf: (school) => (standing.schoolRoom[school] ?? 0) - (this.lockedOfSchool[school] ?? 0),
      limits: limitsOf(standing, this.lockedOfOffer),
      lockedOfNeed: this.lockedOfNeed,
      weight: Number(-cover),
      points: free.reduce((sum, { worth }) => sum + Math.floor(worth / 2 ** 20), 0),
    };
  }

  /** Below this no plan of a part can cost; null where the part holds no plan at all. */
  bound(part: Bounded): Cost | null {
    const saved = new Saved();
    this.addNeeds(part, saved);
    this.addPairs(part, saved);
    this.addOffers(part, saved);
    part.schools.forEach((price, school) => {
      saved.add(price, this.schoolRoom[school] ?? 0);
    });
    const [force, cover, points, hash] = saved.sum;
    const asked =
      part.within.length +
      part.grouped.length +
      part.started.reduce((sum, offer) => sum + (this.standing.offerFewest[offer] ?? 0), 0);
    return force > BigInt(-asked) ? null : [cover, points, hash];
  }

  private addNeeds(part: Bounded, saved: Saved): void {
    this.problem.needs.forEach(({ partnersWanted }, need) => {
      const weight = this.problem.needWeight[need] ?? 0;
      const own = part.needs[need] ?? NO_PRICE;
      const locked = this.lockedOfNeed[need] ?? 0;
      const reduced = (saves: number, [force, cover, points, hash] = own): number[] => [
        ...[-force, -saves - cover, -points, -hash],
      ];
      const group = this.waiting.get(need);
      if (group) {
        if (part.bare.includes(need)) return;
        // One of the group first; further partners pass beside the need, and across to it where they are of the group too.
        const [force = 0, ...others] = reduced(locked === 0 ? weight * Number(this.factor) : weight);
        saved.add([part.grouped.includes(need) ? force - 1 : force, ...others], 1);
        const beside = besideOf(part, need);
        saved.add(reduced(weight, beside), group.free - 1);
        saved.add(
          beside.map((price, at) => price - (own[at] ?? 0)),
          group.free - 1,
        );
        return;
      }
      if (locked === 0 && partnersWanted > 0) saved.add(reduced(weight * Number(this.factor)), 1);
      saved.add(reduced(weight), partnersWanted - Math.max(1, locked));
    });
  }

  /** A need takes each school once: of several offers of one school only the one that saves most counts. */
  private addPairs(part: Bounded, saved: Saved): void {
    let [need, school] = [-1, -1];
    let best: readonly number[] = NO_PRICE;
    const name = ([one, other]: readonly [number, number]): string => `${String(one)} ${String(other)}`;
    const [within, without] = [new Set(part.within.map(name)), new Set(part.without.map(name))];
    for (const pair of this.open) {
      const own = name([pair.need, pair.offer]);
      if (without.has(own)) continue;
      const [force = 0, ...others] = this.reduced(part, pair);
      const reduced = [within.has(own) ? force - 1 : force, ...others];
      const isSameSchool = pair.need === need && pair.school === school;
      if (!isSameSchool) saved.add(best, 1);
      if (!isSameSchool || isLess(reduced, best)) best = reduced;
      [need, school] = [pair.need, pair.school];
    }
    saved.add(best, 1);
  }

  private reduced(part: Bounded, { need, offer, worth, hash }: PricedPair): readonly number[] {
    const group = this.waiting.get(need);
    const isOutside = group?.schools.has(this.problem.offers[offer]?.school ?? '') === false;
    const asker = isOutside ? besideOf(part, need) : (part.needs[need] ?? NO_PRICE);
    const [from, to] = [asker, part.offers[offer] ?? NO_PRICE];
    return [from[0] - to[0], from[1] - to[1], -worth + from[2] - to[2], hash + from[3] - to[3]];
  }

  private addOffers(part: Bounded, saved: Saved): void {
    this.problem.offers.forEach((_, offer) => {
      if (part.left.includes(offer)) return;
      const school = part.schools[this.problem.offerSchool[offer] ?? -1] ?? NO_PRICE;
      const own = part.offers[offer] ?? NO_PRICE;
      const room = (this.standing.offerRoom[offer] ?? 0) - (this.lockedOfOffer[offer] ?? 0);
      const first = part.started.includes(offer) ? (this.standing.offerFewest[offer] ?? 0) : 0;
      const reduced = (force: number): number[] =>
        own.map((price, at) => price - (school[at] ?? 0) - (at === 0 ? force : 0));
      saved.add(reduced(1), first);
      saved.add(reduced(0), room - first);
    });
  }

  /** Names a pair that the prices of the plan's own part speak for or against. */
  whatIsBetter(parts: readonly Bounded[]): string {
    const started = new Set<number>(
      this.plan.pairs.map(({ offer }) => this.problem.offerIndex.get(offer) ?? -1),
    );
    const own = parts.find(
      (part) => part.started.every((at) => started.has(at)) && !part.left.some((at) => started.has(at)),
    );
    const wrong = this.pairs.find((pair) => {
      if (!own || pair.besideLock) return false;
      const reduced = this.reduced(own, pair).find((value) => value !== 0) ?? 0;
      return this.planned.has(this.idOf(pair)) ? reduced > 0 : reduced < 0;
    });
    const named = wrong ? `: ${this.idOf(wrong)} does not agree with the prices` : '';
    return `The certificate does not prove the plan best${named}.`;
  }

  private idOf({ need, offer }: PricedPair): string {
    return `${this.problem.needs[need]?.id ?? ''} ${this.problem.offers[offer]?.id ?? ''}`;
  }
}

function besideOf({ beside }: Bounded, need: number): Price {
  return beside.find(([at]) => at === need)?.[1] ?? NO_PRICE;
}

/** Of each school the needs that it could support. */
export function askersOf(pairs: readonly PricedPair[]): ReadonlyMap<number, readonly number[]> {
  const askers = new Map<number, Set<number>>();
  for (const { need, school } of pairs) {
    const own = askers.get(school) ?? new Set();
    askers.set(school, own.add(need));
  }
  return new Map([...askers].map(([school, needs]) => [school, [...needs]]));
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}
