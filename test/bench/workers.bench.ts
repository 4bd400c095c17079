import { loadavg } from 'node:os';
import { buildProblem } from '@app/matching';
import { topColumns } from '../../libs/matching/src/problem/best-of-need.js';
import { blocksFor } from '../../libs/matching/src/problem/offer-blocks.js';
import { packProblem } from '../../libs/matching/src/problem/packed-problem.js';
import { shareColumns } from '../../libs/matching/src/problem/shared-columns.js';
import { needsByAsker } from '../../libs/matching/src/problem/top-candidates.js';
import { benchCountry } from './country.js';
import type { Variant } from './county.js';
import { Crew } from './crew.js';
import { median } from './median.js';
import { checksumOf, same } from './top-checksum.js';

/** Candidates kept of each need. */
const MOST = 50;
const WARM_UPS = 1;

/** Scoring a country on one thread and on two, in turn; milliseconds of the clock. */
export interface WorkersLine {
  readonly needs: number;
  readonly variant: Variant;
  readonly rounds: number;
  readonly one: number;
  readonly two: number;
  /** Medians of both; and the least and the greatest of any one round. */
  readonly oneToTwo: number;
  readonly least: number;
  readonly greatest: number;
  /** Of the machine, when it began and when it ended: what else runs takes from two threads more than from one. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

/** @throws Error where two threads do not come to what one does. */
export async function benchWorkers(
  size: number,
  variant: Variant,
  rounds: number,
  thread: string,
): Promise<WorkersLine> {
  const loadBefore = loadavg()[0] ?? 0;
  const packed = shareColumns(packProblem(buildProblem(benchCountry(size, variant))));
  const blocks = shareColumns(blocksFor(packed));
  const order = shareColumns(needsByAsker(packed));
  const into = topColumns(size, MOST, (bytes) => new SharedArrayBuffer(bytes));
  const crews = [1, 2].map((many) => new Crew(many, thread, packed, blocks, into, order));
  const times: [number[], number[]] = [[], []];
  let checksum = -1;
  try {
    for (let round = -WARM_UPS; round < rounds; round += 1)
      for (const [at, crew] of crews.entries()) {
        into.offer.fill(0);
        const ms = await crew.pass();
        checksum = checksum < 0 ? checksumOf(into) : checksum;
        same(checksum, checksumOf(into));
        if (round >= 0) times[at]?.push(ms);
      }
  } finally {
    await Promise.all(crews.map((crew) => crew.end()));
  }
  const [one, two] = times.map(median) as [number, number];
  const ratios = times[0].map((ms, round) => ms / (times[1][round] ?? ms));
  return {
    ...{ needs: size, variant, rounds, one, two, oneToTwo: one / two },
    ...{ least: Math.min(...ratios), greatest: Math.max(...ratios) },
    ...{ loadBefore, loadAfter: loadavg()[0] ?? 0 },
  };
}
