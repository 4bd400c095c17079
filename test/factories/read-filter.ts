/**
 * A reader of the SQL that list filters are written in, with PostgreSQL's three values, for tests without a database.
 * It shares nothing with the code that writes it, so that the two can disagree.
 */
export function holdsFor(
  filter: { readonly sql: string; readonly params: readonly unknown[] },
  start: number,
  row: Readonly<Record<string, unknown>>,
): boolean {
  const words = filter.sql.match(/\$[0-9]+|[a-z_]+\.[a-z_]+|null::boolean|[a-z]+|&&|=|[()]/g) ?? [];
  if (words.join('') !== filter.sql.replaceAll(' ', '')) throw new Error(`Unread SQL: ${filter.sql}`);
  let at = 0;
  const next = (): string => words[at++] ?? '';
  const expect = (word: string): void => {
    const found = next();
    if (found !== word) throw new Error(`Expected ${word}, found ${found} in ${filter.sql}`);
  };
  const param = (): unknown[] => filter.params[Number(next().slice(1)) - start] as unknown[];

  const term = (): boolean | null => {
    const word = next();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null::boolean') return null;
    if (word === 'not') return negate(term());
    if (word === '(') {
      const value = chain();
      expect(')');
      return value;
    }
    return comparison(row[word] ?? null);
  };
  const chain = (): boolean | null => {
    let value = term();
    while (words[at] === 'and' || words[at] === 'or') {
      const and = next() === 'and';
      const right = term();
      value = and ? both(value, right) : negate(both(negate(value), negate(right)));
    }
    return value;
  };
  const comparison = (value: unknown): boolean | null => {
    if (words[at] === '=') {
      at += 1;
      expect('any');
      expect('(');
      const list = param();
      expect(')');
      return value === null ? null : list.includes(value);
    }
    if (words[at] === '&&') {
      at += 1;
      const list = param();
      return value === null ? null : (value as unknown[]).some((each) => list.includes(each));
    }
    return value as boolean | null;
  };
  const value = chain();
  if (at !== words.length) throw new Error(`SQL goes on: ${filter.sql}`);
  return value === true;
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

function negate(a: boolean | null): boolean | null {
  return a === null ? null : !a;
}
