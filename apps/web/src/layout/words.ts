import { parseLocalDate, wallClockOf, type LocalDate } from '@app/kernel';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** `27 November 2026`: the day on the wall calendar here, for an instant, or for a date without a time. '' for nothing. */
export function dateInWords(when: unknown): string {
  const date = dayOf(when);
  return date === null ? '' : `${shortDate(date)} ${date.slice(0, 4)}`;
}

/** `27 November`, where the year is plain from the page. */
export function dayInWords(when: unknown): string {
  const date = dayOf(when);
  return date === null ? '' : shortDate(date);
}

/** `Friday 27 November 2026`. */
export function weekdayInWords(when: unknown): string {
  const date = dayOf(when);
  if (date === null) return '';
  return `${WEEKDAYS[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? ''} ${dateInWords(date)}`;
}

/** `27 November 2026 at 10:41`, United Kingdom time. */
export function momentInWords(when: unknown): string {
  return when instanceof Date ? `${dateInWords(when)} at ${timeInWords(when)}` : dateInWords(when);
}

/** `10:41`, United Kingdom time. */
export function timeInWords(when: Date): string {
  const minutes = Math.floor(wallClockOf(when).ms / 60_000);
  return [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, '0')).join(':');
}

/** Half-days as people say them: 1 → `half a day`, 2 → `1 day`, 5 → `2.5 days`, 0 → `0 days`. */
export function halfDaysInWords(halfDays: unknown): string {
  if (typeof halfDays !== 'number' || !Number.isInteger(halfDays)) return '';
  if (halfDays === 1) return 'half a day';
  return `${halfDays / 2} ${halfDays === 2 ? 'day' : 'days'}`;
}

/** Points of 1,000 as brokers read them, out of 100 with one decimal: 786 → `78.6`. */
export function pointsInWords(points: unknown): string {
  return typeof points === 'number' && Number.isInteger(points) ? (points / 10).toFixed(1) : '';
}

/** Pence as pounds: 45000 → `£450`, 45050 → `£450.50`, 123456700 → `£1,234,567`. */
export function poundsInWords(pence: number): string {
  const whole = `£${groupThousands(Math.floor(pence / 100))}`;
  return pence % 100 === 0 ? whole : `${whole}.${String(pence % 100).padStart(2, '0')}`;
}

/** `1 school`, `12 schools`, `1,375 schools`. */
export function countInWords(count: unknown, one: string, many: string): string {
  if (typeof count !== 'number') return '';
  return `${groupThousands(count)} ${count === 1 ? one : many}`;
}

/** `22,010`: no locale is asked, so that every machine prints the same. */
export function groupThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function shortDate(date: LocalDate): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
}

function dayOf(when: unknown): LocalDate | null {
  if (when instanceof Date) return wallClockOf(when).date;
  return typeof when === 'string' ? parseLocalDate(when.slice(0, 10)) : null;
}
