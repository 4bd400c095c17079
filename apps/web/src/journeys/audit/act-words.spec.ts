import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_STATES } from '@app/brokerage';
import { matrixText } from '../../../../../test/factories/the-matrix.js';
import { ACTS, actInWords } from './act-words.js';

const ROOT = join(__dirname, '../../../../..');

function sources(): string[] {
  return ['libs', 'apps'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(name))
      .filter((name) => !/node_modules|migrations/.test(name))
      .map((name) => readFileSync(join(ROOT, room, name), 'utf8')),
  );
}

/** What stands after `act:` where something is written into the log. */
function recorded(): string[] {
  return sources()
    .filter((text) => /\.record(Refusal)?\(/.test(text))
    .flatMap((text) => [...text.matchAll(/\bact: ([^;]*?)[,;\n]/g)].map((found) => found[1] ?? ''));
}

/** A parameter’s own type: of the log’s one door, and of a step whose acts have words each. */
const TYPES = /^(string$|Act\b|(Report|Goal|Opening|Information)Act$|ConcernAct\b)/;

const literals = (value: string): string[] =>
  [...value.matchAll(/'([a-z]+(?:\.[a-z]+)+)'/g)].map((found) => found[1] ?? '');
const rows = matrixText()
  .split('\n')
  .map((line) => line.split('\t')[0] ?? '')
  .filter((action) => /^[a-z]+(\.[a-z]+)+$/.test(action));

describe('every act has words', () => {
  it('that is recorded anywhere by its name', () => {
    const acts = [...new Set(recorded().flatMap(literals))];
    expect(acts.length).toBeGreaterThan(30);
    expect(acts.filter((act) => actInWords(act) === act)).toEqual([]);
  });

  it('that is recorded by a row of the permission table, also when it was denied', () => {
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((act) => actInWords(act) === act)).toEqual([]);
  });

  it('that ends a run', () => {
    const endings = RUN_STATES.filter((state) =>
      ['complete', 'infeasible', 'failed', 'cancelled'].includes(state),
    ).map((state) => `run.${state}`);
    expect(endings).toHaveLength(4);
    expect(endings.filter((act) => actInWords(act) === act)).toEqual([]);
  });

  it('and no act is recorded in a shape that these tests do not read', () => {
    const shapes = /^('[a-z.]+'|`run\.\$\{ending\.state\}`|action|act|.* \? '[a-z.]+' : '[a-z.]+')$/;
    const odd = recorded().filter((value) => !shapes.test(value) && !TYPES.test(value));
    expect(odd).toEqual([]);
  });

  it('and one without a line shows its code', () => {
    expect(actInWords('nobody.wrote.this')).toBe('nobody.wrote.this');
  });
});

describe('the filter’s list', () => {
  it('begins with any, then goes by the words', () => {
    const [any, ...rest] = ACTS;
    expect(any).toEqual({ value: '', text: 'Any' });
    expect(rest.map(({ text }) => text)).toEqual(rest.map(({ text }) => text).sort());
    for (const { text } of rest) expect(text.charAt(0)).toBe(text.charAt(0).toUpperCase());
  });
});
