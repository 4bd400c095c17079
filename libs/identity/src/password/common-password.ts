import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Fewer tries than this and it is guessed at a sign-in page that nobody slows down: score 3 of zxcvbn. */
const TRIES_LOG10 = 8;
/** What is looked at: longer ones cost seconds, and nobody's first sixty-four are common by chance. */
const LOOKED_AT = 64;

let made: ZxcvbnFactory | null = null;

/**
 * Whether it stands on the list of common and breached passwords, or is little more than words of it: repeated, counted
 * on, written with figures for letters.
 *
 * @param password after NFC. @param known words of the place and the person, which count as if they stood on the list.
 */
export function isCommon(password: string, known: readonly string[]): boolean {
  // Made when the first password is chosen: the list takes ten megabytes that a process may never need.
  made ??= new ZxcvbnFactory({
    dictionary,
    graphs: adjacencyGraphs,
    maxLength: LOOKED_AT,
    useLevenshteinDistance: false, // hundreds of milliseconds in which nothing else is answered
  });
  const looked = [...password].slice(0, LOOKED_AT).join('');
  return made.check(looked, [...known]).guessesLog10 < TRIES_LOG10;
}
