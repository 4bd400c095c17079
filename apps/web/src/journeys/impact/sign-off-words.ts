import type { SignOffState, SignOffView } from '@app/impact';
import { dateInWords } from '../../layout/words.js';

/** Where it stands, in one sentence that both heads read. */
const SENTENCES: Readonly<Record<SignOffState, (by: string, on: string) => string>> = {
  not_yet: () =>
    'Once both heads have spoken and the later figures are in, somebody who had no part in it reads it and signs it off.',
  waits: () => 'It waits to be read and signed off by somebody who had no part in it.',
  waits_for_second: (by, on) =>
    `${by} signed it off on ${on}. It takes effect when a second person confirms it.`,
  sent_back: (by, on) =>
    `${by} sent it back on ${on}. Change your words or record a figure above, and it is read again.`,
  signed: (by, on) =>
    `${by} signed it off on ${on}. It stands as it was read, and nothing is changed any more.`,
};

export interface SignedWords {
  readonly sentence: string;
  readonly words: readonly string[];
}

export function signedInWords({ state, by, at, words, second }: SignOffView): SignedWords {
  const sentence = SENTENCES[state](by ?? '', dateInWords(at));
  const confirmed = second === null ? '' : ` ${second.by} confirmed it on ${dateInWords(second.at)}.`;
  const said = [
    [by, words],
    [second?.by, second?.words],
  ].flatMap(([who, text]) =>
    who && text ? [state === 'sent_back' ? `${who} asks: ${text}` : `${who} sees differently: ${text}`] : [],
  );
  return { sentence: sentence + confirmed, words: said };
}
