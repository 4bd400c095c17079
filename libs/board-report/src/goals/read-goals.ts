import { MEASURES, SettingReader, type Keys, type MeasureId } from '@app/schools';
import type { Goal, GoalMeasure, Goals, Unknown } from './goals.js';

/**
 * The goals as `config/goals/` writes them, already parsed. Strict: a misspelt name or a measure that nobody publishes is
 * refused.
 *
 * @throws BadInput naming every fault by its field.
 */
export function readGoals(value: unknown): Goals {
  const reader = new SettingReader();
  const top = reader.keys(value, '', ['version', 'goals']);
  const given = Object.entries(reader.keys(top['goals'], 'goals'));
  if (given.length !== 4) reader.say('goals', 'Give the four goals of the Board');
  const goals = given
    .map(([key, goal]) => readGoal(reader, key, goal))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const read = { version: reader.text(top['version'], 'version'), goals };
  return reader.finish(read, 'These goals cannot come into force.');
}

function readGoal(reader: SettingReader, key: string, value: unknown): Goal {
  const path = `goals.${key}`;
  if (!/^[1-9]$/.test(key)) reader.say(path, 'The key of a goal is a digit from 1 to 9');
  const given = reader.keys(value, path, ['name', 'wording', 'measures', 'unknown']);
  const measures = reader.list(given['measures'], `${path}.measures`);
  const unknown = reader.list(given['unknown'], `${path}.unknown`);
  if (measures.length + unknown.length === 0)
    reader.say(path, 'Give a measure, or say what is not known and why');
  return {
    key,
    name: reader.text(given['name'], `${path}.name`),
    wording: reader.text(given['wording'], `${path}.wording`),
    measures: measures.map((each, at) => readMeasure(reader, `${path}.measures.${String(at)}`, each)),
    unknown: unknown.map((each, at) => readUnknown(reader, `${path}.unknown.${String(at)}`, each)),
  };
}

function readMeasure(reader: SettingReader, path: string, value: unknown): GoalMeasure {
  const given: Keys = reader.keys(value, path, ['measure', 'caveat']);
  const measure = reader.text(given['measure'], `${path}.measure`);
  if (!Object.hasOwn(MEASURES, measure)) reader.say(`${path}.measure`, 'Name a measure that is published');
  return { measure: measure as MeasureId, caveat: reader.text(given['caveat'], `${path}.caveat`) };
}

function readUnknown(reader: SettingReader, path: string, value: unknown): Unknown {
  const given: Keys = reader.keys(value, path, ['what', 'why']);
  return { what: reader.text(given['what'], `${path}.what`), why: reader.text(given['why'], `${path}.why`) };
}
