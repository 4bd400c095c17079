import type { SignOffAnswer, SignOffCase, SignOffLine } from '@app/impact';
import { localDateOf } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { impactPage } from './impact.view.js';
import { signedInWords } from './sign-off-words.js';

const ANSWERS: Readonly<Record<SignOffAnswer, string>> = {
  sign: 'Sign it off: it is published to both heads as it stands',
  sign_noting: 'Sign it off, and note beside it what I see differently',
  send_back: 'Send it back to both heads to look at again',
};

const NEEDS_SECOND = 'Your answer takes effect when a second person confirms it.';

export function signOffsPage(lines: readonly SignOffLine[]): object {
  return { title: 'What waits for sign-off', lines, downloads: downloadsOf('/sign-offs', {}) };
}

export function signOffsList(lines: readonly SignOffLine[]): SheetToWrite {
  return {
    name: 'Sign-offs',
    headings: ['Pairing', 'Supporting school', 'Supported school', 'Complete since', 'Signed off first by'],
    rows: lines.map(({ reference, supporter, asker, since, first }) => [
      ...[reference, supporter, asker, localDateOf(since), first ?? ''],
    ]),
  };
}

/** Both heads' words, then the figures, then what there is to answer. */
export function signOffPage({ impact, version, needsSecond, first }: SignOffCase): object {
  return {
    ...impactPage(impact),
    ...{ version, first: first === null ? null : signedInWords(first) },
    title: first === null ? 'Sign off what changed' : 'Confirm the sign-off of what changed',
    lead: `You read this because you had no part in it. That you read it is in the log of both schools.${needsSecond ? ` ${NEEDS_SECOND}` : ''}`,
    choices: Object.entries(ANSWERS).map(([value, text]) => ({ value, text })),
  };
}
