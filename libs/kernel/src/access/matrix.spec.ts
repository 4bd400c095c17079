import { ROLES } from '../actor.js';
import { MatrixRefused, parseMatrix } from './matrix.js';

const HEADER = ['action', 'kind', 'sees', ...ROLES, 'not_same_as', 'notes'].join('\t');
/** A row in which everybody is refused but for what the test says. */
function row(change: Record<string, string> = {}): string {
  const cells: Record<string, string> = { action: 'need.read', kind: 'R', sees: 'need.read', ...change };
  return HEADER.split('\t')
    .map((name) => cells[name] ?? '-')
    .join('\t');
}
const table = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');

function refusal(text: string): string {
  try {
    parseMatrix(text);
  } catch (error) {
    if (error instanceof MatrixRefused) return error.message;
  }
  return 'no refusal';
}

describe('reading the permission table', () => {
  it('gives each row with its grants, its line and its notes, and skips comments and empty lines', () => {
    const text = `# words\n\n${table('# more words', row({ head: 'own | area@flag', officer: 'area!', notes: 'as "ever"' }))}`;
    const found = parseMatrix(text).rows.get('need.read');
    expect(found).toMatchObject({
      kind: 'R',
      sees: ['need.read'],
      notSameAs: [],
      line: 5,
      notes: 'as "ever"',
    });
    expect(found?.grants.head).toEqual([
      { scope: 'own', view: null, modifiers: [] },
      { scope: 'area', view: 'flag', modifiers: [] },
    ]);
    expect(found?.grants.officer).toEqual([{ scope: 'area', view: null, modifiers: ['!'] }]);
    expect(found?.grants.broker).toEqual([]);
  });

  it('reads every modifier, and token scopes with their names', () => {
    const found = parseMatrix(
      table(row({ chair: 'area*+2', officer: 'area+dpo+s', staff: 'own+d', api: 's:profile.read' })),
    );
    const grants = found.rows.get('need.read')?.grants;
    expect(grants?.chair[0]?.modifiers).toEqual(['*', '+2']);
    expect(grants?.officer[0]?.modifiers).toEqual(['+dpo', '+s']);
    expect(grants?.staff[0]?.modifiers).toEqual(['+d']);
    expect(grants?.api[0]?.scope).toBe('s:profile.read');
  });

  it('reads a file with Windows line ends to the same rows', () => {
    const text = table(row({ head: 'own' }));
    expect(parseMatrix(text.replaceAll('\n', '\r\n'))).toEqual(parseMatrix(text));
  });

  it.each([
    ['an unknown scope', table(row({ head: 'owm' })), 'Line 2, column head: "owm" is no known scope.'],
    ['a token scope for people', table(row({ head: 's:x' })), 'column head: "s:x": token scopes stand in'],
    ['a scope of people for machines', table(row({ api: 'area' })), 'column api: "area": token scopes stand'],
    ['an unknown view', table(row({ hub: 'area@names' })), 'Line 2, column hub: "names" is no known view.'],
    ['an unknown modifier', table(row({ board: 'area+x' })), 'Line 2, column board: "area+x" is neither'],
    [
      'a modifier twice',
      table(row({ board: 'area**' })),
      'Line 2, column board: "area**" says one modifier twice.',
    ],
    [
      'grants without the bar',
      table(row({ head: 'own area' })),
      'Line 2, column head: "own area" is neither',
    ],
    ['an empty cell', table(row({ chair: '' })), 'Line 2, column chair: "" is neither "-" nor a grant.'],
    ['a space before a grant', table(row({ chair: ' area' })), 'Line 2, column chair: " area" is neither'],
    ['an unknown kind', table(row({ kind: 'X' })), 'Line 2, column kind: "X" is none of R, S, W, D, A.'],
    ['an action that is no name', table(row({ action: 'Need' })), 'Line 2, column action: "Need" is no name'],
    [
      'a name in sees that is none',
      table(row({ sees: 'need.read, x' })),
      'Line 2, column sees: "need.read," is no name',
    ],
    ['an empty not_same_as', table(row({ not_same_as: '' })), 'Line 2, column not_same_as: "" is no name'],
    ['an action twice', table(row(), row()), 'Line 3, column action: need.read stands on line 2 already.'],
    [
      'a column too few',
      table(row().replace(/\t-$/, '')),
      'Line 2, column notes: there are 15 columns instead of 16.',
    ],
    ['a column too many', table(`${row()}\t-`), 'Line 2, column notes: there are 17 columns instead of 16.'],
    ['spaces for tabs', table('need.read  R'), 'Line 2, column kind: there are 1 columns instead of 16.'],
    [
      'a role renamed',
      table().replace('broker', 'brooker'),
      'Line 1, column broker: the column name is "brooker".',
    ],
    [
      'a role left out',
      table().replace('\tapi', ''),
      'Line 1, column api: the column name is "not_same_as".',
    ],
    [
      'a column after the notes',
      table().replace('notes', 'notes\tmore'),
      'Line 1, column notes: a column follows it.',
    ],
    ['nothing at all', '', 'Line 1, column action: there is no line of column names.'],
    ['a name every object has', table(row({ head: 'constructor' })), '"constructor" is no known scope.'],
  ])('refuses %s by line and column', (_, text, sentence) => {
    expect(refusal(text)).toContain(sentence);
  });
});
