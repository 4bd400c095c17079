import fc from 'fast-check';
import { readMeasured } from './measured.js';
import { readDayMonthYear, readLaestab, readUrn } from './read-words.js';

describe('a date in the register (G03)', () => {
  it.each([
    ['01-09-2024', '2024-09-01'],
    ['29-02-2024', '2024-02-29'],
    ['01-09-2030', '2030-09-01'],
    ['', null],
    ['01-01-1900', null],
  ])('%s is %s', (cell, value) => {
    expect(readDayMonthYear(cell)).toEqual({ value });
  });

  it.each(['01/09/2024', '20240901', '2024-09-01', '1-9-2024', '31-02-2024', '09-13-2024', '45536'])(
    '%s is refused, so that day and month are never swapped',
    (cell) => {
      expect(readDayMonthYear(cell)).toHaveProperty('problem');
    },
  );

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1901-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          expect(readDayMonthYear(iso.split('-').reverse().join('-'))).toEqual({ value: iso });
        },
      ),
    );
  });
});

describe('a URN in a file', () => {
  it.each(['100001', ' 100001 ', '100001\u00a0', '100,001'])('“%s” is 100001', (cell) => {
    expect(readUrn(cell)).toEqual({ value: '100001' });
  });

  it.each([
    '1.00001E+05',
    '100001.0',
    '10-00-01',
    '01-10-2001',
    '1000010',
    '10001',
    '012345',
    '',
    '１００００１',
  ])('“%s” is refused, since it could be another school', (cell) => {
    expect(readUrn(cell)).toHaveProperty('problem');
  });
});

describe('a LAESTAB', () => {
  it.each(['845/4000', '8454000', ' 845/4000 '])('“%s” is 8454000', (cell) => {
    expect(readLaestab(cell)).toEqual({ value: '8454000' });
  });
  it.each(['845/400', '845-4000', '8,454,000'])('“%s” is refused', (cell) => {
    expect(readLaestab(cell)).toHaveProperty('problem');
  });
});

describe('a published figure (G04)', () => {
  it.each([
    ['10.2', 10.2],
    ['0', 0],
    ['100', 100],
  ])('%s is a number', (cell, number) => {
    expect(readMeasured(cell, 0, 100)).toEqual({ value: { number, symbol: null } });
  });

  it.each([
    ['', 'blank'],
    ['SUPP', 'suppressed'],
    ['NE', 'no_entries'],
    ['NP', 'not_published'],
    ['LOWCOV', 'low_coverage'],
    ['z', 'not_applicable'],
    ['x', 'unavailable'],
    ['c', 'confidential'],
    ['u', 'unavailable'],
    ['low', 'low'],
    ['Not applicable', 'not_applicable'],
    ['Not recorded', 'not_recorded'],
  ])('“%s” is no number and says why: %s', (cell, symbol) => {
    expect(readMeasured(cell, 0, 100)).toEqual({ value: { number: null, symbol } });
  });

  it.each(['41%', '£5', '1,234', '101', '-1', 'about 5', '1e2', 'NaN', 'Infinity'])(
    '“%s” is refused',
    (cell) => {
      expect(readMeasured(cell, 0, 100)).toHaveProperty('problem');
    },
  );
});
