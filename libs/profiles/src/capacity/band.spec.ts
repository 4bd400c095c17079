import fc from 'fast-check';
import { BANDS, bandOf, bookableHalfDays, MOST_HALF_DAYS } from './band.js';

describe('a band of days', () => {
  it('books its lower end in half-days where no exact number is given; "ask me" and none book nothing', () => {
    expect(BANDS.map((band) => [band, bookableHalfDays(band)])).toEqual([
      ['0', 0],
      ['1-2', 2],
      ['3-5', 6],
      ['more', 12],
      ['ask_me', 0],
    ]);
  });

  it('holds its own lower end', () => {
    for (const band of ['0', '1-2', '3-5', 'more'] as const)
      expect(bandOf(bookableHalfDays(band))).toBe(band);
  });

  it('never falls as half-days rise', () => {
    const halfDays = fc.integer({ min: 0, max: MOST_HALF_DAYS });
    fc.assert(
      fc.property(halfDays, halfDays, (a, b) => {
        const place = (n: number): number => BANDS.indexOf(bandOf(n));
        expect(Math.sign(place(a) - place(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
