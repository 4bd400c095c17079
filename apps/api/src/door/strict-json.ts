import { BadInput, type FieldError } from '@app/kernel';
import { visit } from 'jsonc-parser';

const DEEPEST = 32;
const MOST_KEYS = 1_000;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON as we take it: UTF-8 (a BOM is tolerated), no key twice, no key that could reach a prototype, no number that
 * would silently become another, no text the database could not hold.
 *
 * @throws BadInput naming the path.
 */
export function parseStrictJson(bytes: Buffer): unknown {
  const text = decode(bytes);
  // Before the parser, which goes down by recursion: a deep body must cost nothing.
  if (deeperThan(text, DEEPEST))
    throw new BadInput([{ path: '', message: `The body is nested more than ${DEEPEST} levels deep` }]);
  const errors = faultsOf(text);
  if (errors.length > 0) throw new BadInput(errors);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BadInput([{ path: '', message: 'The body is not JSON' }]);
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput([{ path: '', message: 'The body is not UTF-8' }]);
  }
}

function faultsOf(text: string): FieldError[] {
  const errors: FieldError[] = [];
  const levels: Set<string>[] = [];
  let keys = 0;
  let key = '';
  const say = (path: string, message: string): void => {
    if (errors.length < 20) errors.push({ path, message });
  };
  visit(text, {
    onObjectBegin: () => void levels.push(new Set()),
    onObjectEnd: () => void levels.pop(),
    onObjectProperty: (property) => {
      key = property;
      keys += 1;
      if (keys === MOST_KEYS + 1) say('', `The body has more than ${MOST_KEYS} properties`);
      if (FORBIDDEN.has(property)) say(property, 'This property is not known');
      if (levels.at(-1)?.has(property)) say(property, 'This property is there twice');
      levels.at(-1)?.add(property);
      wellFormed(property, property, say);
    },
    onLiteralValue: (value: unknown, offset, length) => {
      if (typeof value === 'number') exact(text.slice(offset, offset + length), value, key, say);
      if (typeof value === 'string') wellFormed(value, key, say);
    },
    onComment: () => say('', 'The body has a comment'),
    onError: () => say('', 'The body is not JSON'),
  });
  return errors;
}

/** 1e309, 9007199254740993 and -0 would silently become something else. */
function exact(
  written: string,
  value: number,
  path: string,
  say: (path: string, message: string) => void,
): void {
  const plain = /^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,6})?$/.test(written) && written !== '-0';
  if (!plain || !Number.isFinite(value)) say(path, 'Enter a plain number of at most 15 digits');
}

function wellFormed(text: string, path: string, say: (path: string, message: string) => void): void {
  if (text.includes('\0')) say(path, 'The text holds a NUL character');
  else if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text))
    say(path, 'The text holds half a character');
}

function deeperThan(text: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > most) return true;
  }
  return false;
}
