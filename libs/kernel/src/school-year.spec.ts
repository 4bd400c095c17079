import fc from 'fast-check';
import { localDate } from './local-date.js';
import {
  academicYearFrom,
  academicYearOf,
  halfTermAfter,
  halfTermId,
  halfTermsBetween,
  halfTermsFrom,
  parseAcademicYear,
  parseHalfTerm,
  spanOfYear,
  termOfHalfTerm,
  type HalfTermNumber,
} from './school-year.js';

const aHalfTerm = fc
  .tuple(fc.integer({ min: 2010, max: 2080 }), fc.integer({ min: 1, max: 6 }))
  .map(([year, number]) => halfTermId(academicYearFrom(year), number as HalfTermNumber));

describe('an academic year', () => {
  it('is written with its two years, and runs from 1 September to 31 August', () => {
    expect(academicYearOf(localDate('2026-09-01'))).toBe('2026/27');
    expect(academicYearOf(localDate('2027-08-31'))).toBe('2026/27');
    expect(academicYearOf(localDate('2027-09-01'))).toBe('2027/28');
    expect(spanOfYear(academicYearFrom(2026))).toEqual({ from: '2026-09-01', to: '2027-08-31' });
    expect(academicYearFrom(2099)).toBe('2099/00');
  });

  it.each(['2026/27', '2099/00', '2009/10'])('is read from %s', (text) => {
    expect(parseAcademicYear(text)).toBe(text);
  });

  it.each(['2026/28', '2026-27', '26/27', '1999/00', '2026/27 ', '2026/2027', ''])(
    'is refused: "%s"',
    (text) => {
      expect(parseAcademicYear(text)).toBeNull();
    },
  );
});

describe('a half-term', () => {
  it('is read from 2026/27-3', () => expect(parseHalfTerm('2026/27-3')).toBe('2026/27-3'));

  it.each(['2026/27-0', '2026/27-7', '2026/27', '2026/28-1', '2026/27-3-4', '2026/27-12', '2026/27-'])(
    'is refused: "%s"',
    (text) => {
      expect(parseHalfTerm(text)).toBeNull();
    },
  );

  it('is followed by the next one, in the next year after the sixth', () => {
    const third = halfTermId(academicYearFrom(2026), 3);
    expect(halfTermsFrom(third, 5)).toEqual([
      '2026/27-3',
      '2026/27-4',
      '2026/27-5',
      '2026/27-6',
      '2027/28-1',
    ]);
    expect(halfTermAfter(third, -3)).toBe('2025/26-6');
    expect(halfTermsBetween(third, halfTermAfter(third, 1))).toEqual(['2026/27-3', '2026/27-4']);
    expect(halfTermsBetween(third, halfTermAfter(third, -1))).toEqual([]);
  });

  it('orders as text, forwards and back', () => {
    fc.assert(
      fc.property(aHalfTerm, fc.integer({ min: -60, max: 60 }), (halfTerm, by) => {
        const other = halfTermAfter(halfTerm, by);
        expect(parseHalfTerm(other)).toBe(other);
        expect(halfTermAfter(other, -by)).toBe(halfTerm);
        expect(other > halfTerm).toBe(by > 0);
      }),
    );
  });

  it('lies two to a term', () => {
    expect(halfTermsFrom(halfTermId(academicYearFrom(2026), 1), 6).map(termOfHalfTerm)).toEqual([
      'autumn',
      'autumn',
      'spring',
      'spring',
      'summer',
      'summer',
    ]);
  });
});
