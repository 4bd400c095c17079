import fc from 'fast-check';
import { hiddenCells, type Cell, type SumOfCells } from './hidden-cells.js';

const cells = (counts: Readonly<Record<string, number>>): Cell[] =>
  Object.entries(counts).map(([id, schools]) => ({ id, schools }));
const total: SumOfCells[] = [{ whole: 'all', parts: ['a', 'b', 'c'] }];
const hidden = (counts: Readonly<Record<string, number>>, sums = total): string[] =>
  [...hiddenCells(cells(counts), sums, 5)].toSorted();

describe('small cells of tables that share sums', () => {
  it('are shown where all are large enough, and nought hides nothing', () => {
    expect(hidden({ all: 25, a: 5, b: 20, c: 0 })).toEqual([]);
  });

  it('are hidden with the next smallest, so that the total does not give one away', () =>
    expect(hidden({ all: 42, a: 3, b: 9, c: 30 })).toEqual(['a', 'b']));

  it('take the total along where nothing else says anything', () =>
    expect(hidden({ all: 3, a: 3, b: 0, c: 0 })).toEqual(['a', 'all']));

  it('are not worked out through a second sum', () => {
    // Each sum hides two, and yet one less the other would be the cell that is left: another is hidden too.
    const sums = [
      { whole: 'all', parts: ['a', 'b', 'm', 'n'] },
      { whole: 'left', parts: ['a', 'b', 'n'] },
    ];
    expect(hidden({ all: 43, left: 39, a: 30, b: 6, m: 4, n: 3 }, sums).length).toBeGreaterThan(3);
  });

  // Three goals by two states, with every total: the shape of the Board's report, small enough to try every table.
  const GROUPS = ['g', 'h', 'i'] as const;
  const STATES = ['x', 'y'] as const;
  const sums: SumOfCells[] = [
    ...GROUPS.map((group) => ({ whole: `${group}*`, parts: STATES.map((state) => group + state) })),
    ...[...STATES, '*'].map((state) => ({ whole: `*${state}`, parts: GROUPS.map((group) => group + state) })),
    { whole: '**', parts: STATES.map((state) => `*${state}`) },
  ];
  function tableOf(atoms: readonly number[]): Record<string, number> {
    const table: Record<string, number> = {};
    GROUPS.forEach((group, g) =>
      STATES.forEach((state, s) => (table[group + state] = atoms[g * 2 + s] ?? 0)),
    );
    for (const { whole, parts } of sums) table[whole] = parts.reduce((sum, id) => sum + (table[id] ?? 0), 0);
    return table;
  }
  const SMALLEST = 3;
  const EVERY = Array.from({ length: 7 ** 6 }, (_, at) =>
    Array.from({ length: 6 }, (__, place) => Math.floor(at / 7 ** place) % 7),
  );

  it('keep at least two values that every reader of the rest must think possible', () => {
    const atoms = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(atoms, (drawn) => {
        const table = tableOf(drawn);
        const away = hiddenCells(cells(table), sums, SMALLEST);
        for (const [id, count] of Object.entries(table))
          if (count > 0 && count < SMALLEST) expect(away.has(id)).toBe(true);
        const shown = Object.keys(table).filter((id) => !away.has(id));
        const possible = new Map([...away].map((id) => [id, new Set<number>()]));
        for (const other of EVERY) {
          const tried = tableOf(other);
          if (shown.every((id) => tried[id] === table[id]))
            for (const [id, values] of possible) values.add(tried[id] ?? 0);
        }
        for (const values of possible.values()) expect(values.size).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 25 },
    );
  });
});
