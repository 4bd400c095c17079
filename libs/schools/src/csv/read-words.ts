import { parseUrn, type SchoolUrn } from '@app/kernel';
import { trimmed } from './header.js';

/** What a cell says, or the sentence for the person who has to mend it. */
export type Reading<T> = { readonly value: T } | { readonly problem: string };

/** Calendar date as ISO text, `2024-09-01`: a day, never a moment, so no time zone can move it. */
export type IsoDate = string;

const DAY_MONTH_YEAR = /^(\d{2})-(\d{2})-(\d{4})$/;
/** The register writes this where nobody knows: 209 times nationally. */
const SENTINEL = '01-01-1900';

/** `dd-mm-yyyy` and nothing else, so that day and month are never swapped. Blank and 01-01-1900 mean unknown: null. */
export function readDayMonthYear(cell: string): Reading<IsoDate | null> {
  const text = trimmed(cell);
  if (text === '' || text === SENTINEL) return { value: null };
  const [, day, month, year] = DAY_MONTH_YEAR.exec(text) ?? [];
  if (!day || !month || !year)
    return { problem: `“${text}” is not a date as this file writes it, like 01-09-2024.` };
  const iso = `${year}-${month}-${day}`;
  return isCalendarDate(iso) ? { value: iso } : { problem: `There is no ${text} in the calendar.` };
}

/** @param iso text shaped like yyyy-mm-dd. */
export function isCalendarDate(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}

/**
 * Six digits. Spaces around and a thousands comma are taken off, which loses nothing; whatever a spreadsheet may have
 * rounded or turned into a date is refused, since it could be another school.
 */
export function readUrn(cell: string): Reading<SchoolUrn> {
  const text = trimmed(cell);
  const urn = parseUrn(/^\d{3},\d{3}$/.test(text) ? text.replace(',', '') : text);
  if (urn) return { value: urn };
  return /^\d(\.\d+)?e\+?\d+$/i.test(text)
    ? {
        problem: `A spreadsheet has turned this URN into “${text}”: format the column as text and fetch it again.`,
      }
    : { problem: `“${text}” is not a URN, which is six digits like 100001.` };
}

/** `845/4000` and `8454000` are one: seven digits, the authority's three first. */
export function readLaestab(cell: string): Reading<string | null> {
  const text = trimmed(cell);
  if (text === '') return { value: null };
  const digits = text.replace(/^(\d{3})[/ ](\d{4})$/, '$1$2');
  return /^\d{7}$/.test(digits)
    ? { value: digits }
    : { problem: `“${text}” is not a LAESTAB, which looks like 845/4000 or 8454000.` };
}
