import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const OURS = join(ROOT, 'test/bad-inputs.tsv');
const REFERENCE = join(ROOT, '../shared/bad-inputs.tsv');
const STATES = ['tested', 'part', 'waits', 'open'];

interface Row {
  readonly id: string;
  readonly state: string;
  readonly left: string;
}

const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => /^[A-Z]\d\d\t/.test(line))
    .map((line) => line.split('\t'));

const ours: readonly Row[] = rowsOf(readFileSync(OURS, 'utf8')).map(([id = '', state = '', left = '']) => ({
  ...{ id, state, left },
}));

/** Ids that a spec names, this one aside. */
function named(): ReadonlySet<string> {
  const specs = ['apps', 'libs', 'test', 'config'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.spec.ts') && !path.endsWith('architecture/bad-inputs.spec.ts'))
      .map((path) => join(ROOT, folder, path)),
  );
  const ids = specs.flatMap((spec) => readFileSync(spec, 'utf8').match(/\b[A-Z]\d\d\b/g) ?? []);
  return new Set(ids);
}

/** @returns what is not as the table says. */
function faults(rows: readonly Row[], specs: ReadonlySet<string>): string[] {
  return rows.flatMap(({ id, state, left }) => {
    if (!STATES.includes(state)) return [`${id} is ${state}, which is no state`];
    if (state !== 'tested' && left.trim() === '') return [`${id} does not say what is left`];
    const claims = state === 'tested' || state === 'part';
    if (claims && !specs.has(id)) return [`${id} is ${state}, and no spec names it`];
    return !claims && specs.has(id) ? [`${id} is ${state}, and a spec names it`] : [];
  });
}

describe('every row of the battery of bad inputs', () => {
  it('is tested by name, or says what is left and why', () => {
    expect(faults(ours, named())).toEqual([]);
  });

  it('stands once', () => {
    expect(new Set(ours.map(({ id }) => id)).size).toBe(ours.length);
  });

  (existsSync(REFERENCE) ? it : it.skip)('stands in the reference, and the other way round', () => {
    const reference = rowsOf(readFileSync(REFERENCE, 'utf8')).map(([id]) => id);
    expect(ours.map(({ id }) => id)).toEqual(reference);
  });

  it('is found where it claims a test that there is not, where it hides one, and where it says nothing', () => {
    const planted = [
      { id: 'L01', state: 'tested', left: '' },
      { id: 'L02', state: 'waits', left: 'no sign-in yet' },
      { id: 'L03', state: 'open', left: ' ' },
      { id: 'L04', state: 'done', left: '' },
    ];
    expect(faults(planted, new Set(['L02']))).toEqual([
      'L01 is tested, and no spec names it',
      'L02 is waits, and a spec names it',
      'L03 does not say what is left',
      'L04 is done, which is no state',
    ]);
  });
});
