import { RuleBroken } from '@app/kernel';

export type ConcernState = 'raised' | 'became_need' | 'declined' | 'withdrawn' | 'lapsed';

const NEXT: Readonly<Record<ConcernState, readonly ConcernState[]>> = {
  raised: ['became_need', 'declined', 'withdrawn', 'lapsed'],
  became_need: [],
  declined: [],
  withdrawn: [],
  lapsed: [],
};

/** @throws RuleBroken CONCERN_CANNOT_MOVE for a move that the table does not hold. */
export function moveConcern(from: ConcernState, to: ConcernState): ConcernState {
  if (NEXT[from].includes(to)) return to;
  throw new RuleBroken(
    'CONCERN_CANNOT_MOVE',
    'This word has ended already. Nothing more can be done with it.',
  );
}
