import { clockOf } from './clocks.js';
import { BadInput } from './domain-error.js';
import { readClocks } from './read-clocks.js';

function faultsOf(value: unknown): string[] {
  try {
    readClocks(value);
  } catch (error) {
    if (error instanceof BadInput) return error.errors.map(({ path, message }) => `${path}: ${message}`);
  }
  return [];
}

describe("an area's clocks", () => {
  it('are read as the template writes them, and what is not named keeps its default', () => {
    const settings = readClocks({
      'C-2': { limit: 'next_broker_day', at_most: '7d', calendar: 'broker' },
      'C-8': { limit: '5wd', calendar: 'author' },
      'C-11': { limit: '2cadence' },
      'C-15.first': { limit: '1terms' },
      'C-17': { limit: '20wd' },
    });
    expect(clockOf('C-2', settings).limit).toEqual({ kind: 'next_broker_day', atMostDays: 7 });
    expect(clockOf('C-8', settings)).toMatchObject({ limit: { days: 5 }, countedOn: 'author', source: 'E' });
    expect(clockOf('C-11', settings).limit).toEqual({ kind: 'cadence', tenths: 20 });
    expect(clockOf('C-15.first', settings).limit).toEqual({ kind: 'terms', terms: 1 });
    expect(clockOf('C-17', settings).limit).toEqual({ kind: 'working_days_before', days: 20 });
    expect(clockOf('C-1', settings).limit).toEqual({ kind: 'working_days', days: 3 });
  });

  it.each([
    ['a clock that is none', { 'C-99': { limit: '5wd' } }, 'C-99: C-99 is no clock'],
    ['a step that is none', { 'C-12': { limit: '5wd' } }, 'C-12: C-12 is no clock'],
    ['a limit that is none', { 'C-1': { limit: 'soon' } }, 'C-1.limit: Give a limit like'],
    ['a number alone', { 'C-1': { limit: 5 } }, 'C-1.limit: Give a limit like'],
    ['no days at all', { 'C-3': { limit: '0d' } }, 'C-3.limit: Give a limit like'],
    ['hours that say nothing about nights', { 'C-1': { limit: '48h' } }, 'C-1.on: A limit in hours'],
    [
      'days counted in hours',
      { 'C-1': { limit: '3wd', on: 'working_day_hours' } },
      'C-1.on: A limit in hours',
    ],
    [
      'nobody as the one whose days count',
      { 'C-1': { calendar: 'chair' } },
      'C-1.calendar: Say whose days count',
    ],
    [
      'a broker day without a last day',
      { 'C-2': { limit: 'next_broker_day' } },
      'C-2.limit: Give a limit like',
    ],
    [
      'a broker day on the office',
      { 'C-2': { limit: 'next_broker_day', at_most: '7d', calendar: 'office' } },
      'C-2.calendar: The next broker day',
    ],
    [
      'a last day of nothing',
      { 'C-1': { limit: '3wd', at_most: '7d' } },
      'C-1.at_most: Only next_broker_day',
    ],
    ['a key that is none', { 'C-1': { limt: '3wd' } }, 'C-1.limt: limt is not known here'],
    [
      'a handover in hours',
      { 'C-17': { limit: '48h', on: 'working_day_hours' } },
      'C-17.limit: Give a limit',
    ],
    ['a clock without a limit list', { 'C-1': '3wd' }, 'C-1: Give a limit, like limit: 5wd'],
    ['no clocks at all', [], 'clocks: Give clocks by their names'],
  ])('are refused: %s', (_, value, fault) => {
    expect(faultsOf(value).join('\n')).toContain(fault);
  });
});
