import { parentPort, workerData } from 'node:worker_threads';
import type { TopColumns } from '../../libs/matching/src/problem/best-of-need.js';
import type { OfferBlocks } from '../../libs/matching/src/problem/offer-blocks.js';
import type { PackedProblem } from '../../libs/matching/src/problem/packed-problem.js';
import { TopCandidates } from '../../libs/matching/src/problem/top-candidates.js';

export interface ScoreWork {
  readonly packed: PackedProblem;
  readonly blocks: OfferBlocks | null;
  readonly into: TopColumns;
  readonly order: Int32Array;
  /** Where ranges begin in the order; one more at the end. */
  readonly ranges: Int32Array;
  /** The next range that nobody has taken. */
  readonly next: Int32Array;
}

// One of several threads that take ranges of needs until there are none left. Every message is one pass.
const { packed, blocks, into, order, ranges, next } = workerData as ScoreWork;
const top = new TopCandidates(packed, blocks, into);
parentPort?.on('message', () => {
  for (let range = Atomics.add(next, 0, 1); range + 1 < ranges.length; range = Atomics.add(next, 0, 1))
    for (let at = ranges[range]!; at < ranges[range + 1]!; at += 1) top.find(order[at]!);
  parentPort?.postMessage('done');
});
