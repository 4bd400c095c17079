/** As a program writes it: `agreed_in_principle`, `in_person`. */
const CODE = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;
/** What holds a code of one word too: `open`, `head`. Anything else of one word may be somebody's own. */
const HOLDS_CODES =
  /(?:^|_)(?:state|kind|role|outcome|answer|part|mode|modes|priority|band|appetite|side|act|audience|view)$/;
const WORD = /^[a-z]+$/;

/** `send_thread` → `Send thread`. */
export function named(column: string): string {
  const words = column.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** A value as a person reads it: no code of a program, and no braces. */
export function inPlainWords(column: string, value: unknown): string {
  if (value === null || value === undefined) return 'Nothing';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string')
    return CODE.test(value) || (HOLDS_CODES.test(column) && WORD.test(value)) ? named(value) : value;
  if (Array.isArray(value)) return value.map((each) => inPlainWords(column, each)).join(', ');
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, each]) => `${/[ /]/.test(name) ? name : named(name)}: ${inPlainWords(name, each)}`)
    .join('; ');
}
