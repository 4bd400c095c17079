import { AREAS, STEPS, walk } from '../../libs/matching/src/one-change.fixture.js';
import { cpuTimed } from './cpu-time.js';

/** Changes made one after the other in one area, before the next begins. */
const EACH = 20;

export interface ChangesLine {
  readonly changes: number;
  readonly areas: number;
  readonly kinds: number;
  /** Changes after which a network changed in place held the plan. */
  readonly inPlace: number;
  /** Changes after which anything was not as in a full run. */
  readonly differences: number;
  readonly cpuSeconds: number;
}

/**
 * So many random changes of one school each, in small areas of every kind: after each the plan made from the one before, and
 * that of a network changed in place, are held to the byte against a plan from the beginning; rows are held against the
 * readable rules, and every proof is reckoned again.
 *
 * @throws Error naming what differs.
 */
export function benchChanges(many: number, first = 1): ChangesLine {
  const seen = new Set<string>();
  let [changes, areas, inPlace] = [0, 0, 0];
  const [, cpu] = cpuTimed(() => {
    for (let seed = first; changes < many; seed += 1) {
      const begin = AREAS[seed % AREAS.length];
      if (!begin) continue;
      const walked = walk(seed, begin(seed), Math.min(EACH, many - changes));
      if (walked.faults.length > 0) throw new Error(walked.faults.join('\n'));
      for (const name of walked.names) seen.add(name);
      [changes, areas] = [changes + walked.names.length, areas + 1];
      inPlace += walked.inPlace;
    }
  });
  if (seen.size < Object.keys(STEPS).length && many >= 1_000) throw new Error('Not every change occurred.');
  return { changes, areas, kinds: seen.size, inPlace, differences: 0, cpuSeconds: cpu / 1_000 };
}
