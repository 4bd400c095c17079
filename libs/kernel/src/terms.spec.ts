import { downlandCalendar } from '../../../test/factories/downland-calendar.js';
import type { SchoolUrn } from './ids.js';
import { localDate as on } from './local-date.js';
import type { Calendar, HalfTermId } from './school-year.js';
import { halfTermOf, NoCalendar, spanOf, termAfter, termOf } from './terms.js';

const downland = downlandCalendar();
const early = '900001' as SchoolUrn;
const different: Calendar = {
  ...downland,
  schools: { [early]: { halfTerms: { '2026/27-3': { from: on('2027-01-04'), to: on('2027-02-05') } } } },
};

describe('the half-term of a day', () => {
  it.each([
    ['a day in it', '2026-11-25', '2026/27-2'],
    ['its first day', '2026-11-02', '2026/27-2'],
    ['a break belongs to the half-term before it', '2026-10-28', '2026/27-1'],
    ['so does the Christmas holiday', '2027-01-03', '2026/27-2'],
    ['and the summer holiday, to the end of August', '2027-08-31', '2026/27-6'],
    ['September days before term belong to half-term 1', '2028-09-01', '2028/29-1'],
  ])('%s: %s is %s', (_, date, halfTerm) => {
    expect(halfTermOf(on(date), downland)).toBe(halfTerm);
  });

  it('is refused by name where the calendar does not hold the year', () => {
    expect(() => halfTermOf(on('2045-01-10'), downland)).toThrow(NoCalendar);
    expect(() => halfTermOf(on('2045-01-10'), downland)).toThrow('no academic year 2044/45');
  });

  it('follows a school where it differs from its area, and the area everywhere else', () => {
    const third = '2026/27-3' as HalfTermId;
    expect(spanOf(third, different, early).to).toBe('2027-02-05');
    expect(spanOf(third, different, '900002' as SchoolUrn).to).toBe('2027-02-12');
    expect(spanOf('2026/27-4' as HalfTermId, different, early)).toEqual(
      spanOf('2026/27-4' as HalfTermId, downland),
    );
  });
});

describe('terms', () => {
  it('are counted from the term holding the day', () => {
    expect(termOf(on('2027-02-12'), downland)).toMatchObject({ name: 'spring', from: '2027-01-04' });
    expect(termAfter(on('2027-02-12'), 2, downland)).toMatchObject({ name: 'autumn', year: '2027/28' });
    expect(termAfter(on('2027-02-12'), 3, downland)).toMatchObject({ name: 'spring', year: '2027/28' });
    expect(termAfter(on('2027-02-12'), -1, downland)).toMatchObject({ name: 'autumn', to: '2026-12-18' });
  });

  it('are refused past the end of the calendar', () => {
    expect(() => termAfter(on('2035-06-12'), 1, downland)).toThrow(NoCalendar);
  });
});
