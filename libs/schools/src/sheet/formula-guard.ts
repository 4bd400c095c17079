/** What a spreadsheet would run as a formula, also behind apostrophes that somebody put before it. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** For a cell of a file that leaves: one apostrophe more before what would be run. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** For a cell of a file that comes in: takes back the one that `guarded` gave, and no other. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
