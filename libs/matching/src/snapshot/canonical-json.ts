/** By UTF-16 code units: the same everywhere, which a locale's order is not. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What was to be written has no canonical form: a fraction, NaN, a function. A fault of the program, not of a person. */
export class NotCanonical extends TypeError {}

/**
 * One text for one value: keys in order, no space, whole numbers only, texts as JSON writes them.
 *
 * @throws NotCanonical for anything but objects, lists, texts, safe integers, true, false and null.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new NotCanonical(`${String(value)} is no whole number`);
    return String(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new NotCanonical(`${typeof value} has no canonical form`);
  const rows = Object.entries(value).sort(([a], [b]) => byText(a, b));
  return `{${rows.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
