import type { ScoredRow } from './candidate-row.js';
import { rankCandidates } from './candidates.js';
import { packRow } from './pack-row.js';
import type { Problem } from './problem.js';

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
  const rows: ScoredRow[] = [];
  for (let need = from; need < to; need += 1) rows.push(packRow(problem, rankCandidates(problem, need)));
  return rows;
}
