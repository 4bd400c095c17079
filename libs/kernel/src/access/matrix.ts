import { ROLES, type Role } from '../actor.js';
import { DomainError } from '../domain-error.js';
import { isScope } from './scopes.js';

/** Read · sensitive read · write · decision about a case · administration. */
export const KINDS = ['R', 'S', 'W', 'D', 'A'] as const;
export type Kind = (typeof KINDS)[number];

/** Widest first: where two grants apply, the asker gets the one that stands earlier. No view is the whole record. */
export const VIEWS = ['words', 'blind', 'flag', 'published', 'meta', 'security', 'dates', 'agg'] as const;
export type View = (typeof VIEWS)[number];

export const MODIFIERS = ['*', '!', '+d', '+2', '+s', '+dpo'] as const;
export type Modifier = (typeof MODIFIERS)[number];

export interface Grant {
  readonly scope: string;
  readonly view: View | null;
  readonly modifiers: readonly Modifier[];
}

export interface MatrixRow {
  readonly action: string;
  readonly kind: Kind;
  /** Reads, any of which makes the record visible; empty where there is no record yet. */
  readonly sees: readonly string[];
  readonly grants: Readonly<Record<Role, readonly Grant[]>>;
  readonly notSameAs: readonly string[];
  readonly notes: string;
  /** In the file, from 1. */
  readonly line: number;
}

export interface Matrix {
  readonly rows: ReadonlyMap<string, MatrixRow>;
}

/** The permission table cannot be read: nothing starts. */
export class MatrixRefused extends DomainError {
  readonly code = 'MATRIX_REFUSED';
  constructor(
    readonly line: number,
    readonly column: string,
    why: string,
  ) {
    super(`The permission table cannot be read. Line ${line}, column ${column}: ${why}.`);
  }
}

const COLUMNS = ['action', 'kind', 'sees', ...ROLES, 'not_same_as', 'notes'] as const;
const ACTION = /^[a-z]+(\.[a-z]+)+$/;
const GRANT = /^(s:[a-z]+(?:\.[a-z]+)*|[a-z]+(?:-[a-z]+)?)(?:@([a-z]+))?((?:\*|!|\+dpo|\+d|\+2|\+s)*)$/;

/** @throws MatrixRefused at the first fault, naming its line and column. */
export function parseMatrix(text: string): Matrix {
  const rows = new Map<string, MatrixRow>();
  let headed = false;
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (written === '' || written.startsWith('#')) continue;
    const cells = written.split('\t');
    if (!headed) {
      checkHeader(cells, line);
      headed = true;
      continue;
    }
    const row = parseRow(cells, line);
    const before = rows.get(row.action);
    if (before)
      throw new MatrixRefused(line, 'action', `${row.action} stands on line ${before.line} already`);
    rows.set(row.action, row);
  }
  if (!headed) throw new MatrixRefused(1, 'action', 'there is no line of column names');
  return { rows };
}

function checkHeader(cells: readonly string[], line: number): void {
  for (const [at, name] of COLUMNS.entries()) {
    if (cells[at] !== name) throw new MatrixRefused(line, name, `the column name is ${show(cells[at])}`);
  }
  if (cells.length > COLUMNS.length) throw new MatrixRefused(line, 'notes', 'a column follows it');
}

function parseRow(cells: readonly string[], line: number): MatrixRow {
  if (cells.length !== COLUMNS.length) {
    const column = COLUMNS[Math.min(cells.length, COLUMNS.length - 1)] ?? 'notes';
    throw new MatrixRefused(line, column, `there are ${cells.length} columns instead of ${COLUMNS.length}`);
  }
  const cell = (name: (typeof COLUMNS)[number]): string => cells[COLUMNS.indexOf(name)] ?? '';
  const [action, kind] = [cell('action'), cell('kind')];
  if (!ACTION.test(action))
    throw new MatrixRefused(line, 'action', `${show(action)} is no name of an action`);
  if (!isKind(kind)) throw new MatrixRefused(line, 'kind', `${show(kind)} is none of ${KINDS.join(', ')}`);
  const names = (column: 'sees' | 'not_same_as'): string[] => parseNames(cell(column), line, column);
  const grants = Object.fromEntries(ROLES.map((role) => [role, parseCell(cell(role), line, role)]));
  return {
    action,
    kind,
    sees: names('sees'),
    grants: grants as Record<Role, Grant[]>,
    notSameAs: names('not_same_as'),
    notes: cell('notes'),
    line,
  };
}

function parseNames(cell: string, line: number, column: string): string[] {
  if (cell === '-') return [];
  const names = cell.split(' ');
  const wrong = names.find((name) => !ACTION.test(name));
  if (wrong !== undefined) throw new MatrixRefused(line, column, `${show(wrong)} is no name of an action`);
  return names;
}

function parseCell(cell: string, line: number, role: Role): Grant[] {
  return cell === '-' ? [] : cell.split(' | ').map((grant) => parseGrant(grant, line, role));
}

function parseGrant(written: string, line: number, role: Role): Grant {
  const found = GRANT.exec(written);
  const [scope, view, tail] = [found?.[1], found?.[2], found?.[3] ?? ''];
  if (scope === undefined) throw new MatrixRefused(line, role, `${show(written)} is neither "-" nor a grant`);
  if (!isScope(scope)) throw new MatrixRefused(line, role, `${show(scope)} is no known scope`);
  if (scope.startsWith('s:') !== (role === 'api')) {
    throw new MatrixRefused(
      line,
      role,
      `${show(scope)}: token scopes stand in the column api, and nothing else does`,
    );
  }
  if (view !== undefined && !isView(view))
    throw new MatrixRefused(line, role, `${show(view)} is no known view`);
  const modifiers = (tail.match(/\*|!|\+dpo|\+d|\+2|\+s/g) ?? []) as Modifier[];
  if (new Set(modifiers).size < modifiers.length) {
    throw new MatrixRefused(line, role, `${show(written)} says one modifier twice`);
  }
  return { scope, view: view ?? null, modifiers };
}

const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text);
const isView = (text: string): text is View => (VIEWS as readonly string[]).includes(text);

function show(text: string | undefined): string {
  return text === undefined ? 'missing' : `"${text.slice(0, 40)}"`;
}
