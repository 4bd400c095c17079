import { RuleBroken } from '@app/kernel';

export const OPENING_STATES = ['asked', 'refused', 'withdrawn', 'open', 'ended'] as const;
export type OpeningState = (typeof OPENING_STATES)[number];

/** Nothing opens again: whoever needs more asks anew. */
const NEXT: Readonly<Record<OpeningState, readonly OpeningState[]>> = {
  asked: ['open', 'refused', 'withdrawn'],
  open: ['ended'],
  refused: [],
  withdrawn: [],
  ended: [],
};

/** @throws RuleBroken OPENING_CANNOT_MOVE for a move that is not in the table. */
export function moveOpening(from: OpeningState, to: OpeningState): OpeningState {
  if (!NEXT[from].includes(to))
    throw new RuleBroken('OPENING_CANNOT_MOVE', `Access that is ${from} cannot become ${to}.`);
  return to;
}
