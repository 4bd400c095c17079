import { BadInput, type FieldError } from '@app/kernel';

/** Nobody keeps a log in mind for longer; the database would walk through it all the same. */
const LONGEST_YEARS = 20;

/**
 * Days as `2026-11-25`, either left out.
 * @throws BadInput naming the day: a range that ends before it begins, begins in the future, or is longer than twenty years.
 */
export function requireRange(
  { from, to }: { readonly from?: string; readonly to?: string },
  now: Date,
): void {
  const errors: FieldError[] = [];
  const today = now.toISOString().slice(0, 10);
  if (from !== undefined && from > today)
    errors.push({ path: 'from', message: 'Begin today or before: nothing is kept of days to come' });
  if (from !== undefined && to !== undefined && to < from)
    errors.push({ path: 'to', message: 'The last day is before the first' });
  if (from !== undefined && yearsLater(from, LONGEST_YEARS) < (to ?? today))
    errors.push({ path: 'from', message: `Ask for ${String(LONGEST_YEARS)} years or fewer` });
  if (errors.length > 0) throw new BadInput(errors);
}

function yearsLater(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}
