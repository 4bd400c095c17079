import type { Actor } from '../actor.js';
import { all, ALWAYS, any, NEVER, type Condition } from './condition.js';
import { saysWhy, signedInLately } from './decide.js';
import { doersOf, type FactColumns } from './facts.js';
import { didNotDo, grantsOf } from './grants-of.js';
import type { Grant, Matrix, View } from './matrix.js';
import { systemMay } from './ops-allow-list.js';
import { printCondition, type SqlFragment } from './print-condition.js';

export interface ListAsked {
  /** The views that the list can make; null stands for the whole record. Rows of other views are left out. */
  readonly views?: readonly (View | null)[];
  /** Needed by grants that ask for a typed reason or a fresh sign-in; without it their rows are left out. */
  readonly reason?: string | null;
  readonly now?: Date;
}

/**
 * The rows that `decide` would allow, as a condition for a WHERE. It must stand in a query of the asker's own area
 * (`inArea(tx)`); the area itself is named again only where `columns.area` is given.
 *
 * @param start the number of the first parameter.
 * @returns `false` where nothing is granted.
 */
export function listFilter(
  matrix: Matrix,
  actor: Actor,
  action: string,
  columns: FactColumns,
  start = 1,
  asked: ListAsked = {},
): SqlFragment {
  const { actsBy = {}, ...facts } = columns;
  const byFact: Record<string, string | undefined> = { ...facts };
  for (const [earlier, column] of Object.entries(actsBy)) byFact[doersOf(earlier)] = column;
  const condition = rowsOf(matrix, actor, action, asked);
  return printCondition(columns.area === undefined ? insideArea(condition) : condition, byFact, start);
}

/** The tree behind the filter: which records of the action this asker reaches, with nothing left owing. */
export function rowsOf(matrix: Matrix, actor: Actor, action: string, asked: ListAsked = {}): Condition {
  const row = matrix.rows.get(action);
  if (!row) return NEVER;
  if (actor.kind === 'system') return systemMay(row, actor) ? ALWAYS : NEVER;
  if (row.kind === 'D' && !actor.interestsConfirmed) return NEVER;
  const views = asked.views ?? [null];
  const open = grantsOf(row, actor).filter(
    ({ grant }) => views.includes(grant.view) && isSettled(grant, actor, asked),
  );
  return all(any(...open.map((held) => all(held.reaches, held.free))), didNotDo(row, actor));
}

function isSettled(grant: Grant, actor: Actor, asked: ListAsked): boolean {
  if (grant.modifiers.includes('+2')) return false;
  if (grant.modifiers.includes('!') && !saysWhy(asked.reason)) return false;
  return !grant.modifiers.includes('+s') || (asked.now !== undefined && signedInLately(actor, asked.now));
}

/** In a query of one area, every row is of that area. */
function insideArea(condition: Condition): Condition {
  switch (condition.kind) {
    case 'in':
      return condition.fact === 'area' ? ALWAYS : condition;
    case 'all':
      return all(...condition.of.map(insideArea));
    case 'any':
      return any(...condition.of.map(insideArea));
    default:
      return condition; // no scope denies an area, so `not` holds none
  }
}
