import {
  assignCertified,
  buildProblem,
  optimise,
  rankCandidates,
  reoptimise,
  scoreBlock,
  verifyPlan,
  type Plan,
  type Snapshot,
} from '@app/matching';
import { loadLinearSolver } from '../factories/a-linear-solver.js';
import { benchCounty, type Variant } from './county.js';
import { benchInPlace, type InPlace } from './in-place.bench.js';
import { median } from './median.js';
import { asProgram, greedy, loadHighs, solveWithHighs, type Reached } from './peers.js';

/** Above this, HiGHS in WebAssembly runs out of memory with every eligible pair in its text. */
const MOST_FOR_HIGHS = 1_500;
/** Above this it does not come to an end where days are short. */
const MOST_DAYS_FOR_HIGHS = 100;
const WARM_UPS = 2;

export interface BenchLine {
  readonly needs: number;
  readonly variant: Variant;
  readonly eligible: number;
  /** Milliseconds, medians. */
  readonly build: number;
  readonly score: number;
  readonly plan: number;
  readonly verify: number;
  readonly highs: number | null;
  /** Ours over HiGHS, medians of interleaved rounds: below 1 ours is faster. */
  readonly planToHighs: number | null;
  /** Share of the best plan's points that the greedy list misses, where it meets as many needs; else needs it misses. */
  readonly greedyMisses: string;
  /** One offer changed and planned anew from another plan, rescoring included; and its share of a full run. */
  readonly oneChange: number;
  readonly oneChangeShare: number;
  /** Changes in place, of milliseconds of the processor and as shares of those of a full run; without the plan's text. */
  readonly inPlace: InPlace;
  /** How far the plan may be from the best: needs of those met, or points where no more can be met. */
  readonly gap: string;
  readonly peakMegabytes: number;
}

/** Correctness first: a plan that its own check refuses, or that HiGHS betters, ends the bench. @throws Error */
export async function benchMatching(size: number, variant: Variant, rounds: number): Promise<BenchLine> {
  const snapshot = benchCounty(size, variant);
  const problem = buildProblem(snapshot);
  const rows = problem.needs.map((_, need) => rankCandidates(problem, need));
  const eligible = rows.reduce((sum, row) => sum + row.candidates.length + row.otherOffers.length, 0);
  const solving = { linear: await loadLinearSolver() };
  const { plan, certificate } = assignCertified(problem, rows, solving);
  const faults = verifyPlan(problem, rows, plan, certificate);
  if (faults.length > 0) throw new Error(`The plan did not pass its check: ${faults[0] ?? ''}`);
  if (plan.gap !== null && variant !== 'days') throw new Error('The plan is not the best there is.');
  const ours: Reached = { met: plan.pairs.length, points: plan.points };

  const most = variant === 'days' ? MOST_DAYS_FOR_HIGHS : MOST_FOR_HIGHS;
  const highs = size <= most ? await loadHighs() : null;
  const program = highs && asProgram(problem, rows);
  if (highs && program) {
    const theirs = solveWithHighs(highs, program);
    if (!isWithin(ours, theirs, plan))
      throw new Error(`HiGHS reaches ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}.`);
  }
  const times: Record<'build' | 'score' | 'plan' | 'verify' | 'highs' | 'full' | 'change', number[]> = {
    ...{ build: [], score: [], plan: [], verify: [], highs: [], full: [], change: [] },
  };
  const before = optimise(snapshot, solving);
  const changed = oneOfferFewer(snapshot);
  same(optimise(changed, solving).plan, reoptimise(before, changed, solving).plan);
  for (let round = -WARM_UPS; round < rounds; round += 1) {
    const note = (name: keyof typeof times, work: () => unknown): void => {
      const start = performance.now();
      work();
      if (round >= 0) times[name].push(performance.now() - start);
    };
    note('build', () => buildProblem(snapshot));
    note('score', () => scoreBlock(problem, 0, size));
    note('plan', () => assignCertified(problem, rows, solving));
    if (highs && program) note('highs', () => solveWithHighs(highs, program));
    note('verify', () => verifyPlan(problem, rows, plan, certificate));
    note('full', () => optimise(changed, solving));
    note('change', () => reoptimise(before, changed, solving));
  }
  const inPlace = benchInPlace(snapshot, solving);
  const of = (name: keyof typeof times): number => median(times[name]);
  return {
    ...{ needs: size, variant, eligible },
    ...{ build: of('build'), score: of('score'), plan: of('plan'), verify: of('verify') },
    highs: highs && of('highs'),
    planToHighs: highs && of('plan') / of('highs'),
    greedyMisses: missed(ours, greedy(problem, rows)),
    ...{ oneChange: of('change'), oneChangeShare: of('change') / of('full') },
    inPlace,
    gap: gapOf(ours, plan, problem.needWeight[0] ?? 1),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
}

/** Whether what a peer calls best is no better than a plan's own gap allows. All needs of the bench weigh the same. */
export function isWithin(ours: Reached, best: Reached, { gap }: Plan): boolean {
  if (gap === null) return best.met === ours.met && best.points === ours.points;
  if (gap.cover > 0) return best.met >= ours.met;
  return best.met === ours.met && best.points >= ours.points && best.points <= ours.points + gap.points;
}

function gapOf({ met, points }: Reached, { gap }: Plan, weight: number): string {
  if (gap === null) return '0';
  if (gap.cover === 0) return `${((gap.points / Math.max(1, points)) * 100).toFixed(2)}% of points`;
  return `${((gap.cover / weight / Math.max(1, met)) * 100).toFixed(2)}% of needs`;
}

function oneOfferFewer(snapshot: Snapshot): Snapshot {
  const at = snapshot.offers.findIndex(({ mostPartners }) => mostPartners > 0);
  const offers = snapshot.offers.map((offer, place) =>
    place === at ? { ...offer, mostPartners: offer.mostPartners - 1 } : offer,
  );
  return { ...snapshot, offers };
}

function same(one: Plan, other: Plan): void {
  if (JSON.stringify(one) !== JSON.stringify(other))
    throw new Error('A plan after one change is not the plan of a full run.');
}

function missed(best: Reached, reached: Reached): string {
  if (reached.met < best.met) return `${String(best.met - reached.met)} of ${String(best.met)} needs`;
  return `${(((best.points - reached.points) / Math.max(1, best.points)) * 100).toFixed(2)}% of points`;
}
