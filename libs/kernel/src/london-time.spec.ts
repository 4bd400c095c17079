import fc from 'fast-check';
import { localDate, parseLocalDate } from './local-date.js';
import { endOfDay, instantOf, localDateOf, wallClockOf } from './london-time.js';

const at = (iso: string): Date => new Date(iso);
const HOUR = 3_600_000;
/** The machine's own data is the oracle here, and nowhere else. The rule of today has held since 1996. */
const oracle = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const anInstant = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2037, 11, 31) / 1000 })
  .map((seconds) => new Date(seconds * 1000));

describe('the wall clock in the United Kingdom', () => {
  it('shows what the machine shows for Europe/London, at any second', () => {
    fc.assert(
      fc.property(anInstant, (instant) => {
        const { date, ms } = wallClockOf(instant);
        const time = new Date(ms).toISOString().slice(11, 19);
        const [year, month, day] = date.split('-');
        expect(`${String(day)}/${String(month)}/${String(year)}, ${time}`).toBe(oracle.format(instant));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is already tomorrow at 23:30 UTC in summer, and not in winter', () => {
    expect(localDateOf(at('2026-07-01T23:30:00Z'))).toBe('2026-07-02');
    expect(localDateOf(at('2026-11-25T23:30:00Z'))).toBe('2026-11-25');
  });

  it.each([
    ['spring, the last second of winter time', '2027-03-28T00:59:59Z', '00:59:59'],
    ['spring, an hour lost', '2027-03-28T01:00:00Z', '02:00:00'],
    ['autumn, the last second of summer time', '2026-10-25T00:59:59Z', '01:59:59'],
    ['autumn, the hour again', '2026-10-25T01:00:00Z', '01:00:00'],
  ])('changes at 01:00 UTC: %s', (_, iso, time) => {
    expect(new Date(wallClockOf(at(iso)).ms).toISOString().slice(11, 19)).toBe(time);
  });

  it('gives the instant of a time, in the hour that is left out the later reading, in the hour twice the first', () => {
    expect(instantOf(localDate('2026-11-25'), { hour: 9 })).toEqual(at('2026-11-25T09:00:00Z'));
    expect(instantOf(localDate('2026-07-01'), { hour: 9, minute: 30 })).toEqual(at('2026-07-01T08:30:00Z'));
    expect(instantOf(localDate('2027-03-28'), { hour: 1, minute: 30 })).toEqual(at('2027-03-28T01:30:00Z'));
    expect(instantOf(localDate('2026-10-25'), { hour: 1, minute: 30 })).toEqual(at('2026-10-25T00:30:00Z'));
  });

  it('comes back to the same instant, but for the hour that happens twice', () => {
    fc.assert(
      fc.property(anInstant, (instant) => {
        const { date, ms } = wallClockOf(instant);
        const back = instantOf(date, { ms });
        const twice = instant.getTime() - back.getTime() === HOUR;
        expect(twice || back.getTime() === instant.getTime()).toBe(true);
        expect(wallClockOf(back)).toEqual({ date, ms });
      }),
    );
  });

  it('makes days of 23, 24 and 25 hours', () => {
    const hours = (day: string): number => {
      const date = localDate(day);
      return (endOfDay(date).getTime() - instantOf(date).getTime()) / HOUR;
    };
    expect([hours('2027-03-28'), hours('2027-03-29'), hours('2026-10-25')]).toEqual([23, 24, 25]);
  });

  it('holds at both ends of its range', () => {
    expect(localDateOf(at('2000-01-01T00:00:00Z'))).toBe('2000-01-01');
    expect(instantOf(localDate('2000-01-01'))).toEqual(at('2000-01-01T00:00:00Z'));
    expect(localDateOf(at('2100-12-31T23:59:59Z'))).toBe('2100-12-31');
    expect(() => localDateOf(at('1999-12-31T23:59:59Z'))).toThrow('not a day between');
    expect(parseLocalDate(localDateOf(at('2026-11-25T00:00:00Z')))).not.toBeNull();
  });
});
