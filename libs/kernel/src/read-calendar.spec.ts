import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { downlandCalendar } from '../../../test/factories/downland-calendar.js';
import { BadInput } from './domain-error.js';
import { weekday } from './local-date.js';
import { readCalendar } from './read-calendar.js';
import { validateCalendar } from './validate-calendar.js';

const FILE = join(__dirname, '../../../config/calendars/downland.yaml');
interface Written {
  version: string;
  inset_counts?: unknown;
  years: Record<string, { half_terms: Record<string, string>; [days: string]: unknown }>;
  schools: Record<string, unknown>;
}
const template = (): Written => parse(readFileSync(FILE, 'utf8')) as Written;

function faultsOf(change: (calendar: Written) => void): string {
  const written = template();
  change(written);
  try {
    readCalendar(written);
  } catch (error) {
    if (error instanceof BadInput)
      return error.errors.map(({ path, message }) => `${path}: ${message}`).join('\n');
  }
  return 'no fault';
}

const half = (year: string, number: number, span: string) => (calendar: Written) => {
  calendar.years[year]!.half_terms[number] = span;
};

describe('the calendar of the fictional county', () => {
  it('is sound, and holds the school years 2024/25 to 2034/35', () => {
    const calendar = downlandCalendar();
    expect(validateCalendar(calendar)).toEqual([]);
    expect(calendar.years.map((year) => year.id)).toEqual(Object.keys(template().years));
    expect([calendar.years[0]?.id, calendar.years.at(-1)?.id]).toEqual(['2024/25', '2034/35']);
  });

  it('has the break of the worked examples, and eight bank holidays or so a year', () => {
    const year = downlandCalendar().years.find((each) => each.id === '2026/27')!;
    expect([year.halfTerms[2].to, year.halfTerms[3].from]).toEqual(['2027-02-12', '2027-02-22']);
    for (const each of downlandCalendar().years) {
      expect(each.bankHolidays.length).toBeGreaterThanOrEqual(7);
      expect(each.bankHolidays.length).toBeLessThanOrEqual(9);
      expect(each.halfTerms.every((span) => weekday(span.from) <= 5)).toBe(true);
    }
  });

  it('has the bank holidays that England published for 2025, 2026 and 2027', () => {
    const days = downlandCalendar().years.flatMap((year) => year.bankHolidays);
    expect(days.filter((day) => day > '2025' && day < '2028')).toEqual(
      (
        '2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26 ' +
        '2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28 ' +
        '2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28'
      ).split(' '),
    );
  });
});

describe('a calendar', () => {
  it('survives being stored as JSON settings and read again', () => {
    const stored: unknown = JSON.parse(JSON.stringify(template()));
    expect(readCalendar(stored)).toEqual(downlandCalendar());
  });

  it('may leave a weekend alone between two half-terms', () => {
    expect(faultsOf(half('2026/27', 2, '2026-10-26 to 2026-12-18'))).toBe('no fault');
  });

  it('takes what differs at one school', () => {
    const written = template();
    written.schools = {
      '900001': { half_terms: { '2026/27-3': '2027-01-04 to 2027-02-05' }, inset_days: ['2027-01-29'] },
    };
    expect(readCalendar(written).schools).toEqual({
      '900001': {
        halfTerms: { '2026/27-3': { from: '2027-01-04', to: '2027-02-05' } },
        insetDays: ['2027-01-29'],
      },
    });
  });

  it.each<[string, (calendar: Written) => void, string]>([
    [
      'half-terms that overlap',
      half('2026/27', 4, '2027-02-11 to 2027-03-25'),
      'years.2026/27.half_terms.4: Half-term 2026/27-4 overlaps the half-term before, which ends on 2027-02-12',
    ],
    [
      'half-terms that share a day',
      half('2026/27', 4, '2027-02-12 to 2027-03-25'),
      '2026/27-4 overlaps the half-term',
    ],
    [
      'half-terms that follow with no break',
      (calendar) => {
        half('2026/27', 1, '2026-09-01 to 2026-10-22')(calendar);
        half('2026/27', 2, '2026-10-23 to 2026-12-18')(calendar);
      },
      'Half-term 2026/27-2 follows with no break on 2026-10-22',
    ],
    [
      'a half-term that ends before it begins',
      half('2026/27', 2, '2026-12-18 to 2026-11-02'),
      'ends on 2026-11-02, before it begins on 2026-12-18',
    ],
    [
      'a half-term outside its year',
      half('2026/27', 1, '2026-08-31 to 2026-10-23'),
      'is not inside 2026-09-01',
    ],
    [
      'a half-term that begins on a Sunday',
      half('2026/27', 2, '2026-11-01 to 2026-12-18'),
      'which is a weekend',
    ],
    [
      'a missing half-term',
      (calendar) => delete calendar.years['2026/27']!.half_terms['5'],
      'years.2026/27.half_terms.5: Give the first and the last day',
    ],
    [
      'a seventh half-term',
      half('2026/27', 7, '2027-07-26 to 2027-07-27'),
      'years.2026/27.half_terms.7: 7 is not known here',
    ],
    [
      'a missing year',
      (calendar) => delete calendar.years['2027/28'],
      'years.2027/28: 2027/28 is missing between 2026/27 and 2028/29',
    ],
    [
      'a year that is none',
      (calendar) => (calendar.years['2026/28'] = calendar.years['2026/27']!),
      'no academic year',
    ],
    ['no years', (calendar) => (calendar.years = {}), 'years: Give at least one academic year'],
    [
      'no bank holidays',
      (calendar) => (calendar.years['2026/27']!['bank_holidays'] = []),
      'years.2026/27.bank_holidays: The bank holidays of 2026/27 are missing',
    ],
    [
      'a bank holiday of another year',
      (calendar) => (calendar.years['2026/27']!['bank_holidays'] = ['2025-12-25']),
      '2025-12-25 is not in the academic year 2026/27',
    ],
    [
      'a bank holiday twice',
      (calendar) => (calendar.years['2026/27']!['bank_holidays'] = ['2026-12-25', '2026-12-25']),
      '2026-12-25 stands twice',
    ],
    [
      'a training day in the holidays',
      (calendar) => (calendar.years['2026/27']!['inset_days'] = ['2026-10-28']),
      '2026-10-28 is outside every half-term',
    ],
    [
      'an office closure on a Saturday',
      (calendar) => (calendar.years['2026/27']!['office_closures'] = ['2026-11-28']),
      '2026-11-28 is a weekend',
    ],
    [
      'a day that does not exist',
      (calendar) => (calendar.years['2026/27']!['inset_days'] = ['2027-02-29']),
      'years.2026/27.inset_days: Give a list of days',
    ],
    [
      'a misspelt key',
      (calendar) => Object.assign(calendar, { shcools: {} }),
      'shcools: shcools is not known here',
    ],
    [
      'training days that count perhaps',
      (calendar) => (calendar.inset_counts = 'perhaps'),
      'Say true or false',
    ],
    [
      'a school without a number',
      (calendar) => (calendar.schools = { Fen: {} }),
      'Fen is no URN of six digits',
    ],
    [
      "a school's half-term that is none",
      (calendar) =>
        (calendar.schools = { '900001': { half_terms: { '2050/51-1': '2026-09-01 to 2026-10-23' } } }),
      '2050/51-1 is no half-term of this calendar',
    ],
    [
      "a school's half-term that overlaps the next",
      (calendar) =>
        (calendar.schools = { '900001': { half_terms: { '2026/27-3': '2027-01-04 to 2027-02-26' } } }),
      'Half-term 2026/27-4 of school 900001 overlaps the one before',
    ],
    ['no version', (calendar) => (calendar.version = ' '), 'version: Name the version'],
  ])('with %s is named by its field (E08)', (_, change, fault) => {
    expect(faultsOf(change)).toContain(fault);
  });

  it.each([null, 7, 'text', []])('is not %j', (value) => {
    expect(() => readCalendar(value)).toThrow(BadInput);
  });
});
