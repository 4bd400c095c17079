import fc from 'fast-check';
import { downlandCalendar } from '../../../test/factories/downland-calendar.js';
import type { SchoolUrn } from './ids.js';
import { localDate as on, weekday } from './local-date.js';
import { wallClockOf } from './london-time.js';
import {
  brokerDigestOf,
  headDigestOf,
  mayArrive,
  nextArrival,
  nextBrokerDay,
  officeDigestOf,
} from './quiet-hours.js';
import { brokerDays, officeDays, schoolDays } from './working-days.js';

const downland = downlandCalendar();
const school = schoolDays(downland);
const MARLOWE = '990013' as SchoolUrn;
const at = (text: string): Date => new Date(text);
const anInstant = fc
  .integer({ min: 0, max: 1_000 * 24 * 60 })
  .map((minutes) => new Date(Date.UTC(2025, 8, 1) + minutes * 60_000));

describe('mail is silent', () => {
  it.each([
    ['at 06:59 on a school day', '2026-11-25T06:59:59Z', false],
    ['from 07:00 on no longer', '2026-11-25T07:00:00Z', true],
    ['until 18:59', '2026-11-25T18:59:59Z', true],
    ['from 19:00', '2026-11-25T19:00:00Z', false],
    ['on a Saturday', '2026-11-28T12:00:00Z', false],
    ['in half-term', '2027-02-17T12:00:00Z', false],
    ['on a bank holiday', '2027-05-03T12:00:00Z', false],
    ['in summer time at 05:59 UTC, which is 06:59', '2026-06-10T05:59:00Z', false],
    ['in summer time no longer at 06:00 UTC, which is 07:00', '2026-06-10T06:00:00Z', true],
    ['in summer time from 18:00 UTC, which is 19:00', '2026-06-10T18:00:00Z', false],
  ])('%s', (_, instant, arrives) => {
    expect(mayArrive(at(instant), school)).toBe(arrives);
  });

  it('and what is kept back arrives at 07:00 on the next day that its reader works', () => {
    const kept = (text: string): string => nextArrival(at(text), school).toISOString();
    expect(kept('2026-11-25T12:34:00Z')).toBe('2026-11-25T12:34:00.000Z');
    expect(kept('2026-11-25T03:00:00Z')).toBe('2026-11-25T07:00:00.000Z');
    expect(kept('2026-11-27T19:30:00Z')).toBe('2026-11-30T07:00:00.000Z');
    expect(kept('2027-02-12T20:00:00Z')).toBe('2027-02-22T07:00:00.000Z');
  });

  it('by the wall clock on either side of a change of the clocks', () => {
    // Sunday 28 March 2027 lies in the Easter holiday; the office works on Tuesday, in summer time.
    expect(nextArrival(at('2027-03-25T20:00:00Z'), officeDays(downland)).toISOString()).toBe(
      '2027-03-30T06:00:00.000Z',
    );
    expect(nextArrival(at('2026-10-23T18:30:00Z'), officeDays(downland)).toISOString()).toBe(
      '2026-10-26T07:00:00.000Z',
    );
  });

  it('at every instant: what is kept back arrives later, in open hours, and at once where the hours are open', () => {
    fc.assert(
      fc.property(anInstant, (now) => {
        const arrives = nextArrival(now, school);
        expect(arrives.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(mayArrive(arrives, school)).toBe(true);
        expect(arrives.getTime() === now.getTime()).toBe(mayArrive(now, school));
      }),
    );
  });
});

describe('the digest of a seconded head', () => {
  const wednesday = [3] as const;

  it('is due at 07:00 on their own broker day', () => {
    expect(brokerDigestOf(at('2026-11-25T06:59:00Z'), downland, wednesday)).toBeNull();
    expect(brokerDigestOf(at('2026-11-25T07:00:00Z'), downland, wednesday)).toBe('2026-11-25');
  });

  it('is not due in half-term, nor to somebody without a day', () => {
    expect(brokerDigestOf(at('2027-02-17T08:00:00Z'), downland, wednesday)).toBeNull();
    expect(brokerDigestOf(at('2026-11-25T08:00:00Z'), downland, [])).toBeNull();
  });

  it('never arrives on the four days at their own school', () => {
    fc.assert(
      fc.property(anInstant, fc.constantFrom(1, 2, 3, 4, 5), (now, day) => {
        const due = brokerDigestOf(now, downland, [day]);
        if (due === null) return;
        expect(weekday(due)).toBe(day);
        expect(brokerDays(downland, [day as 1])(wallClockOf(now).date)).toBe(true);
      }),
    );
  });
});

describe('the digest of a head', () => {
  const due = (text: string) => headDigestOf(at(text), downland, MARLOWE);

  it('is due to advisers and chairs on the first day of the office, in half-term too', () => {
    expect(officeDigestOf(at('2027-05-03T07:00:00Z'), downland)).toBeNull();
    expect(officeDigestOf(at('2027-05-04T07:00:00Z'), downland)).toBe('2027-05-03');
    expect(officeDigestOf(at('2027-02-15T07:00:00Z'), downland)).toBe('2027-02-15');
  });

  it('is due once a week, from 07:00 on its first school day', () => {
    expect(due('2026-11-23T06:30:00Z')).toBeNull();
    expect(due('2026-11-23T07:00:00Z')).toBe('2026-11-23');
    expect(due('2027-05-04T07:00:00Z')).toBe('2027-05-03');
  });

  it('is the same one on each later day of its week, so that a missed one is caught up and none comes twice', () => {
    expect(due('2026-11-26T12:00:00Z')).toBe('2026-11-23');
    expect(due('2026-11-30T08:00:00Z')).toBe('2026-11-30');
  });

  it('is not due in holidays', () => {
    expect(due('2026-10-28T09:00:00Z')).toBeNull();
  });
});

describe('the next broker day', () => {
  it('passes half-term by', () => {
    expect(nextBrokerDay(on('2026-11-25'), downland, [3])).toBe('2026-12-02');
    expect(nextBrokerDay(on('2027-02-10'), downland, [3])).toBe('2027-02-24');
    expect(nextBrokerDay(on('2027-02-10'), downland, [])).toBeNull();
  });
});
