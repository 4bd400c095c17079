import {
  countInWords,
  dateInWords,
  dayInWords,
  halfDaysInWords,
  momentInWords,
  pointsInWords,
  poundsInWords,
  weekdayInWords,
} from './words.js';

describe('how pages write', () => {
  it('a date, as a day here, whichever side of midnight it is elsewhere', () => {
    expect(dateInWords('2026-11-27')).toBe('27 November 2026');
    expect(dateInWords(new Date('2026-07-01T23:30:00Z'))).toBe('2 July 2026');
    expect(dateInWords(new Date('2026-12-31T23:30:00Z'))).toBe('31 December 2026');
    expect(dayInWords('2026-11-05')).toBe('5 November');
    expect(weekdayInWords('2026-11-27')).toBe('Friday 27 November 2026');
  });

  it('a moment by the clock on the wall', () => {
    expect(momentInWords(new Date('2026-11-27T10:41:00Z'))).toBe('27 November 2026 at 10:41');
    expect(momentInWords(new Date('2026-07-01T08:05:00Z'))).toBe('1 July 2026 at 09:05');
  });

  it('nothing for what is no date', () => {
    expect([dateInWords(null), dateInWords('soon'), dateInWords('2026-02-30'), dateInWords(7)]).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });

  it('half-days as days', () => {
    expect([0, 1, 2, 3, 5, 24].map(halfDaysInWords)).toEqual([
      '0 days',
      'half a day',
      '1 day',
      '1.5 days',
      '2.5 days',
      '12 days',
    ]);
  });

  it('points out of 100 with one decimal, so that parts add up to what is shown', () => {
    expect([786, 350, 0, 1000].map(pointsInWords)).toEqual(['78.6', '35.0', '0.0', '100.0']);
  });

  it('pence as pounds', () => {
    expect([0, 45_000, 45_005, 123_456_700].map(poundsInWords)).toEqual([
      '£0',
      '£450',
      '£450.05',
      '£1,234,567',
    ]);
  });

  it('counts with their noun', () => {
    expect([1, 0, 22010].map((count) => countInWords(count, 'school', 'schools'))).toEqual([
      '1 school',
      '0 schools',
      '22,010 schools',
    ]);
  });
});
