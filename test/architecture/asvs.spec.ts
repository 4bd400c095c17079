import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const STATES = ['met', 'part', 'open', 'none'];
/** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has, V1 first. */
const OF_CHAPTERS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];
const OF_LEVELS = { 1: 70, 2: 183 };
const ID = /^([1-9]\d?)\.[1-9]\d?\.[1-9]\d?$/;
const MOST_WORDS = 12;

interface Row {
  readonly id: string;
  readonly level: string;
  readonly what: string;
  readonly state: string;
  readonly spec: string;
  readonly left: string;
}

/** @returns the titles of the tests in a spec that run; null where there is no such spec. */
type TitlesOf = (path: string) => readonly string[] | null;

function rowsOf(text: string): Row[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !/^(#|id\t)/.test(line))
    .map((line) => {
      const [id = '', level = '', what = '', state = '', spec = '', left = ''] = line.split('\t');
      return { id, level, what, state, spec, left };
    });
}

/** Tests alone: neither a group, nor one that is skipped or commented out. */
function titlesIn(source: string): string[] {
  const code = source.replaceAll(/^\s*(\/\/|\*).*$/gm, '');
  const named = /(?:\bit\(|(?<!\.skip[^;]*)\)\()\s*(['"`])((?:\\.|(?!\1)[\s\S])+)\1,/g;
  return [...code.matchAll(named)].map((found) => found[2] ?? '');
}

const read = new Map<string, readonly string[] | null>();
function titlesHere(path: string): readonly string[] | null {
  const known = read.get(path);
  if (known !== undefined) return known;
  const file = join(ROOT, path);
  const titles = path.endsWith('.spec.ts') && existsSync(file) ? titlesIn(readFileSync(file, 'utf8')) : null;
  read.set(path, titles);
  return titles;
}

function faultsOfSpec({ id, spec }: Row, titlesOf: TitlesOf): string[] {
  return spec.split(' + ').flatMap((named) => {
    const at = named.indexOf(': ');
    const [path, words] = [named.slice(0, at), named.slice(at + 2).trim()];
    if (at < 0 || words === '') return [`${id} does not name a test as path: title`];
    const titles = titlesOf(path);
    if (titles === null) return [`${id} names ${path}, which is no spec`];
    return titles.some((title) => title.includes(words)) ? [] : [`${id}: no test of ${path} says “${words}”`];
  });
}

/** @returns what is not as the table says. */
function faults(rows: readonly Row[], titlesOf: TitlesOf): string[] {
  return rows.flatMap((row) => {
    const { id, level, what, state, spec, left } = row;
    if (!ID.test(id)) return [`${id} is no id of a requirement`];
    if (!STATES.includes(state)) return [`${id} is ${state}, which is no state`];
    const words = what.trim() === '' ? 0 : what.trim().split(/\s+/).length;
    return [
      ...(level in OF_LEVELS ? [] : [`${id} is of level ${level}`]),
      ...(words > 0 && words <= MOST_WORDS ? [] : [`${id} says what it asks in ${String(words)} words`]),
      ...(state !== 'met' && left.trim() === '' ? [`${id} does not say what is left, or why`] : []),
      ...(state === 'met' && left.trim() !== '' ? [`${id} is met, and something is left`] : []),
      ...(state === 'met' && spec === '' ? [`${id} is met, and names no test`] : []),
      ...((state === 'open' || state === 'none') && spec !== ''
        ? [`${id} is ${state}, and names a test`]
        : []),
      ...(state === 'part' && spec === '' && !/no test/.test(left) && !isWriting(what)
        ? [`${id} names no test, and does not say so`]
        : []),
      ...(spec === '' ? [] : faultsOfSpec(row, titlesOf)),
    ];
  });
}

/** What asks for something to be written down is read, not tested. */
function isWriting(what: string): boolean {
  return what.includes('written down');
}

/** @returns ids that stand twice or out of their order, and chapters and levels that have another number of them. */
function gaps(rows: readonly Row[]): string[] {
  const order = rows.map(({ id }) => id.split('.').reduce((sum, part) => sum * 100 + Number(part), 0));
  const stray = rows.filter((_row, at) => at > 0 && (order[at] ?? 0) <= (order[at - 1] ?? 0));
  const chapters = OF_CHAPTERS.flatMap((count, at) => {
    const has = rows.filter(({ id }) => ID.exec(id)?.[1] === String(at + 1)).length;
    return has === count ? [] : [`V${String(at + 1)} has ${String(has)} of ${String(count)} requirements`];
  });
  const levels = Object.entries(OF_LEVELS).flatMap(([level, count]) => {
    const has = rows.filter((row) => row.level === level).length;
    return has === count ? [] : [`level ${level} has ${String(has)} of ${String(count)} requirements`];
  });
  return [...stray.map(({ id }) => `${id} stands twice or out of order`), ...chapters, ...levels];
}

describe('every requirement of ASVS 5.0, levels 1 and 2', () => {
  const rows = rowsOf(readFileSync(join(ROOT, 'test/asvs.tsv'), 'utf8'));

  it('is proved by tests that are there, or says what is left and why', () => {
    expect(faults(rows, titlesHere)).toEqual([]);
  });

  it('stands once, and none is missing', () => {
    expect(gaps(rows)).toEqual([]);
  });

  it('is found where it is missing, there twice or of another level', () => {
    const without = rows.filter(({ id }) => id !== '6.2.1');
    expect(gaps(without)).toEqual(['V6 has 34 of 35 requirements', 'level 1 has 69 of 70 requirements']);
    const twice = rows.flatMap((row) => (row.id === '17.3.2' ? [row, row] : [row]));
    expect(gaps(twice)[0]).toBe('17.3.2 stands twice or out of order');
    const moved = rows.map((row) => (row.id === '1.2.1' ? { ...row, level: '2' } : row));
    expect(gaps(moved)).toHaveLength(2);
  });

  it('is found where it names a test that there is not, or says nothing of what is left', () => {
    const titles = titlesIn(`
      it('opens a door', () => {});
      it.each([1, 2])(
        'opens door %i', (door) => {});
      it.skip('opens a window', () => {});
      // it('opens the roof', () => {});
      describe('opens all of it', () => {});`);
    const titlesOf: TitlesOf = (path) => (path === 'libs/a.spec.ts' ? titles : null);
    const row = { level: '1', what: 'opens doors', state: 'met', spec: '', left: '' };
    const planted: Row[] = [
      { ...row, id: '1.1.1', spec: 'libs/a.spec.ts: opens a door + libs/a.spec.ts: door %i' },
      { ...row, id: '1.1.2', spec: 'libs/b.spec.ts: opens a door' },
      { ...row, id: '1.1.3', spec: 'libs/a.spec.ts: closes a door' },
      { ...row, id: '1.1.4', spec: 'libs/a.spec.ts: opens a window' },
      { ...row, id: '1.1.5', spec: 'libs/a.spec.ts: opens the roof' },
      { ...row, id: '1.1.6', spec: 'libs/a.spec.ts: opens all of it' },
      { ...row, id: '1.1.7', spec: 'libs/a.spec.ts' },
      { ...row, id: '1.1.8' },
      { ...row, id: '1.1.9', state: 'open', left: ' ' },
      { ...row, id: '1.1.10', state: 'none' },
      { ...row, id: '1.1.11', state: 'part', left: 'the back door' },
      { ...row, id: '1.1.12', state: 'done' },
      { ...row, id: '1.1.13', level: '3', spec: 'libs/a.spec.ts: opens a door' },
      { ...row, id: '1.1.14', spec: 'libs/a.spec.ts: opens a door', what: 'a '.repeat(13) },
      { ...row, id: 'V1.1.1' },
    ];
    expect(faults(planted, titlesOf)).toEqual([
      '1.1.2 names libs/b.spec.ts, which is no spec',
      '1.1.3: no test of libs/a.spec.ts says “closes a door”',
      '1.1.4: no test of libs/a.spec.ts says “opens a window”',
      '1.1.5: no test of libs/a.spec.ts says “opens the roof”',
      '1.1.6: no test of libs/a.spec.ts says “opens all of it”',
      '1.1.7 does not name a test as path: title',
      '1.1.8 is met, and names no test',
      '1.1.9 does not say what is left, or why',
      '1.1.10 does not say what is left, or why',
      '1.1.11 names no test, and does not say so',
      '1.1.12 is done, which is no state',
      '1.1.13 is of level 3',
      '1.1.14 says what it asks in 13 words',
      'V1.1.1 is no id of a requirement',
    ]);
  });
});
