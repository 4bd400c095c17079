export interface Cell {
  readonly id: string;
  /** How many schools stand behind it. */
  readonly schools: number;
}

/** A whole and the parts that it is the sum of, by the ids of cells. */
export interface SumOfCells {
  readonly whole: string;
  readonly parts: readonly string[];
}

/** How many schools stand behind what these cells changed by, taken as one. */
export type Together = (ids: readonly string[]) => number;

/**
 * Which cells of tables that share sums are hidden (I-13): those of fewer schools than may be shown, then further ones, the
 * smallest first, until no sum gives a hidden cell away, neither alone nor with others.
 *
 * A cell behind which no school stands has nothing to hide, and is hidden only where nothing else would do.
 *
 * @param cells ids unique. @param sums every sum that a reader can know of, also over cells that are printed nowhere.
 * @param smallest the area's `smallest_school_group`: 5 hides cells of 1 to 4 schools.
 * @param asked `already`: cells that are not known whatever stands behind them. `changes`: cells say by how much others
 *   changed, and how many schools stand behind what several changed by together, where a sum of nought is no secret.
 */
export function hiddenCells(
  cells: readonly Cell[],
  sums: readonly SumOfCells[],
  smallest: number,
  asked: { readonly already?: ReadonlySet<string>; readonly changes?: Together } = {},
): ReadonlySet<string> {
  const schools = new Map(cells.map((cell) => [cell.id, cell.schools]));
  const behind = (id: string): number => schools.get(id) ?? 0;
  const small = cells.filter((cell) => isSmall(cell.schools, smallest)).map(({ id }) => id);
  const hidden = new Set([...small, ...(asked.already ?? [])]);
  const { changes } = asked;
  const tooFew = (away: readonly string[]): boolean =>
    changes ? isSmall(changes(away), smallest) : away.reduce((sum, id) => sum + behind(id), 0) < smallest;
  for (;;) {
    const weak = sums.find((sum) => givesAway(sum, hidden, tooFew)) ?? solvable(sums, hidden);
    const next = weak && nextToHide(weak, hidden, behind);
    if (next === undefined) return hidden;
    hidden.add(next);
  }
}

function isSmall(schools: number, smallest: number): boolean {
  return schools > 0 && schools < smallest;
}

/** One hidden cell alone is a subtraction away; so are too few schools behind several. */
function givesAway(
  { whole, parts }: SumOfCells,
  hidden: ReadonlySet<string>,
  tooFew: (away: readonly string[]) => boolean,
): boolean {
  const away = parts.filter((id) => hidden.has(id));
  if (hidden.has(whole)) return away.length === 0;
  if (away.length === 0) return false;
  return away.length === 1 || tooFew(away);
}

/** The smallest that is still shown: a part that says something, then the whole, then a part that says nothing. */
function nextToHide(
  { whole, parts }: SumOfCells,
  hidden: ReadonlySet<string>,
  behind: (id: string) => number,
): string | undefined {
  const shown = parts
    .filter((id) => !hidden.has(id))
    .toSorted((a, b) => behind(a) - behind(b) || (a < b ? -1 : 1));
  const saying = shown.find((id) => behind(id) > 0);
  return saying ?? (hidden.has(whole) ? shown[0] : whole);
}

/** A sum with a hidden cell that all sums together give away, found by elimination; nothing where there is none. */
function solvable(sums: readonly SumOfCells[], hidden: ReadonlySet<string>): SumOfCells | undefined {
  const unknown = [...hidden];
  const rows = sums.map(({ whole, parts }) =>
    unknown.map((id) => (id === whole ? 1 : 0) - (parts.includes(id) ? 1 : 0)),
  );
  const solved = reduced(rows).flatMap((row) => {
    const used = row.flatMap((factor, at) => (Math.abs(factor) > TINY ? [at] : []));
    return used.length === 1 ? used.map((at) => unknown[at] ?? '') : [];
  });
  const inside = (sum: SumOfCells, id: string): boolean => sum.whole === id || sum.parts.includes(id);
  return sums.find(
    (sum) => solved.some((id) => inside(sum, id)) && [sum.whole, ...sum.parts].some((id) => !hidden.has(id)),
  );
}

/** Factors are sums of ones: anything smaller is the rounding of the machine. */
const TINY = 1e-9;

/** Gauss and Jordan: each pivot stands alone in its column. */
function reduced(given: readonly (readonly number[])[]): readonly (readonly number[])[] {
  let rows = given;
  let done = 0;
  const width = given[0]?.length ?? 0;
  for (let column = 0; column < width; column += 1) {
    const at = rows.findIndex((row, place) => place >= done && Math.abs(row[column] ?? 0) > TINY);
    const found = rows[at];
    if (!found) continue;
    const pivot = found.map((factor) => factor / (found[column] ?? 1));
    const others = rows.filter((_, place) => place !== at);
    const cleared = others.map((row) =>
      row.map((factor, place) => factor - (row[column] ?? 0) * (pivot[place] ?? 0)),
    );
    rows = [...cleared.slice(0, done), pivot, ...cleared.slice(done)];
    done += 1;
  }
  return rows;
}
