import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TopColumns } from '../../libs/matching/src/problem/best-of-need.js';
import type { OfferBlocks } from '../../libs/matching/src/problem/offer-blocks.js';
import type { PackedProblem } from '../../libs/matching/src/problem/packed-problem.js';
import type { ScoreWork } from './score-thread.js';

/** Threads that share one set of columns. */
export class Crew {
  private readonly workers: readonly Worker[];
  private readonly next = new Int32Array(new SharedArrayBuffer(4));

  constructor(
    many: number,
    thread: string,
    packed: PackedProblem,
    blocks: OfferBlocks | null,
    into: TopColumns,
    order: Int32Array,
  ) {
    const parts = Math.min(64, order.length);
    const ranges = Int32Array.from({ length: parts + 1 }, (_, at) => Math.floor((at * order.length) / parts));
    const ids = { needs: [], offers: [], schools: [] };
    const workerData: ScoreWork = {
      packed: { ...packed, ids },
      blocks,
      into,
      order,
      ranges,
      next: this.next,
    };
    this.workers = Array.from({ length: many }, () => new Worker(thread, { workerData }));
  }

  async pass(): Promise<number> {
    const start = performance.now();
    this.next[0] = 0;
    const done = this.workers.map((worker) => once(worker, 'message'));
    for (const worker of this.workers) worker.postMessage('score');
    await Promise.all(done);
    return performance.now() - start;
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
