import type { ScoredRow } from './candidate-row.js';
import type { Problem } from './problem.js';
import { packedOf } from './problem/packed-problem.js';
import { RankedNeed } from './problem/ranked-need.js';
import { writeRow } from './problem/write-row.js';

/**
 * Scores a block of needs, one row for each. However the needs are cut into blocks, in whatever order and how often, the
 * rows are the same bytes.
 *
 * @param from @param to places in canonical order, `to` not included.
 * @throws RangeError where the range is not within the problem.
 */
export function scoreBlock(problem: Problem, from: number, to: number): readonly ScoredRow[] {
  const fits = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to <= problem.needs.length;
  if (!fits) throw new RangeError(`Needs ${String(from)} to ${String(to)} are not in this problem.`);
  const packed = packedOf(problem);
  const ranked = new RankedNeed(packed);
  return Array.from({ length: to - from }, (_, at) => {
    ranked.rank(from + at);
    return writeRow(packed, from + at, ranked);
  });
}
