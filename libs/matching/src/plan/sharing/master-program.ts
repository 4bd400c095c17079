import type { LinearColumn, LinearRow, SolveLinear } from './linear-program.js';
import type { NeedRewards } from './need-rewards.js';
import type { SchoolChoices } from './school-choices.js';
import type { SchoolSet } from './school-sets.js';

/** What is shared out, and by whom programs are solved. */
export interface Market {
  readonly schools: readonly SchoolChoices[];
  readonly rewards: NeedRewards;
  readonly solve: SolveLinear;
}

export interface Aim {
  /** 0: only weight counts; 1: points too. */
  readonly perPoint: 0 | 1;
  /** What one unit of weight counts as; null: whatever it must for the plan to have the least. */
  readonly perWeight: number | null;
  readonly least: number;
}

/** What is settled already: a plan is made of a program's parts school by school. */
export interface Settled {
  readonly schools: ReadonlySet<number>;
  /** Partners of each need. */
  readonly partners: ArrayLike<number>;
}

export interface MasterAnswer {
  readonly worth: number;
  /** Of each need what a school is given for supporting it, or has to give. */
  readonly prices: readonly number[];
  readonly perWeight: number;
  /** Which part of each set is taken, where any is. */
  readonly shares: readonly { readonly set: SchoolSet; readonly part: number }[];
}

/**
 * The best mixture of the sets known, in parts: no school takes more than one whole, no need more partners than it wants. Its
 * prices say which sets would better it (Dantzig and Wolfe 1960).
 */
export function solveMaster(
  { schools, rewards, solve }: Market,
  known: readonly SchoolSet[],
  { perPoint, perWeight, least }: Aim,
  settled: Settled,
): MasterAnswer | null {
  const sets = known.filter(
    ({ school, chosen }) =>
      !settled.schools.has(school) && chosen.every(({ choice }) => isOpen(rewards, settled, choice.need)),
  );
  const needs = rewards.most.length;
  const weightRow = needs + schools.length;
  const rows: LinearRow[] = [
    ...Array.from({ length: needs }, (): LinearRow => ({ sense: '=', limit: 0 })),
    ...schools.map((): LinearRow => ({ sense: '<=', limit: 1 })),
  ];
  if (perWeight === null) rows.push({ sense: '>=', limit: least });
  const ofSets = sets.map(({ school, chosen, points }): LinearColumn => ({
    worth: perPoint * points,
    most: null,
    counts: [[needs + school, 1], ...chosen.map(({ choice }) => [choice.need, 1] as const)],
  }));
  const columns = [...ofSets, ...ofNeeds(rewards, settled, perWeight, weightRow)];
  const answer = solve({ columns, rows });
  if (answer === null) return null;
  return {
    worth: columns.reduce((sum, { worth }, at) => sum + worth * (answer.values[at] ?? 0), 0),
    prices: Array.from({ length: needs }, (_, need) => -(answer.prices[need] ?? 0)),
    perWeight: perWeight ?? Math.max(0, -(answer.prices[weightRow] ?? 0)),
    shares: sets.map((set, at) => ({ set, part: answer.values[at] ?? 0 })).filter(({ part }) => part > 0),
  };
}

export function isOpen(rewards: NeedRewards, { partners }: Settled, need: number): boolean {
  return (partners[need] ?? 0) < (rewards.most[need] ?? 0);
}

/** Partners that a need takes up: a first one, and further ones that count less. */
function ofNeeds(
  rewards: NeedRewards,
  { partners }: Settled,
  perWeight: number | null,
  weightRow: number,
): readonly LinearColumn[] {
  return Array.from(rewards.most, (most, need) => {
    const from = partners[need] ?? 0;
    const takes = (at: number, many: number): readonly LinearColumn[] => {
      if (many <= 0) return [];
      const weight = rewards.next(need, at);
      const counts = [[need, -1] as const];
      if (perWeight !== null) return [{ worth: perWeight * weight, most: many, counts }];
      return [{ worth: 0, most: many, counts: [...counts, [weightRow, weight] as const] }];
    };
    return from === 0 ? [...takes(0, Math.min(1, most)), ...takes(1, most - 1)] : takes(from, most - from);
  }).flat();
}
