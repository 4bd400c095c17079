/** What no record can be called names none: the database takes no NUL in a text, and no endless one. */
export function referenceOf(named: string): string {
  return /^[A-Z]{1,2}-[0-9]{4}-[0-9]{3,9}$/.test(named) ? named : '';
}
