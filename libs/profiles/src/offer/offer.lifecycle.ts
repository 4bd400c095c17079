import { RuleBroken } from '@app/kernel';

export const OFFER_STATES = ['draft', 'live', 'paused', 'withdrawn', 'expired'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

const NEXT: Readonly<Record<OfferState, readonly OfferState[]>> = {
  draft: ['live'],
  live: ['paused', 'withdrawn', 'expired'],
  paused: ['live', 'withdrawn'],
  withdrawn: [],
  expired: [],
};

/** @throws RuleBroken OFFER_CANNOT_MOVE for a move that is not in the table. */
export function moveOffer(from: OfferState, to: OfferState): OfferState {
  if (!NEXT[from].includes(to))
    throw new RuleBroken('OFFER_CANNOT_MOVE', `An offer that is ${from} cannot become ${to}.`);
  return to;
}

export function hasEnded(state: OfferState): boolean {
  return NEXT[state].length === 0;
}
