import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '@app/kernel';
import { parse } from 'yaml';
import { cutoffOf, DEFAULT_RETENTION, readRetention, sayPeriod, type Period } from './retention.js';

const template = (): Record<string, unknown> =>
  parse(readFileSync(join(__dirname, '../../../../config/retention/default.yaml'), 'utf8')) as Record<
    string,
    unknown
  >;
const over = (period: Period, now: string): string => cutoffOf(period, new Date(now)).toISOString();

function faultsOf(change: Record<string, unknown>): string[] {
  try {
    readRetention({ ...template(), ...change });
    return [];
  } catch (error) {
    if (error instanceof BadInput) return error.errors.map(({ path }) => path);
    throw error;
  }
}

describe('the retention schedule of an area', () => {
  it('is read from the template, which says what holds where an area says nothing', () => {
    expect(readRetention(template())).toEqual(DEFAULT_RETENTION);
  });

  it('names every kind, none that nobody stores, and a period of each (E08)', () => {
    expect(faultsOf({ concern: undefined })).toEqual(['concern']);
    expect(faultsOf({ pupils: '1 day' })).toEqual(['pupils']);
    for (const period of ['-30 days', '0 days', '30', 'days', '30 weeks', '731 days', '31 years', 30, null])
      expect(faultsOf({ session: period })).toEqual(['session']);
    expect(faultsOf({ session: '1 day', pairing: 'for ever' })).toEqual(['pairing']);
  });

  it('counts hours, days and years back from now, and whole academic years from 1 September', () => {
    expect(over({ count: 24, unit: 'hours' }, '2026-11-27T10:00:00Z')).toBe('2026-11-26T10:00:00.000Z');
    expect(over({ count: 30, unit: 'days' }, '2026-11-27T10:00:00Z')).toBe('2026-10-28T10:00:00.000Z');
    expect(over({ count: 6, unit: 'years' }, '2026-11-27T10:00:00Z')).toBe('2020-11-27T10:00:00.000Z');
    expect(over({ count: 1, unit: 'years' }, '2028-02-29T10:00:00Z')).toBe('2027-03-01T10:00:00.000Z');
    expect(over({ count: 2, unit: 'academic years' }, '2026-11-27T10:00:00Z')).toBe(
      '2024-09-01T00:00:00.000Z',
    );
    expect(over({ count: 2, unit: 'academic years' }, '2026-08-31T10:00:00Z')).toBe(
      '2023-09-01T00:00:00.000Z',
    );
  });

  it('is told in words', () => {
    expect(sayPeriod({ count: 1, unit: 'academic years' })).toBe('1 academic year');
    expect(sayPeriod({ count: 30, unit: 'days' })).toBe('30 days');
  });
});
