import { localDate } from '@app/kernel';
import { downlandCalendar } from '../../../../test/factories/downland-calendar.js';
import { totalsOf } from './commission-totals.query.js';

const calendar = downlandCalendar();
const today = localDate('2027-02-03');
const bought = (on: string, schools: number, pence = 1_000) =>
  Array.from({ length: schools }, (_, at) => ({ on: localDate(on), urn: `99000${String(at)}`, pence }));

describe('what the Board reads of help from outside', () => {
  it('is how much was bought in a term that is over, and for how much', () => {
    expect(totalsOf(bought('2026-11-25', 5), calendar, today, 5)).toMatchObject([
      { year: '2026/27', term: 'autumn', count: 5, pence: 5_000 },
    ]);
  });

  it('says no number of a term behind which too few schools stand', () => {
    const rows = [...bought('2026-11-25', 4), ...bought('2026-11-26', 4)];
    expect(totalsOf(rows, calendar, today, 5)).toMatchObject([{ count: null, pence: null }]);
  });

  it('says nothing of the term that goes on, whose numbers would differ from one day to the next', () => {
    expect(totalsOf(bought('2027-01-20', 6), calendar, today, 5)).toEqual([]);
  });

  it('guesses at no day that the calendar does not hold', () => {
    expect(totalsOf(bought('2011-01-20', 6), calendar, today, 5)).toEqual([]);
  });
});
