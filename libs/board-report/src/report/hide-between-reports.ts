import { hiddenCells, type SumOfCells } from '@app/measurement';
import { sumsOf } from './count-figures.js';
import type { CountedFigure, CountedRow } from './counted-figure.js';
import type { FigureOrHidden } from './figure.js';

/** What a report was counted from, and what it did not show. */
export interface ReportBasis {
  readonly year: string;
  readonly rows: Readonly<Record<string, readonly CountedRow[]>>;
  readonly hidden: readonly string[];
}

/** The only figures that are of no year: those of another year's report are of other records. */
const OF_NO_YEAR = /^(schools|linked|unlinked)-/;

/**
 * Hides what too few schools stand behind, in this report or in what it differs by from an earlier one (I-13): whoever holds
 * both takes one from the other.
 *
 * @param earlier every report that was issued, not only the last: the first less the third is what the second hid.
 */
export function hideBetweenReports(
  year: string,
  counted: readonly CountedFigure[],
  goals: readonly string[],
  smallest: number,
  earlier: readonly ReportBasis[],
): ReadonlyMap<string, FigureOrHidden> {
  const sums = sumsOf(
    goals,
    counted.map(({ figure }) => figure.id),
  );
  const cells = counted.map(({ figure, schools }) => ({ id: figure.id, schools: schools.size }));
  const differences = earlier.map((report) => differenceOf(year, counted, sums, report));
  let hidden = hiddenCells(cells, sums, smallest);
  for (;;) {
    const found = new Set(hidden);
    for (const { before, ...table } of differences) {
      const already = new Set([...found, ...before].filter((id) => table.ids.has(id)));
      const unknown = hiddenCells(table.cells, table.sums, smallest, { already, changes: table.together });
      // What the earlier report hid, nobody can take from this one.
      for (const id of unknown) if (!before.has(id)) found.add(id);
    }
    if (found.size === hidden.size)
      return new Map(
        counted.map(({ figure }) => [
          figure.id,
          hidden.has(figure.id) ? { id: figure.id, hidden: true as const } : figure,
        ]),
      );
    hidden = hiddenCells(cells, sums, smallest, { already: found });
  }
}

function differenceOf(
  year: string,
  counted: readonly CountedFigure[],
  sums: readonly SumOfCells[],
  report: ReportBasis,
) {
  const had = new Set(Object.keys(report.rows).map(familyOf));
  const comparable = (id: string): boolean =>
    (report.year === year || OF_NO_YEAR.test(id)) && had.has(familyOf(id));
  const now = new Map(
    counted.flatMap(({ figure: { id }, rows }) => (comparable(id) ? [[id, rows] as const] : [])),
  );
  const together = (ids: readonly string[]): number =>
    schoolsOfChange(
      ids.flatMap((id) => report.rows[id] ?? []),
      ids.flatMap((id) => now.get(id) ?? []),
    );
  return {
    ...{ ids: now as ReadonlyMap<string, unknown>, together, before: new Set(report.hidden) },
    cells: [...now.keys()].map((id) => ({ id, schools: together([id]) })),
    sums: sums.filter(({ whole, parts }) => [whole, ...parts].every(comparable)),
  };
}

/** What an earlier report counted of goals, or by district, or did not count yet: then there is nothing to take it from. */
function familyOf(id: string): string {
  const [kind = ''] = id.split('-', 1);
  return id.includes('-@') ? `${kind} by district` : kind;
}

/** Schools behind what was added, taken away or changed: of days, on whichever side they are fewer. */
export function schoolsOfChange(before: readonly CountedRow[], now: readonly CountedRow[]): number {
  const balance = new Map<string, { row: CountedRow; times: number }>();
  const add = (row: CountedRow, by: number): void => {
    const key = `${row.record} ${String(row.amount)}`;
    balance.set(key, { row, times: (balance.get(key)?.times ?? 0) + by });
  };
  for (const row of before) add(row, -1);
  for (const row of now) add(row, 1);
  const changed = [...balance.values()].filter(({ times }) => times !== 0).map(({ row }) => row.schools);
  const sides = Math.max(0, ...changed.map(({ length }) => length));
  const counts = Array.from({ length: sides }, (_, side) => new Set(changed.map((each) => each[side])).size);
  return Math.min(...counts, changed.length);
}
