import type { Reading } from '../csv/read-words.js';

/**
 * `absence_2023-2024.csv`, `pupil_premium_2021-22.csv.gz`, `ks4_2019.csv` (the year in which it ended).
 *
 * @returns like `2023/24`; null where the name tells no school year, or two.
 */
export function schoolYearOfName(fileName: string): string | null {
  const years = [...fileName.matchAll(/(?<!\d)(20\d\d)(?:[-_](20\d\d|\d\d))?(?!\d)/g)];
  const [first, ...more] = years;
  if (!first?.[1] || more.length > 0) return null;
  return first[2] === undefined ? schoolYear(Number(first[1]) - 1) : yearsInOrder(first[1], first[2]);
}

/** `202324` as the Department's statistics write it. */
export function readTimePeriod(cell: string): Reading<string> {
  const [, from, to] = /^(20\d\d)(\d\d)$/.exec(cell.trim()) ?? [];
  const period = from && to ? yearsInOrder(from, to) : null;
  return period === null
    ? { problem: `“${cell.trim()}” is not a school year as this file writes it, like 202324.` }
    : { value: period };
}

function yearsInOrder(from: string, to: string): string | null {
  const period = schoolYear(Number(from));
  return period.slice(-2) === to.slice(-2) ? period : null;
}

const schoolYear = (from: number): string => `${String(from)}/${String((from + 1) % 100).padStart(2, '0')}`;
