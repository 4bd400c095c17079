import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = [__dirname, join(__dirname, '..'), join(__dirname, '../verify')];
const TITLES = /\b(?:it|describe)(?:\.each\([\s\S]*?\))?\(\s*(['`])(\d[\d, ]*)[:, ]/g;

/** Numbers that begin the titles of tests, like `8, 9: leaves a need unmet …`. */
function numbersOf(text: string): number[] {
  return [...text.matchAll(TITLES)].flatMap(([, , numbers = '']) => numbers.match(/\d+/g)?.map(Number) ?? []);
}

describe('the conformance cases of the reference', () => {
  it('are all thirty tested, each by its number', () => {
    const files = FOLDERS.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.spec.ts') && name !== 'all-thirty.spec.ts')
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    );
    const tested = new Set(files.flatMap(numbersOf));
    const all = Array.from({ length: 30 }, (_, at) => at + 1);
    expect(all.filter((number) => !tested.has(number))).toEqual([]);
  });

  it('are read from titles alone', () => {
    expect(
      numbersOf(`it('8, 9: leaves', () => {}); describe('30: what', f); it.each([[1]])('14: is', f)`),
    ).toEqual([8, 9, 30, 14]);
    expect(numbersOf(`it('has 12 of 30', () => {}); const a = '7: no title';`)).toEqual([]);
  });
});
