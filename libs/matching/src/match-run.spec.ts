import { assign } from './assign.js';
import { rankCandidates } from './candidates.js';
import { concludePlan } from './conclude-plan.js';
import { packRow, RowDamaged, unpackRow } from './pack-row.js';
import { buildProblem, openSnapshot, type Problem } from './problem.js';
import { Dice, randomCounty } from './random-county.fixture.js';
import { scoreBlock } from './score-block.js';
import { scorePair } from './score-pair.js';
import { canonicalSnapshot, readSnapshot } from './snapshot/read-snapshot.js';
import type { Snapshot } from './snapshot/snapshot.js';
import { verifyPlan } from './verify/verify-plan.js';

const SIZE = { schools: 9, needs: 8, offers: 9 };
const SEEDS = Array.from({ length: 150 }, (_, seed) => seed + 1);

const county = (seed: number): Problem => buildProblem(readSnapshot(randomCounty(seed, SIZE)));
const all = (problem: Problem) => scoreBlock(problem, 0, problem.needs.length);

describe('a score', () => {
  it('is the sum of its known parts, each a whole number no larger than its weight', () => {
    for (const seed of SEEDS) {
      const problem = county(seed);
      for (let need = 0; need < problem.needs.length; need += 1)
        for (let offer = 0; offer < problem.offers.length; offer += 1) {
          const score = scorePair(problem, need, offer);
          if (score.kind === 'refused') {
            expect(score.because.length).toBeGreaterThan(0);
            continue;
          }
          const known = score.parts.flatMap(({ points }) => (points === null ? [] : [points]));
          expect(known.reduce((sum, points) => sum + points, 0)).toBe(score.points);
          for (const { points, of } of score.parts) {
            if (points !== null) expect(Number.isInteger(points) && points >= 0 && points <= of).toBe(true);
          }
        }
    }
  });
});

describe('a need’s candidates', () => {
  it('and its refusals name every offer once', () => {
    for (const seed of SEEDS) {
      const problem = county(seed);
      const { candidates, otherOffers, refused } = rankCandidates(problem, 0);
      const named = [...candidates, ...otherOffers, ...refused].map(({ offer }) => offer);
      expect([...named].sort()).toEqual(problem.offers.map(({ id }) => id).sort());
    }
  });

  it('stand in falling order of points, after them those that wait for something to be recorded', () => {
    let waiting = 0;
    for (const seed of SEEDS) {
      const { candidates } = rankCandidates(county(seed), 0);
      const [ready, held] = [
        candidates.filter(({ holds }) => holds.length === 0),
        candidates.filter(({ holds }) => holds.length > 0),
      ];
      waiting += held.length;
      expect(candidates).toEqual([...ready, ...held]);
      for (const group of [ready, held]) {
        const points = group.map((candidate) => candidate.points);
        expect(points).toEqual([...points].sort((a, b) => b - a));
      }
    }
    expect(waiting).toBeGreaterThan(0);
  });
});

describe('a run', () => {
  const shuffled = (snapshot: Snapshot, seed: number): Snapshot => {
    const dice = new Dice(seed);
    const { schools, needs, offers, days, conflicts, declines, vetoes } = snapshot;
    return {
      ...snapshot,
      schools: dice.shuffled(schools),
      needs: dice.shuffled(needs),
      offers: dice.shuffled(offers),
      days: dice.shuffled(days),
      conflicts: dice.shuffled(conflicts),
      declines: dice.shuffled(declines),
      vetoes: dice.shuffled(vetoes),
    };
  };

  it('25: gives the same bytes whatever the order of input and the number of shards', () => {
    for (const seed of SEEDS.slice(0, 40)) {
      const snapshot = readSnapshot(randomCounty(seed, SIZE));
      const other = readSnapshot(shuffled(randomCounty(seed, SIZE), seed + 7));
      expect(canonicalSnapshot(other)).toBe(canonicalSnapshot(snapshot));
      const [one, two] = [openSnapshot(canonicalSnapshot(snapshot)), openSnapshot(canonicalSnapshot(other))];
      const shards = [
        ...scoreBlock(two, 0, 3),
        ...scoreBlock(two, 3, 4),
        ...scoreBlock(two, 4, two.needs.length),
      ];
      expect(shards).toEqual(all(one));
      expect(concludePlan(two, [...shards].reverse())).toEqual(concludePlan(one, all(one)));
    }
  });

  it('25: gives the same bytes whatever the number of workers, each of which opens the text by itself', () => {
    for (const seed of SEEDS.slice(0, 4)) {
      const text = canonicalSnapshot(readSnapshot(randomCounty(seed, SIZE)));
      const alone = openSnapshot(text);
      for (const workers of [2, 3, 8]) {
        const problems = Array.from({ length: workers }, () => openSnapshot(text));
        // Whoever is free takes the next need; they finish in another order than they began.
        const rows = problems.flatMap((problem, worker) =>
          problem.needs.flatMap((_, at) => (at % workers === worker ? scoreBlock(problem, at, at + 1) : [])),
        );
        const last = problems.at(-1)!;
        expect(concludePlan(last, rows)).toEqual(concludePlan(alone, all(alone)));
      }
    }
  });

  it('reads no clock, no chance and no locale', () => {
    const before = [Date.now, Math.random, Date.prototype.getTimezoneOffset] as const;
    const forbidden = (): never => {
      throw new Error('The engine asked the machine.');
    };
    Date.now = forbidden;
    Math.random = forbidden;
    Date.prototype.getTimezoneOffset = forbidden;
    try {
      const problem = county(3);
      expect(concludePlan(problem, all(problem)).plan).toContain('"pairs"');
    } finally {
      [Date.now, Math.random, Date.prototype.getTimezoneOffset] = before;
    }
  });

  it('packs a row so that it reads back, and names a damaged one', () => {
    const problem = county(5);
    const [packed] = scoreBlock(problem, 0, 1);
    expect(packRow(problem, unpackRow(problem, packed!))).toEqual(packed);
    expect(() =>
      unpackRow(problem, { ...packed!, packed: packed!.packed.replace('need-', 'nerd-') }),
    ).toThrow(RowDamaged);
  });
});

describe('the area plan', () => {
  it('27: is accepted by the independent check for every county', () => {
    for (const seed of SEEDS) {
      const problem = county(seed);
      const rows = all(problem).map((row) => unpackRow(problem, row));
      expect(verifyPlan(problem, rows, assign(problem, rows))).toEqual([]);
    }
  });

  it('27: is refused when it was corrupted: a pair gone, points raised', () => {
    let corrupted = 0;
    for (const seed of SEEDS.slice(0, 60)) {
      const problem = county(seed);
      const rows = all(problem).map((row) => unpackRow(problem, row));
      const plan = assign(problem, rows);
      const [first, ...rest] = plan.pairs;
      if (!first) continue;
      corrupted += 1;
      const without = { ...plan, pairs: rest, points: plan.points - first.points };
      expect(verifyPlan(problem, rows, without)).not.toEqual([]);
      const raised = {
        ...plan,
        pairs: [{ ...first, points: first.points + 1 }, ...rest],
        points: plan.points + 1,
      };
      expect(verifyPlan(problem, rows, raised)).not.toEqual([]);
    }
    expect(corrupted).toBeGreaterThan(20);
  });

  it('8, 16: never uses a refused pair', () => {
    for (const seed of SEEDS) {
      const problem = county(seed);
      const rows = all(problem).map((row) => unpackRow(problem, row));
      for (const { need, offer } of assign(problem, rows).pairs) {
        const score = scorePair(problem, problem.needIndex.get(need)!, problem.offerIndex.get(offer)!);
        expect(score.kind).toBe('scored');
      }
    }
  });
});
