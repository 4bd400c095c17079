import { downlandCalendar } from '../../../test/factories/downland-calendar.js';
import { CLOCK_IDS, clockOf } from './clocks.js';
import { ClockNeeds, dueOn, isMissed, type DueAsked } from './due-on.js';
import type { SchoolUrn } from './ids.js';
import { addDays, localDate as on } from './local-date.js';
import { instantOf } from './london-time.js';
import { readClocks } from './read-clocks.js';
import type { Calendar } from './school-year.js';
import { NoCalendar } from './terms.js';

const downland = downlandCalendar();
const tuesday: DueAsked = { brokerWeekdays: [2] };

/** "Downland break 15–19 February 2027": each sentence of the specification's examples, as it stands there. */
describe('the worked examples', () => {
  it('visit Thu 11 Feb > record by Thu 25 Feb', () => {
    expect(dueOn('C-8', on('2027-02-11'), downland).on).toBe('2027-02-25');
  });

  it('broker day Tuesday: need open Thu 4 Feb > Tue 9 Feb', () => {
    expect(dueOn('C-2', on('2027-02-04'), downland, tuesday)).toMatchObject({
      on: '2027-02-09',
      cover: false,
    });
  });

  it('broker day Tuesday: Fri 12 Feb > Mon 22 Feb (day 7 rolled on, before Tue 23: cover broker)', () => {
    expect(dueOn('C-2', on('2027-02-12'), downland, tuesday)).toMatchObject({
      on: '2027-02-22',
      cover: true,
    });
  });

  it('at 48 hours, office shut in the break: Fri 12 Feb 15:00 > Tue 23 Feb 15:00', () => {
    const shut = [0, 1, 2, 3, 4].map((day) => addDays(on('2027-02-15'), day));
    const calendar: Calendar = {
      ...downland,
      years: downland.years.map((year) =>
        year.id === '2026/27' ? { ...year, officeClosures: [...year.officeClosures, ...shut] } : year,
      ),
    };
    const settings = readClocks({ 'C-2': { limit: '48h', on: 'working_day_hours', calendar: 'office' } });
    const due = dueOn('C-2', instantOf(on('2027-02-12'), { hour: 15 }), calendar, { settings });
    expect(due.on).toBe('2027-02-23');
    expect(due.at).toEqual(instantOf(on('2027-02-23'), { hour: 15 }));
  });

  it('decided Mon 8 Feb > contact by Mon 22 Feb', () => {
    expect(dueOn('C-3', on('2027-02-08'), downland).on).toBe('2027-02-22');
  });

  it('concern Mon 8 Feb > lapses after Mon 1 Mar', () => {
    expect(dueOn('C-19', on('2027-02-08'), downland).on).toBe('2027-03-01');
  });

  it('May break 31 May–4 June: declaration opens Mon 7 June', () => {
    expect(dueOn('C-13.opens', on('2027-02-08'), downland).on).toBe('2027-06-07');
  });

  it('closed 12 Feb > last school days of autumn 2027 and spring 2028', () => {
    expect(dueOn('C-15.first', on('2027-02-12'), downland).on).toBe('2027-12-17');
    expect(dueOn('C-15.second', on('2027-02-12'), downland).on).toBe('2028-03-31');
  });
});

describe('a deadline', () => {
  it('is due at the end of its day in the United Kingdom, and missed from then on', () => {
    const due = dueOn('C-1', new Date('2026-06-30T23:30:00Z'), downland); // 1 July by the wall clock
    expect(due.on).toBe('2026-07-06');
    expect(due.at).toEqual(new Date('2026-07-06T23:00:00Z'));
    expect(isMissed(due, new Date('2026-07-06T22:59:59Z'))).toBe(false);
    expect(isMissed(due, new Date('2026-07-06T23:00:00Z'))).toBe(true);
  });

  it('keeps the version of the calendar it was counted with', () => {
    expect(dueOn('C-1', on('2026-11-25'), downland).calendarVersion).toBe('downland-1');
  });

  it.each(CLOCK_IDS)('is refused by name without a calendar: %s', (clock) => {
    const parties = { ...tuesday, cadenceDays: 5 };
    expect(() => dueOn(clock, on('2026-11-25'), null, parties)).toThrow(NoCalendar);
    expect(() => dueOn(clock, on('2026-11-25'), undefined, parties)).toThrow(
      `The deadline of ${clock} cannot`,
    );
    expect(() => dueOn(clock, on('2044-11-25'), downland, parties)).toThrow(
      `The deadline of ${clock} cannot`,
    );
  });

  it.each(CLOCK_IDS)('falls on or after its day 0, but for what counts back or opens a year: %s', (clock) => {
    const due = dueOn(clock, on('2026-11-25'), downland, { ...tuesday, cadenceDays: 10 });
    const back = clock === 'C-17' || clock === 'C-13.unchanged';
    expect(due.on >= '2026-11-25').toBe(!back);
  });

  it('asks for what it counts by', () => {
    expect(() => dueOn('C-2', on('2026-11-25'), downland)).toThrow(ClockNeeds);
    expect(() => dueOn('C-11', on('2026-11-25'), downland)).toThrow('without the rhythm of the pairing');
  });
});

describe('the other clocks', () => {
  const [one, other] = ['900001' as SchoolUrn, '900002' as SchoolUrn];
  const calendar: Calendar = {
    ...downland,
    schools: { [one]: { halfTerms: { '2026/27-2': { from: on('2026-11-02'), to: on('2026-12-11') } } } },
  };
  const pair: DueAsked = { supporter: one, supported: other };

  it('count days on which both schools are open where both act', () => {
    expect(dueOn('C-6', on('2026-12-07'), downland, pair).on).toBe('2027-01-11');
    expect(dueOn('C-6', on('2026-12-07'), calendar, pair).on).toBe('2027-01-18');
  });

  it("count the supporter's days, the supported school's days and the author's", () => {
    expect(dueOn('C-4', on('2026-12-07'), calendar, pair).on).toBe('2027-01-04');
    expect(dueOn('C-9', on('2026-12-07'), calendar, pair).on).toBe('2027-01-04');
    expect(dueOn('C-9', on('2026-12-04'), calendar, pair).on).toBe('2026-12-18');
    expect(dueOn('C-8', on('2027-02-11'), calendar, { author: 'office' }).on).toBe('2027-02-18');
  });

  it('put a review point in each half-term, on its last day when both are open', () => {
    expect(dueOn('C-10', on('2026-10-23'), downland, pair).on).toBe('2026-12-18');
    expect(dueOn('C-10', on('2026-10-23'), calendar, pair).on).toBe('2026-12-11');
  });

  it('let contact pause for one and a half times the rhythm, rounded up', () => {
    expect(dueOn('C-11', on('2026-11-02'), downland, { ...pair, cadenceDays: 5 }).on).toBe('2026-11-12');
  });

  it('need no cover where the broker day is itself the last day', () => {
    expect(dueOn('C-2', on('2026-12-01'), downland, tuesday)).toMatchObject({
      on: '2026-12-08',
      cover: false,
    });
  });

  it('count a handover back from the end of the appointment', () => {
    expect(dueOn('C-17', on('2026-11-27'), downland).on).toBe('2026-10-16');
  });

  it('ask on the same working day for a need marked now, on the next where there is none', () => {
    expect(dueOn('C-21', on('2026-11-25'), downland).on).toBe('2026-11-25');
    expect(dueOn('C-21', on('2026-11-28'), downland).on).toBe('2026-11-30');
  });

  it('offer the one tap in week two of a term, and call a declaration stale at the end of summer', () => {
    expect(dueOn('C-13.unchanged', on('2026-09-01'), downland).on).toBe('2026-09-07');
    expect(dueOn('C-13.unchanged', on('2027-01-04'), downland).on).toBe('2027-01-11');
    expect(dueOn('C-13.stale', on('2027-06-07'), downland).on).toBe('2027-07-21');
  });

  it('follow the area where it sets its own limit', () => {
    const settings = readClocks({ 'C-1': { limit: '1wd', calendar: 'school' } });
    expect(dueOn('C-1', on('2026-10-23'), downland, { settings }).on).toBe('2026-11-02');
  });
});

describe('the table of clocks', () => {
  it('holds every clock from C-1 to C-22', () => {
    const numbers = new Set(CLOCK_IDS.map((id) => Number(/^C-([0-9]+)/.exec(id)?.[1])));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 22 }, (_, at) => at + 1));
  });

  it('stops C-7, C-10 and C-11 while a pairing is paused, and lets a light one pass C-6, C-7, C-10, C-14 and C-15', () => {
    expect(CLOCK_IDS.filter((id) => clockOf(id).pauses)).toEqual(['C-7', 'C-10', 'C-11']);
    expect(CLOCK_IDS.filter((id) => clockOf(id).passesLight)).toEqual([
      'C-6',
      'C-7',
      'C-10',
      'C-14',
      'C-15.first',
      'C-15.second',
    ]);
  });

  it('takes two of them from the practice of East Sussex', () => {
    expect(CLOCK_IDS.filter((id) => clockOf(id).source === 'E')).toEqual(['C-3', 'C-8']);
  });
});
