import type { Condition } from './condition.js';

export interface SqlFragment {
  /** A boolean expression in brackets, ready to stand in a WHERE. */
  readonly sql: string;
  readonly params: unknown[];
}

/**
 * The same tree for the database. Parameters are numbered from `start` and carry no cast: PostgreSQL takes their type
 * from the column, so that one tree serves text and uuid columns. A fact without a column is null, like a missing fact.
 *
 * @param columns for each fact the SQL expression that gives it in a row: text or uuid for single facts, an array of
 *   them for lists, a boolean for yes or no.
 */
export function printCondition(
  condition: Condition,
  columns: Readonly<Record<string, string | undefined>>,
  start: number,
): SqlFragment {
  const params: unknown[] = [];
  const holder = (value: readonly string[]): string => {
    params.push([...value]);
    return `$${start + params.length - 1}`;
  };
  const print = (node: Condition): string => {
    switch (node.kind) {
      case 'always':
        return 'true';
      case 'never':
        return 'false';
      case 'not':
        return `(not ${print(node.that)})`;
      case 'all':
        return `(${node.of.map(print).join(' and ')})`;
      case 'any':
        return `(${node.of.map(print).join(' or ')})`;
      case 'in':
      case 'meets':
      case 'yes': {
        const column = columns[node.fact];
        if (column === undefined) return 'null::boolean';
        if (node.kind === 'yes') return `(${column})`;
        return node.kind === 'in'
          ? `(${column} = any (${holder(node.of)}))`
          : `(${column} && ${holder(node.of)})`;
      }
    }
  };
  return { sql: print(condition), params };
}
