import { BadInput } from '@app/kernel';

const MOST = 2_000;
/** Control characters but the line break, and what turns the direction of a text round. */
const UNPRINTABLE = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

/** What somebody typed, as it is stored. @param what names it in a sentence, like "your question". @throws BadInput */
export function readWords(path: string, typed: unknown, what: string): string {
  const words = typeof typed === 'string' ? typed.replaceAll(/\r\n?/g, '\n').trim() : '';
  const message =
    words === ''
      ? `Enter ${what}`
      : [...words].length > MOST
        ? `Keep ${what} to 2,000 characters or fewer`
        : UNPRINTABLE.test(words) || !words.isWellFormed()
          ? `Enter ${what} as plain text`
          : null;
  if (message !== null) throw new BadInput([{ path, message }]);
  return words;
}
