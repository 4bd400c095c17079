import { isCalendarDate, type IsoDate } from '../csv/read-words.js';

/** The day in the name of a Department's extract, like `edubasealldata20250717.csv`; null where there is none. */
export function extractDateOf(fileName: string | undefined): IsoDate | null {
  const [, year, month, day] = /(?:^|\D)(20\d\d)-?(\d\d)-?(\d\d)(?:\D|$)/.exec(fileName ?? '') ?? [];
  if (!year || !month || !day) return null;
  const iso = `${year}-${month}-${day}`;
  return isCalendarDate(iso) ? iso : null;
}
