import { buildProblem, rankCandidates } from '@app/matching';
import { topColumns } from '../../libs/matching/src/problem/best-of-need.js';
import { blocksFor } from '../../libs/matching/src/problem/offer-blocks.js';
import { packProblem } from '../../libs/matching/src/problem/packed-problem.js';
import { shareColumns } from '../../libs/matching/src/problem/shared-columns.js';
import { needsByAsker, TopCandidates } from '../../libs/matching/src/problem/top-candidates.js';
import { benchCountry } from './country.js';
import { slope } from './exponents.js';

const VARIANTS = ['ample', 'scarce', 'tied'] as const;

describe('the country of the bench', () => {
  it.each(VARIANTS)('with %s supply has its best candidates as the readable rules order them', (variant) => {
    const problem = buildProblem(benchCountry(400, variant));
    const own = shareColumns(packProblem(problem));
    const top = topColumns(400, 5);
    const find = new TopCandidates(own, blocksFor(own), top);
    for (const need of needsByAsker(own)) find.find(need);
    let found = 0;
    for (let need = 0; need < 400; need += 29) {
      const { candidates, otherOffers } = rankCandidates(problem, need);
      expect(top.eligible[need]).toBe(candidates.length + otherOffers.length);
      const [best] = candidates;
      expect(problem.offers[top.offer[need * 5]!]?.id).toBe(best?.offer ?? problem.offers[0]?.id);
      found += best ? 1 : 0;
    }
    expect(found).toBeGreaterThan(5);
  });

  it('is worth the same for every pair that can be, where it is tied', () => {
    const problem = buildProblem(benchCountry(400, 'tied'));
    const all = problem.needs.flatMap((_, need) => rankCandidates(problem, need).candidates);
    expect(all.length).toBeGreaterThan(1_000);
    expect(new Set(all.map(({ points }) => points)).size).toBe(1);
  });

  it('is the same for the same seed, and another for another', () => {
    const bytes = (seed: number): string => JSON.stringify(benchCountry(65, 'ample', seed));
    expect(bytes(3)).toBe(bytes(3));
    expect(bytes(3)).not.toBe(bytes(4));
  });
});

describe('a fitted exponent', () => {
  it('is that of the power by which a time grows', () => {
    const points = [65, 1_375, 5_000].map((needs) => ({
      x: Math.log(needs),
      y: Math.log(0.003 * needs ** 1.7),
    }));
    expect(slope(points)).toBeCloseTo(1.7, 10);
  });
});
