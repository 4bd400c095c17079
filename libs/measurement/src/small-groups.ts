export interface Group {
  readonly name: string;
  /** How many schools stand behind its figures. */
  readonly schools: number;
}

/**
 * Which groups of a table with a total are hidden (I-13): those of fewer schools than may be shown, then further ones,
 * the smallest first, until what the total gives away is a sum over enough schools and over two groups or more. A group
 * of no school has nothing to hide.
 *
 * @param groups one row each, names unique, schools a whole number from 0.
 * @param smallest the area's `smallest_school_group`: 5 hides groups of 1 to 4.
 * @returns their names; all of them where nothing else would do.
 */
export function hiddenGroups(groups: readonly Group[], smallest: number): ReadonlySet<string> {
  const filled = groups
    .filter(({ schools }) => schools > 0)
    .toSorted((a, b) => a.schools - b.schools || (a.name < b.name ? -1 : 1));
  const hidden = filled.filter(({ schools }) => schools < smallest);
  if (hidden.length === 0) return new Set();
  const behind = (): number => hidden.reduce((sum, { schools }) => sum + schools, 0);
  for (const group of filled.slice(hidden.length)) {
    if (hidden.length >= 2 && behind() >= smallest) break;
    hidden.push(group);
  }
  return new Set(hidden.map(({ name }) => name));
}
