import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProblem } from '@app/matching';
import { roomOf } from '../../libs/matching/src/plan/locks.js';
import { WideAssignment } from '../../libs/matching/src/plan/wide/wide-assignment.js';
import type { WideRoom } from '../../libs/matching/src/plan/wide/wide-lists.js';
import { listsOf, widePlan } from '../../libs/matching/src/plan/wide/wide-plan.js';
import { topColumns } from '../../libs/matching/src/problem/best-of-need.js';
import { blocksFor } from '../../libs/matching/src/problem/offer-blocks.js';
import { packProblem } from '../../libs/matching/src/problem/packed-problem.js';
import { needsByAsker, TopCandidates } from '../../libs/matching/src/problem/top-candidates.js';
import type { Variant } from './county.js';
import { benchCountry } from './country.js';
import { median } from './median.js';
import { writeAssignment } from './native/columns-file.js';
import { NativePeer } from './native/native.js';
import { cpuTimed } from './cpu-time.js';

/** Candidates that a need begins with. */
const LIST = 20;
const WARM_UPS = 2;

/** Milliseconds of the processor, medians of interleaved rounds. */
export interface AssignmentLine {
  readonly needs: number;
  readonly variant: Variant;
  readonly met: number;
  readonly assign: number;
  readonly lemon: number | null;
  readonly assignToLemon: number | null;
  /** The first pass over all pairs, and the whole plan after it: solving, and holding all pairs against its prices. */
  readonly score: number;
  readonly plan: number;
  /** Passes over all pairs, the first included, until none was left that would better the plan; pairs added for it. */
  readonly passes: number;
  readonly added: number;
  readonly peakMegabytes: number;
  readonly machineLoad: number;
}

/** @throws Error where LEMON comes to another cost: then no time counts. */
export async function benchAssignment(
  size: number,
  variant: Variant,
  rounds: number,
): Promise<AssignmentLine> {
  const problem = buildProblem(benchCountry(size, variant));
  const packed = packProblem(problem);
  const room: WideRoom = {
    offerSchool: packed.offers.school,
    offers: problem.supporters.slotsLeft,
    schools: Int32Array.from(problem.schools, (_, school) => roomOf(problem, school)),
  };
  const top = topColumns(size, LIST);
  const candidates = new TopCandidates(packed, blocksFor(packed), top);
  const order = needsByAsker(packed);
  const [, score] = cpuTimed(() => {
    for (const need of order) candidates.find(need);
  });
  const lists = listsOf(packed, top);
  const folder = mkdtempSync(join(tmpdir(), 'trellis-bench-'));
  writeAssignment(join(folder, 'lists'), lists, room);
  const lemon = NativePeer.compile('assign', folder, [join(folder, 'lists')]);
  const times = { assign: [] as number[], lemon: [] as number[] };
  try {
    for (let round = -WARM_UPS; round < rounds; round += 1) {
      const [cost, ms] = cpuTimed(() => {
        const assignment = new WideAssignment(lists, room);
        assignment.solve();
        return assignment.cost();
      });
      if (round >= 0) times.assign.push(ms);
      if (!lemon) continue;
      const [theirs = 0, isBest, high = 0, low = 0] = await lemon.pass();
      if (isBest !== 1 || (BigInt(high) << 44n) + BigInt(low) !== cost)
        throw new Error(`LEMON and the assignment differ at ${size} needs, ${variant}.`);
      if (round >= 0) times.lemon.push(theirs);
    }
  } finally {
    await lemon?.end();
    rmSync(folder, { recursive: true, force: true });
  }
  const [plan, planned] = cpuTimed(() => widePlan(packed, room, top, candidates, order));
  const assign = median(times.assign);
  return {
    ...{ needs: size, variant, assign, score, plan: planned },
    met: plan.partner.reduce((sum, offer) => sum + (offer < 0 ? 0 : 1), 0),
    lemon: lemon && median(times.lemon),
    assignToLemon: lemon && assign / median(times.lemon),
    ...{ passes: plan.passes + 1, added: plan.added },
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
    machineLoad: loadavg()[0] ?? 0,
  };
}
