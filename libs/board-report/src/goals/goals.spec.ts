import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '@app/kernel';
import { parse } from 'yaml';
import { readGoals } from './read-goals.js';

const read = (file: string): unknown =>
  parse(readFileSync(join(__dirname, '../../../../config', file), 'utf8')) as unknown;
const template = read('goals/default.yaml');

function faultsOf(change: (goals: Record<string, Record<string, unknown>>) => void): string[] {
  const copy = structuredClone(template) as { goals: Record<string, Record<string, unknown>> };
  change(copy.goals);
  try {
    readGoals(copy);
  } catch (refusal) {
    if (refusal instanceof BadInput) return refusal.errors.map(({ path, message }) => `${path}: ${message}`);
    throw refusal;
  }
  return [];
}

describe('the goals of the Board', () => {
  it('are four, each with what is measured or what is not known', () => {
    const { goals } = readGoals(template);
    expect(goals.map(({ key, name }) => [key, name])).toEqual([
      ['1', 'All students benefit'],
      ['2', 'Closing gaps'],
      ['3', 'Teaching and leadership'],
      ['4', 'Rich, consistent curriculum'],
    ]);
    for (const { measures, unknown } of goals) expect(measures.length + unknown.length).toBeGreaterThan(0);
  });

  it('are those that the themes carry', () => {
    const { maps } = read('themes/default.yaml') as { maps: { goals: Record<string, string> } };
    expect(readGoals(template).goals.map(({ key }) => key)).toEqual(Object.keys(maps.goals));
  });

  it('name no measure that nobody publishes', () =>
    expect(
      faultsOf((goals) => (goals['1']!['measures'] = [{ measure: 'absence.guessed', caveat: 'None' }])),
    ).toEqual(['goals.1.measures.0.measure: Name a measure that is published']));

  it('are refused with a misspelt name, a missing wording or a goal too few, each by its field', () => {
    expect(faultsOf((goals) => (goals['2']!['wordng'] = 'x'))).toEqual([
      'goals.2.wordng: wordng is not known here',
    ]);
    expect(faultsOf((goals) => delete goals['2']!['wording'])).toEqual([
      'goals.2.wording: Enter a text of 1 to 200 characters',
    ]);
    expect(faultsOf((goals) => delete goals['4'])).toEqual(['goals: Give the four goals of the Board']);
  });

  it('are refused where one says neither what is measured nor what is unknown', () =>
    expect(faultsOf((goals) => (goals['3']!['unknown'] = []))).toEqual([
      'goals.3: Give a measure, or say what is not known and why',
    ]));
});
