import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
/** The invariants of the product, I-1 to I-40. */
const COUNT = 40;
/** Those that no test can name yet, with what they wait for. */
const WAITS: Readonly<Record<string, string>> = {
  'I-9': 'there are no peer reviews yet; what is released, and to whom, is tested as a rule alone',
  'I-10': 'there are no peer reviews yet',
  'I-22': 'no inspection grade is imported',
  'I-32': 'a deadline keeps the version of its calendar, but no area can adopt another calendar yet',
};

const TITLE = /(?:^|\s)(?:it|test|describe)(?:\.each)?\b|^\s*(?:\]\)\()?['"`]/;

/** @returns the ids that a line of a spec names in a title; a comment names nothing. */
function namedIn(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => TITLE.test(line) && !/^\s*(?:\/\/|\/?\*)/.test(line))
    .flatMap((line) => line.match(/\bI-\d+\b/g) ?? []);
}

describe('the invariants of the product', () => {
  const all = Array.from({ length: COUNT }, (_, at) => `I-${String(at + 1)}`);

  it('have a test named after them, each that does not wait', () => {
    const specs = ['apps', 'libs', 'test', 'config'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.spec.ts') && !path.endsWith('invariants.spec.ts'))
        .map((path) => join(ROOT, folder, path)),
    );
    const named = new Set(specs.flatMap((spec) => namedIn(readFileSync(spec, 'utf8'))));
    expect(all.filter((id) => !named.has(id))).toEqual(Object.keys(WAITS));
  });

  it('are not named by a comment', () => {
    expect(namedIn("  // as I-1 says\n  it('holds days (I-2)', () => {\n/** I-3 */\n  expect(I-4);")).toEqual(
      ['I-2'],
    );
  });
});
