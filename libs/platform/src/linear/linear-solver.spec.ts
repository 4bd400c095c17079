import { loadLinearSolver, type LinearSolver } from './linear-solver.js';

describe('a linear program', () => {
  let solve: LinearSolver;
  beforeAll(async () => {
    solve = await loadLinearSolver();
  });
  const column = (worth: number, ...rows: readonly number[]) => ({
    ...{ worth, most: null },
    counts: rows.map((row) => [row, 1] as const),
  });
  const row = { sense: '<=', limit: 1 } as const;

  it('is answered in parts, with what one more of each row would be worth', () => {
    const answer = solve({
      columns: [column(3, 0, 2), column(2, 0, 1), column(2, 1, 2)],
      rows: [row, row, row],
    });
    expect([...Array.from(answer!.values)].map((value) => value.toFixed(3))).toEqual([
      '0.500',
      '0.500',
      '0.500',
    ]);
    expect([...Array.from(answer!.prices)].map((price) => price.toFixed(3))).toEqual([
      '1.500',
      '0.500',
      '1.500',
    ]);
  });

  it('keeps the most of a column, and a row that must be reached', () => {
    const answer = solve({
      columns: [{ ...column(5, 0), most: 2 }, column(-1, 0)],
      rows: [{ sense: '>=', limit: 3 }],
    });
    expect(Array.from(answer!.values, (value) => value.toFixed(3))).toEqual(['2.000', '1.000']);
    expect(answer!.prices[0]?.toFixed(3)).toBe('-1.000');
  });

  it('is not answered where nothing keeps its rows, or worth has no end', () => {
    expect(solve({ columns: [column(1, 0)], rows: [{ sense: '=', limit: -1 }] })).toBeNull();
    expect(solve({ columns: [column(1)], rows: [row] })).toBeNull();
  });

  it('is answered the same every time, to the last bit', () => {
    const program = {
      columns: Array.from({ length: 60 }, (_, at) =>
        column(7 + ((at * 37) % 11), at % 13, 13 + (at % 7), 20),
      ),
      rows: Array.from({ length: 21 }, (_, at) => ({ ...row, limit: at === 20 ? 5 : 1 })),
    };
    const first = solve(program);
    expect(solve(program)).toEqual(first);
  });
});
