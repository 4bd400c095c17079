import { ROLES } from '../actor.js';
import type { Grant, Matrix, MatrixRow } from './matrix.js';

/** The rows in which a machine client may administer: what is local to its area. */
const API_MAY_IMPORT = ['import.preview', 'import.commit'];

/**
 * What no edit of the table may break, whatever else it changes.
 *
 * @returns one sentence a breach, naming line, row and column; empty for a sound table.
 */
export function checkMatrix(matrix: Matrix): string[] {
  return [...matrix.rows.values()].flatMap((row) =>
    [
      ...decisionsAreFree(row),
      ...officersOnlyWatch(row),
      ...machinesHoldNothing(row),
      ...namesStand(row, matrix),
    ].map((fault) => `Line ${row.line}, ${row.action}, ${fault}.`),
  );
}

function decisionsAreFree(row: MatrixRow): string[] {
  const faults: string[] = [];
  for (const role of ROLES) {
    const bare = row.grants[role].some((grant) => !grant.scope.startsWith('own') && !has(grant, '*'));
    if (row.kind === 'D' && bare) faults.push(`${role}: a decision outside the own scopes needs *`);
    if (row.action === 'decision.rewrite' && row.grants[role].length > 0) {
      faults.push(`${role}: nobody rewrites a decision`);
    }
  }
  return faults;
}

function officersOnlyWatch(row: MatrixRow): string[] {
  if (row.kind !== 'W' && row.kind !== 'D') return [];
  const finding = row.kind === 'W' && row.action.startsWith('finding.');
  const beyond = row.grants.officer.some(
    (grant) =>
      !(row.kind === 'W' && grant.scope === 'self') &&
      !(finding && grant.scope === 'area' && has(grant, '*')),
  );
  return beyond ? ['officer: officers write findings and their own word alone'] : [];
}

function machinesHoldNothing(row: MatrixRow): string[] {
  const closed = row.kind === 'S' || row.kind === 'D' || row.kind === 'A';
  if (!closed || row.grants.api.length === 0 || API_MAY_IMPORT.includes(row.action)) return [];
  return ['api: machine clients neither read what is sensitive nor decide nor administer'];
}

function namesStand(row: MatrixRow, matrix: Matrix): string[] {
  const faults: string[] = [];
  const isRead = row.kind === 'R' || (row.kind === 'S' && /\.read(\.|$)/.test(row.action));
  if (isRead && !row.sees.includes(row.action)) faults.push('sees: a read names itself');
  for (const name of row.sees) {
    const kind = matrix.rows.get(name)?.kind;
    if (kind !== 'R' && kind !== 'S') faults.push(`sees: ${name} is no read of this table`);
  }
  for (const name of row.notSameAs) {
    if (!matrix.rows.has(name)) faults.push(`not_same_as: ${name} is no row of this table`);
  }
  return faults;
}

function has(grant: Grant, modifier: Grant['modifiers'][number]): boolean {
  return grant.modifiers.includes(modifier);
}
