import { assignCertified, buildProblem, rankCandidates, verifyPlan } from '@app/matching';
import { benchCounty, VARIANTS } from './county.js';
import { asProgram, greedy, loadHighs, solveWithHighs } from './peers.js';

const SEEDS = Array.from({ length: 12 }, (_, at) => at + 1);
const SIZES = [3, 12, 40, 60];

describe.each(VARIANTS)('the plan of a county with %s supply', (variant) => {
  it('meets as many needs with as many points as HiGHS, a solver of others', async () => {
    const highs = await loadHighs();
    for (const seed of SEEDS)
      for (const size of SIZES) {
        const problem = buildProblem(benchCounty(size, variant, seed));
        const rows = problem.needs.map((_, need) => rankCandidates(problem, need));
        const { plan, certificate } = assignCertified(problem, rows);
        expect(verifyPlan(problem, rows, plan, certificate)).toEqual([]);
        const ours = { met: plan.pairs.length, points: plan.points };
        const theirs = ours.met === 0 ? ours : solveWithHighs(highs, asProgram(problem, rows));
        expect({ seed, size, ...ours }).toEqual({ seed, size, ...theirs });
        const simple = greedy(problem, rows);
        expect([simple.met <= ours.met, simple.met < ours.met || simple.points <= ours.points]).toEqual([
          true,
          true,
        ]);
      }
  }, 120_000);

  it('is the same county for the same seed, and another for another', () => {
    const bytes = (seed: number): string => JSON.stringify(benchCounty(12, variant, seed));
    expect(bytes(3)).toBe(bytes(3));
    expect(bytes(3)).not.toBe(bytes(4));
  });
});
