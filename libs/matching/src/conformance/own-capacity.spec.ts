import fc from 'fast-check';
import { aNeed, anOffer, aSchool, aSnapshot, day, someDays, urn } from '../a-county.fixture.js';
import { BOARD_POLICY } from '../board-policy.fixture.js';
import { rankCandidates } from '../candidates.js';
import { buildProblem } from '../problem.js';
import { Dice, randomCounty } from '../random-county.fixture.js';
import { scoreParts } from '../score-pair.js';
import { readSnapshot } from '../snapshot/read-snapshot.js';
import type { Days, Snapshot } from '../snapshot/snapshot.js';
import { planOf } from './planning.fixture.js';

// I-29: changing declared capacity never improves a school's own match beyond the bound that the policy states.

/** Points of 1,000 by which the plan may shift a school's own match when it changes what it declares. */
const STATED_BOUND = BOARD_POLICY.fair_share.own_gain_most ?? 0;

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const RUNS = { seed: 20_261_126, numRuns: 50 };

/** As the school would stand, had it declared another number; what is booked stays booked. */
function declaring(area: Snapshot, number: number, change: (days: Days) => number): Snapshot {
  return {
    ...area,
    days: area.days.map((days) => {
      if (days.school !== urn(number)) return days;
      const booked = days.declared - days.free;
      const declared = Math.max(booked, change(days));
      return { ...days, declared, free: declared - booked };
    }),
  };
}

/** Every school asks and offers, so that what one declares could come back to it through the others. */
function everybodyBoth(seed: number, schools: number): Snapshot {
  const dice = new Dice(seed);
  const numbers = Array.from({ length: schools }, (_, at) => at + 1);
  return aSnapshot({
    schools: numbers.map((number) =>
      aSchool(number, { easting: 540_000 + dice.roll(30_000), northing: 100_000 + dice.roll(30_000) }),
    ),
    needs: numbers.map((number) =>
      aNeed(number, {
        priority: dice.pick(['when_possible', 'this_term', 'now'] as const),
        waitingSince: day(`2026-11-1${String(dice.roll(10))}`),
      }),
    ),
    offers: numbers.map((number) => anOffer(number, { mostPartners: dice.roll(3) })),
    days: numbers.flatMap((number) => someDays(number, 4 + dice.roll(20))),
  });
}

describe('30, I-29: what a school declares for itself', () => {
  it('30: changes nothing in its own list of candidates: neither who stands in it nor their points', () => {
    let listed = 0;
    fc.assert(
      fc.property(seeds, fc.nat(60), (seed, declared) => {
        const area = readSnapshot(randomCounty(seed, { schools: 7, needs: 5, offers: 8 }));
        const problem = buildProblem(area);
        area.needs.forEach(({ school }, at) => {
          const other = buildProblem(declaring(area, Number(school) - 990_000, () => declared));
          const [before, after] = [rankCandidates(problem, at), rankCandidates(other, at)];
          listed += before.candidates.length;
          expect(after.candidates).toEqual(before.candidates);
          expect(after.otherOffers).toEqual(before.otherOffers);
        });
      }),
      RUNS,
    );
    expect(listed).toBeGreaterThan(100);
  });

  it('30: never brings it more points as a supporter by declaring less', () => {
    let fewer = 0;
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 100 }), (seed, share) => {
        const area = readSnapshot(randomCounty(seed, { schools: 6, needs: 4, offers: 5 }));
        area.offers.forEach(({ school }, offer) => {
          const less = declaring(area, Number(school) - 990_000, ({ declared }) =>
            Math.floor((declared * share) / 100),
          );
          const [before, after] = [buildProblem(area), buildProblem(less)];
          area.needs.forEach((_, need) => {
            const points = (problem: typeof before): number =>
              scoreParts(problem, need, offer).reduce((sum, part) => sum + (part.points ?? 0), 0);
            fewer += points(after) < points(before) ? 1 : 0;
            expect(points(after)).toBeLessThanOrEqual(points(before));
          });
        });
      }),
      RUNS,
    );
    expect(fewer).toBeGreaterThan(20);
  });

  it('30: never gets its own need met by declaring less, nor betters its own match beyond the stated bound', () => {
    let moved = 0;
    let most = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const area = everybodyBoth(seed, 6);
      const ownPoints = (snapshot: Snapshot): readonly number[] => {
        const { plan } = planOf(snapshot);
        return area.needs.map(({ id }) => plan.pairs.find(({ need }) => need === id)?.points ?? 0);
      };
      const before = ownPoints(area);
      for (const number of [1, 2, 3, 4, 5, 6]) {
        for (const declared of [0, 4, 12, 40]) {
          const points = ownPoints(declaring(area, number, () => declared))[number - 1] ?? 0;
          const was = before[number - 1] ?? 0;
          const isLess = declared < (area.days.find(({ school }) => school === urn(number))?.declared ?? 0);
          moved += points === was ? 0 : 1;
          if (was === 0 && isLess) expect(points).toBe(0);
          if (was > 0) most = Math.max(most, points - was);
        }
      }
    }
    expect(moved).toBeGreaterThan(10);
    expect(most).toBeLessThanOrEqual(STATED_BOUND);
  });
});
