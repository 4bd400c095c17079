/**
 * What must hold between the asker and a record, as a small tree. It is evaluated over the facts of one record, and
 * printed as SQL over the columns of many: one tree, so that a list holds exactly what asking for one would give.
 *
 * Logic is SQL's own, with three values: a fact that is missing (a column that is null) makes neither its condition
 * nor the opposite hold, so what is not known is refused.
 */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  /** The fact is one of these. */
  | { readonly kind: 'in'; readonly fact: string; readonly of: readonly string[] }
  /** The fact is a list that shares a member with these. */
  | { readonly kind: 'meets'; readonly fact: string; readonly of: readonly string[] }
  /** The fact is true. */
  | { readonly kind: 'yes'; readonly fact: string }
  | { readonly kind: 'not'; readonly that: Condition }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] };

export type Truth = boolean | null;
export type FactValue = string | boolean | readonly string[] | null | undefined;

export const ALWAYS: Condition = { kind: 'always' };
export const NEVER: Condition = { kind: 'never' };

/** Holds for no record where the list is empty. */
export function isIn(fact: string, of: readonly string[]): Condition {
  return of.length === 0 ? NEVER : { kind: 'in', fact, of };
}

/** Holds for no record where the list is empty. */
export function meets(fact: string, of: readonly string[]): Condition {
  return of.length === 0 ? NEVER : { kind: 'meets', fact, of };
}

export function yes(fact: string): Condition {
  return { kind: 'yes', fact };
}

export function not(that: Condition): Condition {
  if (that.kind === 'always') return NEVER;
  return that.kind === 'never' ? ALWAYS : { kind: 'not', that };
}

export function all(...of: readonly Condition[]): Condition {
  const kept = of.filter((each) => each.kind !== 'always');
  if (kept.some((each) => each.kind === 'never')) return NEVER;
  return kept.length > 1 ? { kind: 'all', of: kept } : (kept[0] ?? ALWAYS);
}

export function any(...of: readonly Condition[]): Condition {
  const kept = of.filter((each) => each.kind !== 'never');
  if (kept.some((each) => each.kind === 'always')) return ALWAYS;
  return kept.length > 1 ? { kind: 'any', of: kept } : (kept[0] ?? NEVER);
}

/** @returns null where a missing fact leaves it open. */
export function evaluate(condition: Condition, factOf: (name: string) => FactValue): Truth {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'in': {
      const fact = factOf(condition.fact);
      return typeof fact === 'string' ? condition.of.includes(fact) : null;
    }
    case 'meets': {
      const fact = factOf(condition.fact);
      return Array.isArray(fact) ? condition.of.some((each) => fact.includes(each)) : null;
    }
    case 'yes': {
      const fact = factOf(condition.fact);
      return typeof fact === 'boolean' ? fact : null;
    }
    case 'not': {
      const truth = evaluate(condition.that, factOf);
      return truth === null ? null : !truth;
    }
    case 'all':
      return and(condition.of.map((each) => evaluate(each, factOf)));
    case 'any': {
      const opposite = and(condition.of.map((each) => negated(evaluate(each, factOf))));
      return negated(opposite);
    }
  }
}

function and(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

function negated(truth: Truth): Truth {
  return truth === null ? null : !truth;
}
