import { buildProblem } from '@app/matching';
import { topColumns } from '../../libs/matching/src/problem/best-of-need.js';
import { blockOffers } from '../../libs/matching/src/problem/offer-blocks.js';
import { packProblem } from '../../libs/matching/src/problem/packed-problem.js';
import { needsByAsker, TopCandidates } from '../../libs/matching/src/problem/top-candidates.js';
import { benchCountry } from './country.js';
import { cpuTimed } from './cpu-time.js';
import type { Variant } from './county.js';
import { median } from './median.js';

/** Candidates kept of each need. */
const MOST = 50;
const WARM_UPS = 2;
/** A pass over few needs is too short to be timed: repeated until it has seen so many. */
const NEEDS_TIMED = 4_000;

/** Microseconds of the processor for one need, medians of interleaved rounds. */
export interface CandidatesLine {
  readonly needs: number;
  readonly variant: Variant;
  /** Every offer asked for; those by theme, remote help and square, sorting them into blocks included. */
  readonly dense: number;
  readonly blocked: number;
  readonly denseToBlocked: number;
}

/** @throws Error where the two ways do not come to the same lists: then no time counts. */
export function benchCandidates(size: number, variant: Variant, rounds: number): CandidatesLine {
  const packed = packProblem(buildProblem(benchCountry(size, variant)));
  const order = needsByAsker(packed);
  const into = topColumns(size, MOST);
  const dense = new TopCandidates(packed, null, into);
  const passes = Math.max(1, Math.ceil(NEEDS_TIMED / size));
  const runDense = (): void => {
    for (const need of order) dense.find(need);
  };
  const runBlocked = (): void => {
    const blocked = new TopCandidates(packed, blockOffers(packed), into);
    for (const need of order) blocked.find(need);
  };
  runDense();
  const found = JSON.stringify([into.offer, into.points, into.eligible]);
  runBlocked();
  if (JSON.stringify([into.offer, into.points, into.eligible]) !== found)
    throw new Error(`Dense and blocked search differ at ${size} needs.`);
  const times = { dense: [] as number[], blocked: [] as number[] };
  for (let round = -WARM_UPS; round < rounds; round += 1)
    for (const [list, run] of [
      [times.dense, runDense],
      [times.blocked, runBlocked],
    ] as const) {
      const [, ms] = cpuTimed(() => {
        for (let pass = 0; pass < passes; pass += 1) run();
      });
      if (round >= 0) list.push((ms * 1_000) / (passes * size));
    }
  const [each, byBlocks] = [median(times.dense), median(times.blocked)];
  return { needs: size, variant, dense: each, blocked: byBlocks, denseToBlocked: each / byBlocks };
}
