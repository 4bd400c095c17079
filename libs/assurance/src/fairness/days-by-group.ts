import { hiddenCells } from '@app/measurement';

/** Half-days of one school in one academic year, and the group that it is counted in. */
export interface CountedSchool {
  readonly group: string;
  /** Wanted by its needs. */
  readonly asked: number;
  /** Promised to it. */
  readonly received: number;
  readonly declared: number;
  /** Promised by it. */
  readonly given: number;
}

export interface GroupDays {
  readonly group: string;
  readonly schools: number;
  /** Null where so few schools stand behind them that they would name one, or would give another group away. */
  readonly days: Omit<CountedSchool, 'group'> | null;
}

export function sumOf(schools: readonly CountedSchool[]): Omit<CountedSchool, 'group'> {
  const total = { asked: 0, received: 0, declared: 0, given: 0 };
  for (const { asked, received, declared, given } of schools) {
    total.asked += asked;
    total.received += received;
    total.declared += declared;
    total.given += given;
  }
  return total;
}

export interface DaysTable {
  readonly rows: readonly GroupDays[];
  /** Null where the whole area is so few schools that it would name one. */
  readonly total: GroupDays['days'];
}

const WHOLE = 'whole';

/**
 * One row a group, by name; never by how much it gave (I-27).
 *
 * @param schools every school of the area, those that neither asked nor gave included.
 * @param smallest the area's `smallest_school_group`.
 */
export function daysByGroup(schools: readonly CountedSchool[], smallest: number): DaysTable {
  const groups = new Map<string, CountedSchool[]>();
  for (const school of schools) groups.set(school.group, [...(groups.get(school.group) ?? []), school]);
  const idOf = (group: string): string => `group ${group}`;
  const cells = [...groups].map(([name, inside]) => ({ id: idOf(name), schools: inside.length }));
  const sum = { whole: WHOLE, parts: cells.map(({ id }) => id) };
  const hidden = hiddenCells([...cells, { id: WHOLE, schools: schools.length }], [sum], smallest);
  const rows = [...groups].map(([group, inside]) => ({
    ...{ group, schools: inside.length },
    days: hidden.has(idOf(group)) ? null : sumOf(inside),
  }));
  return {
    rows: rows.toSorted((a, b) => (a.group < b.group ? -1 : 1)),
    total: hidden.has(WHOLE) ? null : sumOf(schools),
  };
}

/**
 * How few schools give half of all that is given: the fewer, the more hangs on them.
 *
 * @param given half-days by school, noughts left out or not. @returns null where nothing is given.
 */
export function fewestForHalf(given: readonly number[]): number | null {
  const total = given.reduce((sum, each) => sum + each, 0);
  if (total === 0) return null;
  let [sum, count] = [0, 0];
  for (const each of given.toSorted((a, b) => b - a)) {
    if (sum * 2 >= total) break;
    [sum, count] = [sum + each, count + 1];
  }
  return count;
}
