import type { InterventionsPage, InterventionView } from '@app/assurance';
import { factsOf, KIND_WORDS, STATE_TAGS } from './own-words.js';

/** What a head reads of the own school. */
export function ownPage({ lines }: InterventionsPage): object {
  return {
    title: 'Support on record',
    lines: lines.map((line) => ({
      ...{ reference: line.reference, kind: KIND_WORDS[line.kind], tag: STATE_TAGS[line.state] },
      facts: factsOf(line).slice(2),
    })),
  };
}

export function ownOne(one: InterventionView): object {
  const { reference, ended, withdrawn, recorded } = one;
  return {
    ...{ reference, recorded, title: `${KIND_WORDS[one.kind]}, ${reference}`, tag: STATE_TAGS[one.state] },
    facts: factsOf(one),
    ...{ cameOfIt: ended?.cameOfIt ?? null, because: withdrawn?.because ?? null },
    pairings: one.pairings,
  };
}
