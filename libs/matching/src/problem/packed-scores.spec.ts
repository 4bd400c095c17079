import fc from 'fast-check';
import { aSnapshot, figures, theme, urn } from '../a-county.fixture.js';
import { BOARD_POLICY } from '../board-policy.fixture.js';
import { rankCandidates } from '../candidates.js';
import { fnv1a64 } from '../hash.js';
import { packRow } from '../pack-row.js';
import type { Policy, Weights } from '../policy.js';
import { buildProblem, openSnapshot } from '../problem.js';
import { Dice, randomCounty } from '../random-county.fixture.js';
import { scoreBlock } from '../score-block.js';
import { canonicalSnapshot } from '../snapshot/read-snapshot.js';
import type { School, Snapshot } from '../snapshot/snapshot.js';
import { exactShare } from './exact-share.js';
import { share } from '../fraction.js';
import { packProblem } from './packed-problem.js';
import { REFUSAL_CODES } from '../refusal.js';

const WEIGHTS: Weights = {
  ...{ theme_fit: 300, similar_context: 250, key_stage_and_setting: 90, free_capacity: 110 },
  ...{ reach: 97, mode: 53, fair_share: 61, track_record: 39 },
};

/** A Board with other wishes than the template's. */
function anotherPolicy(dice: Dice): Policy {
  return {
    ...BOARD_POLICY,
    weights_by_theme: dice.oneIn(2) ? { att: WEIGHTS, 'sub.maths': WEIGHTS } : {},
    same_body: dice.pick(['bar', 'manage', 'allow'] as const),
    floors: { theme_fit: dice.pick([0, 80, 120]) },
    reach: { full_metres: dice.pick([0, 7_919, 10_000]), limit_metres: 30_011, remote: 70 },
    track_record: { least_pooled: 5, shrink: 1 + dice.roll(9), cap: dice.pick([0, 33, 80, 100]) },
    similar_context: { ...BOARD_POLICY.similar_context, least_measures: 5 },
  };
}

/** Schools of both phases: figures with fractions, some the same, some withheld, so that every tie and gap occurs. */
function figured(school: School, dice: Dice): School {
  const few = (most: number): number => dice.roll(dice.oneIn(3) ? 3 : most * 10) / 10;
  const isPrimary = dice.oneIn(2);
  const values = figures({
    ...(isPrimary ? { ks1_prior: 14 + few(3) } : { ks2_prior: 95 + few(20) }),
    ...{ disadvantaged: few(60), eal: few(50), ehcp: few(8), sen_support: few(30), roll: 100 * few(15) },
    ...(dice.oneIn(3) ? {} : { polar4: 1 + few(4), idaci: few(1) }),
  });
  const context = values.map((value) =>
    dice.oneIn(14) ? { ...value, millionths: null, symbol: 'suppressed' } : value,
  );
  return {
    ...school,
    keyStages: isPrimary ? (['KS1', 'KS2'] as const) : school.keyStages,
    federation: dice.oneIn(6) ? 'federation-1' : null,
    context,
  };
}

function anyCounty(seed: number): Snapshot {
  const dice = new Dice(seed * 31 + 7);
  const area = randomCounty(seed, {
    schools: 4 + dice.roll(9),
    needs: 3 + dice.roll(4),
    offers: 4 + dice.roll(9),
  });
  return {
    ...area,
    policy: dice.oneIn(3) ? area.policy : anotherPolicy(dice),
    schools: area.schools.map((school) => figured(school, dice)),
    needs: area.needs.map((need) =>
      dice.oneIn(9)
        ? { ...need, approach: { kind: 'only', schools: [urn(1 + dice.roll(9)), urn(777)] } }
        : need,
    ),
    offers: area.offers.map((offer) =>
      dice.oneIn(3)
        ? {
            ...offer,
            themes: offer.themes.map((each) => ({ ...each, theme: theme('att.strategy') })).slice(0, 1),
          }
        : offer,
    ),
    commitments: area.offers.flatMap(({ id, school }, at) =>
      dice.oneIn(4)
        ? [
            {
              id: `pairing-${String(at)}`,
              supporter: school,
              asker: urn(900),
              offer: id,
              state: dice.pick(['held', 'live', 'ended'] as const),
              halfDays: dice.roll(30),
            },
          ]
        : [],
    ),
  };
}

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
