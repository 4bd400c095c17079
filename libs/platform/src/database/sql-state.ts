/** What node-postgres says of a connection that is gone has no code: this is what the standard calls it. */
const CONNECTION_LOST = '08006';
const LOST = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect$/,
  /^Query read timeout$/,
  /^timeout expired$/,
  /^Client has encountered a connection error and is not queryable$/,
  /^Client was closed and is not queryable$/,
];

/** The SQLSTATE of what the database said, or the system's code where it could not be asked; null for anything else. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('driverError' in error) return sqlState(error.driverError);
  return error instanceof Error && LOST.some((said) => said.test(error.message)) ? CONNECTION_LOST : null;
}

/** Classes of SQLSTATE: connection; resources, like a full disk; an operator ends it; the system under it fails. */
const AWAY = /^(08|53|57P|58)/;
const AWAY_TOO: ReadonlySet<string> = new Set([
  '57014', // statement timeout
  '25P03', // idle in transaction for too long
  '25006', // read-only: a standby that is not the primary yet
  '55P03', // a lock that was not to be had
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ENOTFOUND'],
]);

/** Nobody can say what became of the statement that was under way. */
export function connectionIsLost(error: unknown): boolean {
  return /^(08|57P|E[A-Z])/.test(sqlState(error) ?? '');
}

/** The database cannot do it now, whatever was asked: the same may work in a moment. */
export function databaseIsAway(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && (AWAY.test(state) || AWAY_TOO.has(state));
}
