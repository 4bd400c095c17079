import fc from 'fast-check';
import { aSnapshot, figures } from '../a-county.fixture.js';
import { rankCandidates } from '../candidates.js';
import { fnv1a64 } from '../hash.js';
import { packRow } from '../pack-row.js';
import { buildProblem, openSnapshot } from '../problem.js';
import { Dice } from '../random-county.fixture.js';
import { scoreBlock } from '../score-block.js';
import { canonicalSnapshot } from '../snapshot/read-snapshot.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { anyCounty } from './any-county.fixture.js';
import { exactShare } from './exact-share.js';
import { share } from '../fraction.js';
import { packProblem } from './packed-problem.js';
import { REFUSAL_CODES } from '../refusal.js';

describe('scores from columns', () => {
  it('are to the byte those of the readable rules: the same order, points, parts, holds and refusals', () => {
    const seen = { rows: 0, candidates: 0, unknown: 0, held: 0, rules: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (seed) => {
        const problem = buildProblem(anyCounty(seed));
        const rows = scoreBlock(problem, 0, problem.needs.length);
        for (const [need, row] of rows.entries()) {
          const readable = rankCandidates(problem, need);
          const expected = packRow(problem, readable);
          if (row.packed !== expected.packed || row.checksum !== expected.checksum)
            expect(row).toEqual(expected);
          seen.rows += 1;
          seen.candidates += readable.candidates.length;
          seen.unknown += readable.candidates.filter(({ parts }) =>
            Object.values(parts).includes(null),
          ).length;
          seen.held += readable.candidates.filter(({ holds }) => holds.length > 0).length;
          for (const { because } of readable.refused)
            for (const code of because) seen.rules |= 1 << REFUSAL_CODES.indexOf(code);
        }
      }),
      { seed: 20_261_127, numRuns: 3_000 },
    );
    expect(seen.rows).toBeGreaterThan(9_000);
    expect(seen.candidates).toBeGreaterThan(3_000);
    expect(seen.unknown).toBeGreaterThan(300);
    expect(seen.held).toBeGreaterThan(100);
    expect(seen.rules).toBe(2 ** REFUSAL_CODES.length - 1);
  }, 300_000);

  it('of contexts that lie as near to each other as can be are told apart', () => {
    // One millionth of a pupil more: 10^-17 of the distance, far below what the machine's numbers can tell.
    const at = (disadvantaged: number, roll: number) =>
      figures({ ks2_prior: 100, disadvantaged, eal: 10, ehcp: 3, sen_support: 12, roll });
    const area = aSnapshot({}, 9);
    const problem = buildProblem({
      ...area,
      schools: area.schools.map((school, place) => ({
        ...school,
        context: place === 0 ? at(90, 900) : at(20, 900 + (place % 4) / 1_000_000),
      })),
    });
    const [row] = scoreBlock(problem, 0, 1);
    const readable = rankCandidates(problem, 0);
    expect(row).toEqual(packRow(problem, readable));
    expect(new Set(readable.candidates.map(({ parts }) => parts.similar_context)).size).toBe(4);
  });

  it('round as every share of points does', () => {
    const differ: (readonly number[])[] = [];
    const look = (weight: number, over: number, under: number): void => {
      if (exactShare(weight, over, under) !== share(weight, { over, under }))
        differ.push([weight, over, under]);
    };
    const dice = new Dice(3);
    for (let round = 0; round < 20_000; round += 1) {
      const under = 1 + dice.roll(2_000_000) * 10_000 + dice.roll(10_000);
      look(dice.roll(1_001), Math.floor((under / 1_000) * dice.roll(1_000)) + dice.roll(7), under);
    }
    for (let weight = 1; weight <= 1_000; weight += 7)
      for (const under of [2, 3, 7, 999_983, 20_000_000_000, 4_398_046_511_103])
        for (let half = 1; half < 2 * weight; half += 13) {
          // Just at a half, and a step to either side.
          const near = Math.floor((half * under) / (2 * weight));
          for (const over of [near - 1, near, near + 1]) look(weight, over, under);
        }
    expect(differ).toEqual([]);
  });
});

describe('a packed problem', () => {
  it('bears the same hash for the same snapshot, however it was written down, and another for another', () => {
    const hashOf = (area: Snapshot): string => packProblem(openSnapshot(canonicalSnapshot(area))).hash;
    const area = anyCounty(5);
    const turned = {
      ...area,
      schools: [...area.schools].reverse(),
      offers: [...area.offers].reverse(),
      days: [...area.days].reverse(),
    };
    expect(hashOf(turned)).toBe(hashOf(area));
    const [first, ...others] = area.offers;
    const later = {
      ...area,
      offers: [{ ...first!, travelMetres: (first!.travelMetres ?? 9_000) + 1 }, ...others],
    };
    expect(hashOf(later)).not.toBe(hashOf(area));
  });

  it('has checksums of the published kind', () => {
    // Of the reference's own list.
    expect(fnv1a64('')).toBe('cbf29ce484222325');
    expect(fnv1a64('a')).toBe('af63dc4c8601ec8c');
    expect(fnv1a64('foobar')).toBe('85944171f73967e8');
  });
});
