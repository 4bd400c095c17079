import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, openSnapshot, rankCandidates, type Problem } from '@app/matching';
import { topColumns, type TopColumns } from '../../libs/matching/src/problem/best-of-need.js';
import { blockOffers } from '../../libs/matching/src/problem/offer-blocks.js';
import { packProblem } from '../../libs/matching/src/problem/packed-problem.js';
import { shareColumns } from '../../libs/matching/src/problem/shared-columns.js';
import { needsByAsker, TopCandidates } from '../../libs/matching/src/problem/top-candidates.js';
import { Crew } from './crew.js';
import type { Variant } from './county.js';
import { cpuTimed } from './cpu-time.js';
import { benchCountry } from './country.js';
import { median } from './median.js';
import { writeColumns } from './native/columns-file.js';
import { NativePeer } from './native/native.js';
import { checksumOf, same } from './top-checksum.js';

/** Candidates kept of each need. */
const MOST = 50;
const WARM_UPS = 2;
/** Needs that are held against the readable rules, and by which a whole pass of theirs is reckoned. */
const SAMPLE = 3;

/** Milliseconds: of the processor where one thread works, of the clock where several do. Medians of interleaved rounds. */
export interface ScoringLine {
  readonly needs: number;
  readonly schools: number;
  readonly variant: Variant;
  readonly eligible: number;
  readonly load: number;
  readonly pack: number;
  readonly block: number;
  readonly score: number;
  readonly native: number | null;
  readonly scoreToNative: number | null;
  /** Plain objects, reckoned from a sample; and how many times that is ours. */
  readonly plain: number;
  readonly plainToScore: number;
  readonly oneWorker: number;
  readonly twoWorkers: number;
  readonly oneToTwo: number;
  readonly peakMegabytes: number;
  readonly checksum: number;
  readonly machineLoad: number;
}

/** @throws Error where two ways to score do not come to the same: then no time counts. */
export async function benchScoring(
  size: number,
  variant: Variant,
  rounds: number,
  thread: string,
): Promise<ScoringLine> {
  const text = canonicalJson(benchCountry(size, variant));
  const [problem, load] = cpuTimed(() => openSnapshot(text));
  const [own, pack] = cpuTimed(() => shareColumns(packProblem(problem)));
  const [blocks, block] = cpuTimed(() => shareColumns(blockOffers(own)));
  const order = shareColumns(needsByAsker(own));
  const memory = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);
  const into = topColumns(size, MOST, memory);
  const top = new TopCandidates(own, blocks, into);
  const scoreAll = (): void => {
    for (const need of order) top.find(need);
  };
  scoreAll();
  const checksum = checksumOf(into);
  const plain = samplePlain(problem, into);
  const folder = mkdtempSync(join(tmpdir(), 'trellis-bench-'));
  writeColumns(join(folder, 'columns'), own, blocks, order, MOST);
  const native = NativePeer.compile('score', folder, [join(folder, 'columns')]);
  const [one, two] = [1, 2].map((many) => new Crew(many, thread, own, blocks, into, order));
  const times = { score: [] as number[], native: [] as number[], one: [] as number[], two: [] as number[] };
  try {
    for (let round = -WARM_UPS; round < rounds; round += 1) {
      const note = (list: number[], ms: number): void => {
        if (round >= 0) list.push(ms);
      };
      note(times.score, cpuTimed(scoreAll)[1]);
      same(checksum, checksumOf(into));
      if (native) {
        const [ms = 0, theirs] = await native.pass();
        same(checksum, theirs);
        note(times.native, ms);
      }
      for (const [crew, list] of [
        [one!, times.one],
        [two!, times.two],
      ] as const) {
        into.offer.fill(0);
        note(list, await crew.pass());
        same(checksum, checksumOf(into));
      }
    }
  } finally {
    await Promise.all([one!.end(), two!.end(), native?.end()]);
    rmSync(folder, { recursive: true, force: true });
  }
  const score = median(times.score);
  return {
    ...{ needs: size, schools: own.schools.many, variant, load, pack, block, score, plain, checksum },
    eligible: into.eligible.reduce((sum, many) => sum + many, 0),
    native: native && median(times.native),
    scoreToNative: native && score / median(times.native),
    plainToScore: plain / score,
    ...{ oneWorker: median(times.one), twoWorkers: median(times.two) },
    oneToTwo: median(times.one) / median(times.two),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
    machineLoad: loadavg()[0] ?? 0,
  };
}

/** @returns milliseconds that plain objects would take for all needs. */
function samplePlain(problem: Problem, { most, many, offer, points }: TopColumns): number {
  const step = Math.max(1, Math.floor(problem.needs.length / SAMPLE));
  let [looked, ms] = [0, 0];
  for (let need = 0; need < problem.needs.length && looked < SAMPLE; need += step) {
    const [row, took] = cpuTimed(() => rankCandidates(problem, need));
    const listed = new Map([...row.candidates, ...row.otherOffers].map((each) => [each.offer, each]));
    for (let at = 0; at < many[need]!; at += 1) {
      const found = listed.get(problem.offers[offer[need * most + at]!]!.id);
      if (found?.points !== points[need * most + at])
        throw new Error(`Need ${need}: columns and readable rules differ.`);
    }
    [looked, ms] = [looked + 1, ms + took];
  }
  return (ms / looked) * problem.needs.length;
}
