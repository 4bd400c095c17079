import { aMarketOfFewDays, aMarketWithFewest, aMarket } from './conformance/planning.fixture.js';
import { loadLinearSolver } from '../../../test/factories/a-linear-solver.js';
import { needId, offerId, urn } from './a-county.fixture.js';
import { concludePlan } from './conclude-plan.js';
import type { Certificate } from './plan/certificate.js';
import type { Plan } from './plan/plan.js';
import { buildProblem } from './problem.js';
import { provePlan } from './prove-plan.js';
import { scoreBlock } from './score-block.js';
import type { Snapshot } from './snapshot/snapshot.js';

const SEEDS = Array.from({ length: 40 }, (_, at) => at + 1);

function concluded(snapshot: Snapshot, linear?: Awaited<ReturnType<typeof loadLinearSolver>>) {
  const problem = buildProblem(snapshot);
  const rows = scoreBlock(problem, 0, problem.needs.length);
  const { plan, certificate } = concludePlan(problem, rows, linear ? { mostBranches: 1, linear } : {});
  return { problem, rows, plan: JSON.parse(plan) as Plan, certificate };
}

describe('a plan with its certificate as it is kept', () => {
  it('27: is proven from the snapshot, the rows and the text alone', async () => {
    const linear = await loadLinearSolver();
    let [best, open, shared] = [0, 0, 0];
    for (const seed of SEEDS) {
      for (const { problem, rows, plan, certificate } of [
        concluded(aMarketWithFewest(seed, 5, 4)),
        concluded(aMarketOfFewDays(seed, 6, 4), linear),
      ]) {
        expect(provePlan(problem, rows, plan, certificate)).toEqual([]);
        if (plan.gap === null) best += 1;
        else open += 1;
        if ((JSON.parse(certificate ?? '{}') as Partial<Certificate>).shared) shared += 1;
      }
    }
    expect([best > 50, open > 3, shared > 3]).toEqual([true, true, true]);
  });

  it('27: is refused where either was changed afterwards', () => {
    let refused = 0;
    for (const seed of SEEDS) {
      const { problem, rows, plan, certificate } = concluded(aMarketWithFewest(seed, 5, 4));
      const free = plan.pairs.find(({ locked }) => !locked);
      if (!free || certificate === null) continue;
      const read = JSON.parse(certificate) as Certificate;
      const dearer = read.parts.map((part) => ({
        ...part,
        needs: part.needs.map(([force, cover, points, hash]) => [force, cover - 1e12, points, hash]),
      }));
      const without = plan.pairs.filter((pair) => pair !== free);
      const changed: readonly (readonly [plan: unknown, certificate: string | null])[] = [
        [{ ...plan, pairs: without, points: plan.points - free.points }, certificate],
        [{ ...plan, points: plan.points + 1 }, certificate],
        [{ ...plan, gap: { cover: 0, points: 5 } }, certificate],
        [plan, JSON.stringify({ ...read, parts: dearer })],
        [plan, JSON.stringify({ ...read, parts: read.parts.slice(1) })],
        [plan, null],
      ];
      for (const [kept, text] of changed) {
        expect(provePlan(problem, rows, kept, text)).not.toEqual([]);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(150);
  });

  it.each([
    ['no JSON', '{', 'JSON'],
    ['another form', '{"schema":"trellis.certificate/9","parts":[],"shared":null}', 'certificate'],
    [
      'a key too many',
      '{"schema":"trellis.certificate/1","parts":[],"shared":null,"by":"us"}',
      'certificate',
    ],
    [
      'prices that are no numbers',
      '{"schema":"trellis.certificate/1","parts":[],"shared":{"forWeight":["1"],"forPoints":null}}',
      'certificate',
    ],
    [
      'fractions',
      '{"schema":"trellis.certificate/1","parts":[],"shared":{"forWeight":[0.5],"forPoints":null}}',
      'certificate',
    ],
    ['nothing of any plan', '{"schema":"trellis.certificate/1","parts":[],"shared":null}', 'all plans'],
  ])('27: is refused with %s in the place of a certificate', (_, text, says) => {
    const { problem, rows, plan } = concluded(aMarket([{}], [{}]));
    expect(provePlan(problem, rows, plan, text).join()).toContain(says);
  });

  it('27: is refused where it is no plan at all', () => {
    const { problem, rows, certificate } = concluded(aMarket([{}], [{}]));
    for (const plan of [{}, { pairs: [] }, 'plan'])
      expect(provePlan(problem, rows, plan, certificate)).not.toEqual([]);
  });

  it('has none where locks left nothing to plan, and needs none', () => {
    const { problem, rows, plan, certificate } = concluded(
      aMarket([{}], [{}], {
        locks: [{ need: needId(1), offer: offerId(1) }],
        vetoes: [{ need: needId(1), supporter: urn(2) }],
      }),
    );
    expect([certificate, plan.contradictions.length]).toEqual([null, 1]);
    expect(provePlan(problem, rows, plan, certificate)).toEqual([]);
  });
});
