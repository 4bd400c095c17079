import { RuleBroken } from '@app/kernel';

export type SignalState = 'with_head' | 'with_adviser' | 'answered';

const NEXT: Readonly<Record<SignalState, readonly SignalState[]>> = {
  with_head: ['answered', 'with_adviser'],
  with_adviser: ['answered'],
  answered: [],
};

/** @throws RuleBroken SIGNAL_CANNOT_MOVE for a move that the table does not hold. */
export function moveSignal(from: SignalState, to: SignalState): SignalState {
  if (NEXT[from].includes(to)) return to;
  throw new RuleBroken(
    'SIGNAL_CANNOT_MOVE',
    from === 'answered' ? 'This was answered already.' : 'This waits for an answer of the school.',
  );
}
