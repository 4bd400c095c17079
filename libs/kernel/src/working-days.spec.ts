import fc from 'fast-check';
import { downlandCalendar } from '../../../test/factories/downland-calendar.js';
import type { SchoolUrn } from './ids.js';
import { addDays, localDate as on, weekday } from './local-date.js';
import { NoCalendar } from './terms.js';
import {
  addWorkingDays,
  addWorkingHours,
  bothWork,
  brokerDays,
  officeDays,
  rollBack,
  rollForward,
  schoolDays,
  workingDaysBetween,
} from './working-days.js';

const downland = downlandCalendar();
const office = officeDays(downland);
const school = schoolDays(downland);
const aDate = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays(on('2026-09-01'), days));

describe('working days', () => {
  it('of the office are Monday to Friday less bank holidays and listed closures, school holidays included', () => {
    expect(['2026-11-25', '2026-10-28', '2027-08-02'].map((day) => office(on(day)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['2026-11-28', '2026-12-25', '2026-12-29'].map((day) => office(on(day)))).toEqual(
      Array(3).fill(false),
    );
  });

  it('of a school are weekdays in its term that are no bank holiday', () => {
    expect(['2026-11-25', '2027-05-04'].map((day) => school(on(day)))).toEqual([true, true]);
    expect(['2026-11-28', '2026-10-28', '2027-05-03', '2027-08-02'].map((day) => school(on(day)))).toEqual(
      Array(4).fill(false),
    );
  });

  it('of a school count its training days, unless the setting says otherwise', () => {
    const training = on('2027-01-04');
    expect(school(training)).toBe(true);
    expect(schoolDays({ ...downland, insetCounts: false })(training)).toBe(false);
  });

  it("of a school are its own where it differs, both schools' where both must be open", () => {
    const early = '900001' as SchoolUrn;
    const calendar = {
      ...downland,
      insetCounts: false,
      schools: {
        [early]: {
          halfTerms: { '2026/27-2': { from: on('2026-11-02'), to: on('2026-12-16') } },
          insetDays: [on('2026-11-06')],
        },
      },
    };
    const own = schoolDays(calendar, early);
    expect(['2026-12-17', '2026-11-06'].map((day) => own(on(day)))).toEqual([false, false]);
    expect(own(on('2027-01-04'))).toBe(true);
    expect(bothWork(own, schoolDays(calendar))(on('2026-12-17'))).toBe(false);
    expect(bothWork(own, schoolDays(calendar))(on('2026-12-16'))).toBe(true);
  });

  it("of a broker are that broker's own days in term", () => {
    const tuesdays = brokerDays(downland, [2]);
    expect(['2027-02-09', '2027-02-16', '2027-02-10'].map((day) => tuesdays(on(day)))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are never guessed past the end of the calendar, and a party that never works does not loop', () => {
    expect(() => office(on('2040-01-04'))).toThrow(NoCalendar);
    expect(() => addWorkingDays(on('2035-08-30'), 5, office)).toThrow(NoCalendar);
    expect(() => addWorkingDays(on('2026-11-25'), 1, brokerDays(downland, []))).toThrow(NoCalendar);
  });
});

describe('counting working days', () => {
  it('never counts day 0, and ends on the nth', () => {
    expect(addWorkingDays(on('2026-11-25'), 3, office)).toBe('2026-11-30');
    expect(addWorkingDays(on('2026-11-28'), 1, office)).toBe('2026-11-30');
    expect(addWorkingDays(on('2026-11-28'), 0, office)).toBe('2026-11-30');
    expect(addWorkingDays(on('2026-11-25'), 0, office)).toBe('2026-11-25');
    expect(addWorkingDays(on('2026-11-30'), -3, office)).toBe('2026-11-25');
  });

  it('lands on a working day, with exactly that many behind it', () => {
    fc.assert(
      fc.property(
        aDate,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(office, school),
        (date, days, works) => {
          const due = addWorkingDays(date, days, works);
          expect(works(due)).toBe(true);
          expect(workingDaysBetween(date, due, works)).toBe(days);
          expect(weekday(due)).toBeLessThanOrEqual(5);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never falls due earlier for more days or a later start', () => {
    fc.assert(
      fc.property(aDate, fc.nat(30), fc.nat(30), fc.nat(40), (date, days, more, later) => {
        const due = addWorkingDays(date, days, school);
        expect(addWorkingDays(date, days + more, school) >= due).toBe(true);
        expect(addWorkingDays(addDays(date, later), days, school) >= due).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('rolls to the day itself, or the nearest working day that way', () => {
    expect([rollForward(on('2026-11-28'), office), rollBack(on('2026-11-28'), office)]).toEqual([
      '2026-11-30',
      '2026-11-27',
    ]);
    expect([rollForward(on('2026-11-25'), office), rollBack(on('2026-11-25'), office)]).toEqual([
      '2026-11-25',
      '2026-11-25',
    ]);
  });
});

describe('counting hours', () => {
  const HOUR = 3_600_000;

  it('takes all 24 of a working day and none of others', () => {
    const friday = { date: on('2026-11-27'), ms: 15 * HOUR };
    expect(addWorkingHours(friday, 48, office)).toEqual({ date: '2026-12-01', ms: 15 * HOUR });
    expect(addWorkingHours(friday, 9, office)).toEqual({ date: '2026-11-27', ms: 24 * HOUR });
    expect(addWorkingHours({ date: on('2026-11-28'), ms: 15 * HOUR }, 1, office)).toEqual({
      date: '2026-11-30',
      ms: HOUR,
    });
  });

  it('takes the same time of day for whole days of hours', () => {
    fc.assert(
      fc.property(
        aDate.filter(office),
        fc.integer({ min: 1, max: 86_399_999 }),
        fc.integer({ min: 1, max: 20 }),
        (date, ms, days) => {
          const end = addWorkingHours({ date, ms }, days * 24, office);
          expect(end).toEqual({ date: addWorkingDays(date, days, office), ms });
        },
      ),
      { numRuns: 200 },
    );
  });
});
