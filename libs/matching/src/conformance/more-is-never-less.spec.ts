import fc from 'fast-check';
import { needId, urn } from '../a-county.fixture.js';
import { BOARD_POLICY } from '../board-policy.fixture.js';
import { PARTS, type Policy, type Weights } from '../policy.js';
import { buildProblem } from '../problem.js';
import { scorePair } from '../score-pair.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { DEPTHS, KEY_STAGES, type Depth, type EvidenceKind, type KeyStage, type Mode } from '../words.js';
import { aMarket, aScarceMarket, planOf } from './planning.fixture.js';
import { isBetter, worthOf, type Worth } from './plan-worth.fixture.js';

const RUNS = { seed: 20_261_126, numRuns: 60 };

/** Eight weights of any kind that sum to 1,000. */
const weights: fc.Arbitrary<Weights> = fc
  .array(fc.integer({ min: 0, max: 1_000 }), { minLength: 7, maxLength: 7 })
  .map((cuts) => {
    const sorted = [0, ...[...cuts].sort((a, b) => a - b), 1_000];
    return Object.fromEntries(
      PARTS.map((part, at) => [part, (sorted[at + 1] ?? 0) - (sorted[at] ?? 0)]),
    ) as unknown as Weights;
  });

interface Pair {
  readonly metres: number;
  readonly declared: number;
  readonly booked: number;
  readonly asked: number;
  readonly depth: Depth;
  readonly evidence: EvidenceKind;
  readonly on: string;
  readonly stages: readonly KeyStage[];
  readonly modes: readonly Mode[];
}
// From weak to strong, as the template weighs them.
const EVIDENCE: readonly EvidenceKind[] = ['declared', 'data', 'inspection', 'adviser_visit', 'impact'];
const DAYS = ['2019-01-10', '2023-05-04', '2025-03-04', '2026-02-02', '2026-10-01'];

const pair: fc.Arbitrary<Pair> = fc.record({
  metres: fc.integer({ min: 0, max: 40_000 }),
  declared: fc.integer({ min: 1, max: 60 }),
  booked: fc.integer({ min: 0, max: 60 }),
  asked: fc.integer({ min: 0, max: 8 }),
  depth: fc.constantFrom(...DEPTHS),
  evidence: fc.constantFrom(...EVIDENCE),
  on: fc.constantFrom(...DAYS),
  stages: fc.subarray([...KEY_STAGES], { minLength: 1 }),
  modes: fc.subarray<Mode>(['in_person', 'remote', 'hybrid'], { minLength: 1 }),
});

function areaWith(offered: Pair, points: Weights): Snapshot {
  const policy: Policy = { ...BOARD_POLICY, weights: points, floors: { theme_fit: 0 } };
  const market = aMarket([{ keyStages: KEY_STAGES }], [{}], { policy });
  const free = Math.max(0, offered.declared - offered.booked);
  return {
    ...market,
    schools: market.schools.map((school) =>
      school.urn === urn(2) ? { ...school, easting: 550_000 + offered.metres } : school,
    ),
    offers: market.offers.map((offer) => ({
      ...offer,
      keyStages: offered.stages,
      modes: offered.modes,
      themes: offer.themes.map((each): typeof each => ({
        ...each,
        depth: offered.depth,
        evidence: offered.evidence,
        howKnown: false,
        on: offered.on as typeof each.on,
      })),
    })),
    // Asked for if nothing is free, so that the pair is always scored.
    days: market.days.map((each) => ({ ...each, declared: offered.declared, free, askMe: true })),
    soundings: [{ supporter: urn(2), times: offered.asked }],
  };
}

function pointsOf(offered: Pair, points: Weights): number {
  const score = scorePair(buildProblem(areaWith(offered, points)), 0, 0);
  if (score.kind === 'refused') throw new Error(score.because.map(({ code }) => code).join());
  expect(score.points).toBeLessThanOrEqual(score.of);
  expect(score.of).toBeLessThanOrEqual(1_000);
  return score.points;
}

/** Whatever else holds and whatever the weights: the stronger of two never has fewer points. */
function neverLess(stronger: (one: Pair, other: Pair) => Partial<Pair>): void {
  fc.assert(
    fc.property(pair, pair, weights, (one, other, points) => {
      expect(pointsOf({ ...one, ...stronger(one, other) }, points)).toBeGreaterThanOrEqual(
        pointsOf(one, points),
      );
    }),
    RUNS,
  );
}
const later = <Word>(order: readonly Word[], one: Word, other: Word): Word =>
  order.indexOf(other) > order.indexOf(one) ? other : one;

describe('a pair never loses points', () => {
  it('by being nearer', () => {
    neverLess((one, other) => ({ metres: Math.min(one.metres, other.metres) }));
  });
  it('by more free days', () => {
    neverLess((one, other) => ({ booked: Math.min(one.booked, other.booked) }));
  });
  it('by having been asked less often', () => {
    neverLess((one, other) => ({ asked: Math.min(one.asked, other.asked) }));
  });
  it('by more depth', () => {
    neverLess((one, other) => ({ depth: later(DEPTHS, one.depth, other.depth) }));
  });
  it('by stronger evidence', () => {
    neverLess((one, other) => ({ evidence: later(EVIDENCE, one.evidence, other.evidence) }));
  });
  it('by newer evidence', () => {
    neverLess((one, other) => ({ on: later(DAYS, one.on, other.on) }));
  });
  it('by more key stages', () => {
    neverLess((one, other) => ({ stages: [...new Set([...one.stages, ...other.stages])] }));
  });
  it('by more ways of working', () => {
    neverLess((one, other) => ({ modes: [...new Set([...one.modes, ...other.modes])] }));
  });
});

describe('more weight on distance', () => {
  it('never moves a farther school up, one point of rounding apart', () => {
    fc.assert(
      fc.property(pair, pair, weights, fc.integer({ min: 0, max: 1_000 }), (one, other, points, more) => {
        const [near, far] = one.metres <= other.metres ? [one, other] : [other, one];
        const [nearby, farther] = [near, far].map((each) => ({ ...each, modes: ['in_person'] as const }));
        // Taken from the record, of which nobody has any yet.
        const moved = Math.min(more, points.track_record);
        const heavier = { ...points, reach: points.reach + moved, track_record: points.track_record - moved };
        const lead = (under: Weights): number => pointsOf(nearby!, under) - pointsOf(farther!, under);
        expect(lead(heavier)).toBeGreaterThanOrEqual(lead(points) - 1);
      }),
      RUNS,
    );
  });
});

describe('a plan', () => {
  const worthIn = (area: Snapshot): Worth => {
    const { problem, plan } = planOf(area);
    const pairs = plan.pairs.map(({ need, offer }) => ({
      need: problem.needIndex.get(need)!,
      offer: problem.offerIndex.get(offer)!,
    }));
    const [met, further, points] = worthOf(problem, pairs);
    return [met, further, points, 0, 0];
  };
  const scarce = fc.integer({ min: 1, max: 1_000_000 }).map((seed) => aScarceMarket(seed, 5, 4));
  const never = (
    isWorse: (area: Snapshot, dice: number) => readonly [better: Snapshot, worse: Snapshot],
  ): void => {
    let changed = 0;
    fc.assert(
      fc.property(scarce, fc.nat(1_000), (area, dice) => {
        const [better, worse] = isWorse(area, dice).map(worthIn) as [Worth, Worth];
        changed += isBetter(better, worse) ? 1 : 0;
        expect(isBetter(worse, better)).toBe(false);
      }),
      RUNS,
    );
    expect(changed).toBeGreaterThan(5);
  };

  it('never gets worse by one more offer', () => {
    never((area, dice) => [
      area,
      { ...area, offers: area.offers.filter((_, at) => at !== dice % area.offers.length), currentPlan: [] },
    ]);
  });

  it('never gets worse by room for one more partner', () => {
    never((area, dice) => [
      {
        ...area,
        offers: area.offers.map((offer, at) =>
          at === dice % area.offers.length ? { ...offer, mostPartners: offer.mostPartners + 1 } : offer,
        ),
      },
      area,
    ]);
  });

  it('never gets better by a veto', () => {
    never((area, dice) => {
      const need = needId((dice % area.needs.length) + 1);
      const supporter = area.offers[dice % area.offers.length]!.school;
      const others = area.vetoes.filter((veto) => veto.need !== need || veto.supporter !== supporter);
      return [
        { ...area, vetoes: others },
        { ...area, vetoes: [...others, { need, supporter }] },
      ];
    });
  });

  it('never gets better by a lock', () => {
    never((area, dice) => {
      const { rows, problem } = planOf(area);
      const possible = rows.flatMap((row) =>
        row.candidates
          .filter(({ holds }) => holds.length === 0 && problem.needs[row.index]!.partnersWanted > 0)
          .map(({ offer }) => ({ need: row.need, offer })),
      );
      const lock = possible[dice % Math.max(1, possible.length)];
      return [area, { ...area, locks: lock ? [lock] : [] }];
    });
  });
});
