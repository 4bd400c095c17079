import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CandidateRow, Problem } from '@app/matching';
import { DaysUse } from '../../libs/matching/src/plan/days-use.js';
import { roomOf } from '../../libs/matching/src/plan/locks.js';
import { eligiblePairs, type EligiblePair } from '../../libs/matching/src/plan/eligible-pairs.js';

/** What a method reached: needs met first, points second. */
export interface Reached {
  readonly met: number;
  readonly points: number;
}

interface Highs {
  solve(
    text: string,
    options: { readonly mip_rel_gap: number },
  ): {
    readonly Status: string;
    readonly Columns: Readonly<Record<string, { Primal: number }>>;
  };
}

/** From the project's own folder, not from where the bundle lies: it looks for its WebAssembly beside itself. */
export function loadHighs(): Promise<Highs> {
  const load = createRequire(join(process.cwd(), 'package.json'))('highs') as () => Promise<Highs>;
  return load();
}

/**
 * The same plan as a linear program in CPLEX's text form: one need met counts more than all points together, so that the
 * order of the two is kept. Whole numbers are asked for only where days are short.
 */
export function asProgram(
  problem: Problem,
  rows: readonly CandidateRow[],
): { text: string; pairs: readonly EligiblePair[] } {
  const pairs = eligiblePairs(problem, rows);
  const each = 1_000 * problem.needs.length;
  const sums = (of: (pair: EligiblePair) => number): Map<number, string[]> => {
    const found = new Map<number, string[]>();
    pairs.forEach((pair, at) => {
      const key = of(pair);
      const own = found.get(key) ?? [];
      own.push(`x${String(at)}`);
      found.set(key, own);
    });
    return found;
  };
  const lines = (prefix: string, all: Map<number, string[]>, most: (key: number) => number): string[] =>
    [...all].map(
      ([key, terms]) => ` ${prefix}${String(key)}: ${terms.join('\n + ')} <= ${String(most(key))}`,
    );
  const days = dayRows(problem, pairs);
  const text = [
    'Maximize',
    ` obj: ${pairs.map(({ points }, at) => `${String(each + points)} x${String(at)}`).join('\n + ')}`,
    'Subject To',
    ...lines(
      'n',
      sums(({ need }) => need),
      () => 1,
    ),
    ...lines(
      'o',
      sums(({ offer }) => offer),
      (offer) => problem.supporters.slotsLeft[offer] ?? 0,
    ),
    ...lines(
      's',
      sums(({ offer }) => problem.offerSchool[offer] ?? 0),
      (school) => roomOf(problem, school),
    ),
    ...days,
    'Bounds',
    ...pairs.map((_, at) => ` 0 <= x${String(at)} <= 1`),
    // Without rows for days an assignment's program has whole corners.
    ...(days.length > 0 ? ['Binary', ` ${pairs.map((_, at) => `x${String(at)}`).join('\n ')}`] : []),
    'End',
  ].join('\n');
  return { text, pairs };
}

/** One for each school and half-term in which its pairs could take more half-days than there are. */
function dayRows(problem: Problem, pairs: readonly EligiblePair[]): readonly string[] {
  const days = new DaysUse(problem, []);
  return problem.schools.flatMap((_, school) =>
    problem.snapshot.halfTerms.flatMap(({ id }, column) => {
      const taking = pairs.flatMap(({ need, offer }, at) => {
        const size = problem.offerSchool[offer] === school ? days.takes(need, school, column) : 0;
        return size > 0 ? [{ size, text: `${String(size)} x${String(at)}` }] : [];
      });
      const free = problem.days.freeIn(school, column);
      return taking.reduce((sum, { size }) => sum + size, 0) <= free
        ? []
        : [
            ` d${String(school)}t${id.replace(/\D/g, '')}: ${taking.map(({ text }) => text).join('\n + ')} <= ${String(free)}`,
          ];
    }),
  );
}

export function solveWithHighs(highs: Highs, { text, pairs }: ReturnType<typeof asProgram>): Reached {
  const { Status, Columns } = highs.solve(text, { mip_rel_gap: 0 });
  if (Status !== 'Optimal') throw new Error(`HiGHS says ${Status}.`);
  const taken = pairs.filter((_, at) => (Columns[`x${String(at)}`]?.Primal ?? 0) > 0.5);
  return { met: taken.length, points: taken.reduce((sum, { points }) => sum + points, 0) };
}

/** What a person with a sorted list would do: the best pair that is still free, again and again. */
export function greedy(problem: Problem, rows: readonly CandidateRow[]): Reached {
  const pairs = eligiblePairs(problem, rows).toSorted((a, b) => b.points - a.points || a.hash - b.hash);
  const [needs, offers, schools] = [new Set<number>(), new Map<number, number>(), new Map<number, number>()];
  const days = new DaysUse(problem, []);
  const taken = new Map<number, readonly number[]>();
  let [met, points] = [0, 0];
  for (const pair of pairs) {
    const school = problem.offerSchool[pair.offer] ?? 0;
    const [used, busy] = [offers.get(pair.offer) ?? 0, schools.get(school) ?? 0];
    if (needs.has(pair.need) || used >= (problem.supporters.slotsLeft[pair.offer] ?? 0)) continue;
    if (busy >= roomOf(problem, school)) continue;
    const supported = [...(taken.get(school) ?? []), pair.need];
    if (days.tooMany(supported, school)) continue;
    taken.set(school, supported);
    needs.add(pair.need);
    offers.set(pair.offer, used + 1);
    schools.set(school, busy + 1);
    [met, points] = [met + 1, points + pair.points];
  }
  return { met, points };
}
