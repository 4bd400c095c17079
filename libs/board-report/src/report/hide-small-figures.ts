import { hiddenCells } from '@app/measurement';
import { sumsOf } from './count-figures.js';
import type { CountedFigure } from './counted-figure.js';
import type { FigureOrHidden } from './figure.js';

/**
 * Takes value and records from every figure behind which fewer schools stand than may be shown, and from those that would
 * give it away.
 *
 * @param smallest the area's `smallest_school_group`.
 */
export function hideSmallFigures(
  counted: readonly CountedFigure[],
  goals: readonly string[],
  smallest: number,
): ReadonlyMap<string, FigureOrHidden> {
  const cells = counted.map(({ figure, schools }) => ({ id: figure.id, schools: schools.size }));
  const sums = sumsOf(
    goals,
    cells.map(({ id }) => id),
  );
  const hidden = hiddenCells(cells, sums, smallest);
  return new Map(
    counted.map(({ figure }) => [
      figure.id,
      hidden.has(figure.id) ? { id: figure.id, hidden: true as const } : figure,
    ]),
  );
}
