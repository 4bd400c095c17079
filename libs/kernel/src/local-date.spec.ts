import fc from 'fast-check';
import {
  addDays,
  DateOutOfRange,
  daysBetween,
  isLocalDate,
  lastWeekdayOf,
  localDate,
  parseLocalDate,
  weekday,
} from './local-date.js';

const FIRST_MS = Date.UTC(2000, 0, 1);
const DAYS = 36_889; // 2000-01-01 to 2100-12-31
const isoOf = (day: number): string => new Date(FIRST_MS + day * 86_400_000).toISOString().slice(0, 10);
const aDay = fc.integer({ min: 0, max: DAYS });

describe('a local date', () => {
  it.each(['2026-11-25', '2000-01-01', '2100-12-31', '2028-02-29', '2000-02-29'])(
    'is read from %s',
    (text) => {
      expect(parseLocalDate(text)).toBe(text);
      expect(isLocalDate(text)).toBe(true);
    },
  );

  it.each([
    ['a day that does not exist', '2027-02-29'],
    ['29 February of 2100, no leap year', '2100-02-29'],
    ['a month 13', '2026-13-01'],
    ['a month 0', '2026-00-10'],
    ['a day 0', '2026-11-00'],
    ['a year before 2000', '1999-12-31'],
    ['the year 0', '0000-01-01'],
    ['a year after 2100', '9999-12-31'],
    ['digits left out', '2026-1-5'],
    ['British order', '25/11/2026'],
    ['a time after it', '2026-11-25T00:00'],
    ['spaces around it', ' 2026-11-25'],
    ['other digits', '２０２６-11-25'],
    ['a line break after it', '2026-11-25\n'],
    ['nothing', ''],
  ])('is refused: %s', (_, text) => {
    expect(parseLocalDate(text)).toBeNull();
    expect(() => localDate(text)).toThrow(DateOutOfRange);
  });

  it('is never a number or nothing at all', () => {
    expect([20261125, null, undefined, {}, new Date(0)].map(isLocalDate)).toEqual(Array(5).fill(false));
  });

  it('counts days as the calendar of the machine does in UTC, for every day of the century', () => {
    for (let day = 0; day <= DAYS; day += 1) expect(addDays(localDate('2000-01-01'), day)).toBe(isoOf(day));
  });

  it('undoes its own arithmetic, and orders as text', () => {
    fc.assert(
      fc.property(aDay, aDay, (a, b) => {
        const [from, to] = [localDate(isoOf(a)), localDate(isoOf(b))];
        expect(daysBetween(from, to)).toBe(b - a);
        expect(addDays(from, b - a)).toBe(to);
        expect(from < to).toBe(a < b);
      }),
    );
  });

  it('knows the day of the week as the machine does in UTC', () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const sunday0 = new Date(FIRST_MS + day * 86_400_000).getUTCDay();
        expect(weekday(localDate(isoOf(day)))).toBe(sunday0 === 0 ? 7 : sunday0);
      }),
    );
  });

  it('does not leave 2000 to 2100, and takes no half days', () => {
    expect(() => addDays(localDate('2000-01-01'), -1)).toThrow(DateOutOfRange);
    expect(() => addDays(localDate('2100-12-31'), 1)).toThrow(DateOutOfRange);
    expect(() => addDays(localDate('2026-11-25'), 0.5)).toThrow(DateOutOfRange);
    expect(() => addDays(localDate('2026-11-25'), NaN)).toThrow(DateOutOfRange);
  });

  it('finds the last Sunday of a month', () => {
    expect(lastWeekdayOf(2026, 3, 7)).toBe('2026-03-29');
    expect(lastWeekdayOf(2026, 10, 7)).toBe('2026-10-25');
    expect(lastWeekdayOf(2027, 10, 7)).toBe('2027-10-31');
  });
});
