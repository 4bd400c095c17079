import { day, figures, theme, urn } from '../a-county.fixture.js';
import { rankCandidates } from '../candidates.js';
import { concludePlan } from '../conclude-plan.js';
import { greater, lesser, share } from '../fraction.js';
import type { PairScore } from '../pair-score.js';
import type { PartName } from '../policy.js';
import { buildProblem } from '../problem.js';
import { scoreBlock } from '../score-block.js';
import { scorePair } from '../score-pair.js';
import type { OfferedTheme, Snapshot } from '../snapshot/snapshot.js';
import { aMarket } from './planning.fixture.js';

const market = aMarket([{}], [{}]);
type Scored = Extract<PairScore, { kind: 'scored' }>;

function scoreOf(snapshot: Snapshot): Scored {
  const score = scorePair(buildProblem(snapshot), 0, 0);
  if (score.kind === 'refused') throw new Error(score.because.map(({ code }) => code).join());
  return score;
}
const pointsOf = (part: PartName, snapshot: Snapshot): number | null | undefined =>
  scoreOf(snapshot).parts.find((each) => each.part === part)?.points;
const need = (change: object): Snapshot => ({
  ...market,
  needs: market.needs.map((each) => ({ ...each, ...change })),
});
const offering = (change: Partial<OfferedTheme>): Snapshot => ({
  ...market,
  policy: { ...market.policy, floors: { theme_fit: 0 } },
  offers: market.offers.map((each) => ({
    ...each,
    themes: each.themes.map((offered) => ({ ...offered, ...change })),
  })),
});
const atMetres = (metres: number): Snapshot => ({
  ...market,
  schools: market.schools.map((each) =>
    each.urn === urn(2) ? { ...each, easting: 550_000 + metres } : each,
  ),
});
const withModes = (asked: string, offered: string): Snapshot =>
  ({
    ...market,
    needs: market.needs.map((each) => ({ ...each, modes: [asked] })),
    offers: market.offers.map((each) => ({ ...each, modes: [offered] })),
  }) as Snapshot;

describe('the points of each part, under the template policy', () => {
  it.each<[string, Partial<OfferedTheme>, number]>([
    ['the same theme, alongside, seen by an adviser this year', {}, 350],
    ['the same theme, hosting: 0.85', { depth: 'can_host' }, 298],
    ['a sibling aspect: 0.6', { theme: theme('att.strategy') }, 210],
    ['only declared: 0.4', { evidence: 'declared', howKnown: false }, 140],
    ['declared with how it is known: 0.6', { evidence: 'declared', howKnown: true }, 210],
    ['evidence of last year: 0.9', { on: day('2026-08-31') }, 315],
    ['evidence of ten years ago: 0.25', { on: day('2016-10-01') }, 88],
    [
      '0.6 × 0.85 × 0.8 × 0.9, rounded once',
      { theme: theme('att.strategy'), depth: 'can_host', evidence: 'data', on: day('2026-03-01') },
      129,
    ],
  ])('theme fit: %s', (_, change, points) => {
    expect(pointsOf('theme_fit', offering(change))).toBe(points);
  });

  it('theme fit: further themes add up to 15 percent, and never more than all', () => {
    const two = need({ secondaryThemes: [theme('att.strategy')] });
    expect(pointsOf('theme_fit', two)).toBe(350);
    const hosting = { ...offering({ depth: 'can_host' }), needs: two.needs };
    // 350 × (0.85 + 0.15 × 0.85 × 0.6)
    expect(pointsOf('theme_fit', hosting)).toBe(324);
  });

  it('reach: all up to 10 km, none at the limit, a straight line between', () => {
    const at = (metres: number) => pointsOf('reach', atMetres(metres));
    expect([0, 10_000, 25_000, 39_999, 40_000].map(at)).toEqual([100, 100, 50, 0, 0]);
    expect(pointsOf('reach', withModes('remote', 'remote'))).toBe(70);
  });

  it('mode: wanted 1, hybrid 0.8, other 0.4', () => {
    expect(pointsOf('mode', withModes('in_person', 'in_person'))).toBe(50);
    expect(pointsOf('mode', withModes('in_person', 'hybrid'))).toBe(40);
    expect(pointsOf('mode', withModes('hybrid', 'in_person'))).toBe(40);
    expect(pointsOf('mode', withModes('in_person', 'remote'))).toBe(20);
  });

  it('free capacity: what would be left of what was declared, and half is enough', () => {
    const days = (declared: number, free: number): Snapshot => ({
      ...market,
      days: market.days.map((each) => ({ ...each, declared, free })),
    });
    // Two half-terms of the window, four half-days wanted in each.
    expect(pointsOf('free_capacity', days(16, 12))).toBe(100);
    expect(pointsOf('free_capacity', days(16, 8))).toBe(50);
    expect(pointsOf('free_capacity', days(16, 2))).toBe(0);
  });

  it('key stages: the share that is served; a special school looks for its like', () => {
    const served = {
      ...market,
      offers: market.offers.map((each) => ({ ...each, keyStages: ['KS3'] as const })),
    };
    expect(pointsOf('key_stage_and_setting', served)).toBe(50);
    const special = {
      ...market,
      schools: market.schools.map((each) =>
        each.urn === urn(1) ? { ...each, setting: 'special' as const } : each,
      ),
    };
    expect(pointsOf('key_stage_and_setting', special)).toBe(50);
  });

  it('fair share: all for who was never asked, none at the limit of either', () => {
    const asked = (times: number): Snapshot => ({ ...market, soundings: [{ supporter: urn(2), times }] });
    expect([0, 3, 6, 9].map((times) => pointsOf('fair_share', asked(times)))).toEqual([50, 25, 0, 0]);
    const given = (...halfDays: readonly number[]): Snapshot => ({
      ...market,
      commitments: halfDays.map((each, at) => ({
        ...{ id: `c${String(at)}`, asker: urn(1), supporter: urn(2) },
        ...{ offer: null, state: 'ended' as const, halfDays: each },
      })),
    });
    // Of the days given this year, 40 half-days are the limit; those of all its pairings count.
    expect(
      [[], [10], [10, 10], [30], [40], [60]].map((each) => pointsOf('fair_share', given(...each))),
    ).toEqual([50, 38, 25, 13, 0, 0]);
    // The scarcer of the two decides, whichever it is.
    expect(pointsOf('fair_share', { ...given(10), soundings: [{ supporter: urn(2), times: 3 }] })).toBe(25);
    expect(pointsOf('fair_share', { ...given(30), soundings: [{ supporter: urn(2), times: 3 }] })).toBe(13);
  });

  it('track record: none for anybody before five are pooled; then mixed with the average and capped', () => {
    const records = (evaluated: number, met: number): Snapshot => ({
      ...market,
      trackRecords: [{ supporter: urn(2), evaluated, met }],
    });
    expect(pointsOf('track_record', records(4, 4))).toBe(0);
    expect(pointsOf('track_record', records(5, 5))).toBe(40);
    expect(pointsOf('track_record', records(10, 5))).toBe(25);
  });
});

describe('how a fraction becomes points', () => {
  it('is rounded once, a half upward, and stays between none and all', () => {
    expect([0, 1, 2, 3, 4].map((over) => share(50, { over, under: 4 }))).toEqual([0, 13, 25, 38, 50]);
    expect(share(50, { over: -1, under: 4 })).toBe(0);
    expect(share(50, { over: 9, under: 4 })).toBe(50);
  });

  it('refuses a fraction too fine for whole numbers to hold, and takes the finest that they do', () => {
    const fine = Number.MAX_SAFE_INTEGER;
    expect(() => share(1_000, { over: fine - 1, under: fine })).toThrow(
      new RangeError('A share of points is too fine to be exact.'),
    );
    // 2 × 1,000 × over + under, just within 2^53.
    const under = Math.floor(fine / 2_001);
    expect(share(1_000, { over: under - 1, under })).toBe(1_000);
  });

  it('the smaller and the greater of two are told without dividing; of equals the first', () => {
    const [third, half, twoQuarters] = [
      { over: 1, under: 3 },
      { over: 1, under: 2 },
      { over: 2, under: 4 },
    ];
    expect([lesser(third, half), lesser(half, third)]).toEqual([third, third]);
    expect([greater(third, half), greater(half, third)]).toEqual([half, half]);
    expect([lesser(twoQuarters, half), greater(half, twoQuarters)]).toEqual([twoQuarters, half]);
  });
});

describe('what is not known', () => {
  const rich = figures({ ks2_prior: 104, disadvantaged: 31, eal: 8, ehcp: 4, sen_support: 12, roll: 840 });
  const published: Snapshot = {
    ...market,
    schools: market.schools.map((each) => ({ ...each, context: rich })),
  };

  it('20: stays missing: neither zero nor a mean, and the other parts are not rescaled', () => {
    const known = scoreOf(published);
    const missing = scoreOf(market);
    expect(known.of).toBe(1_000);
    expect(missing.of).toBe(800);
    expect(missing.parts.find(({ part }) => part === 'similar_context')).toMatchObject({
      points: null,
      of: 200,
    });
    const others = ({ parts }: Scored) => parts.filter(({ part }) => part !== 'similar_context');
    expect(others(missing)).toEqual(others(known));
    expect(known.points - missing.points).toBe(200);
  });

  it('20: a symbol in place of a figure is no figure (M04)', () => {
    const suppressed = published.schools.map((each) => ({
      ...each,
      context: each.context.map((value, at) =>
        at < 2 ? { ...value, millionths: null, symbol: 'SUPP' } : value,
      ),
    }));
    expect(pointsOf('similar_context', { ...published, schools: suppressed })).toBeNull();
  });
});

describe('the order of one need’s candidates', () => {
  it('puts a school that was wished for first among equals, and never before more points', () => {
    const three = aMarket([{}], [{}, {}, {}]);
    const placesFor = (wished: number): readonly string[] => {
      const wishes = [urn(wished)];
      const snapshot = { ...three, needs: three.needs.map((each) => ({ ...each, wishes })) };
      return rankCandidates(buildProblem(snapshot), 0).candidates.map(({ supporter }) => supporter);
    };
    expect([2, 3, 4].map((wished) => placesFor(wished)[0])).toEqual([urn(2), urn(3), urn(4)]);
    const asked = { ...three, soundings: [{ supporter: urn(3), times: 1 }] };
    const wishes = [urn(3)];
    const behind = { ...asked, needs: asked.needs.map((each) => ({ ...each, wishes })) };
    expect(rankCandidates(buildProblem(behind), 0).candidates.at(-1)?.supporter).toBe(urn(3));
  });

  it('25: is the same in every process that is given the same text', () => {
    const problem = buildProblem(aMarket([{}, {}], [{}, {}, {}]));
    const once = concludePlan(problem, scoreBlock(problem, 0, 2));
    const again = concludePlan(problem, [...scoreBlock(problem, 1, 2), ...scoreBlock(problem, 0, 1)]);
    expect(again).toEqual(once);
  });
});
