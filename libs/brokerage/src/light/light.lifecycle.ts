import { RuleBroken } from '@app/kernel';
import type { LightState } from './light.views.js';

/** Both sides agree, it happens, thanks are given. There is no agenda to draft and nothing to look back on. */
const NEXT: Readonly<Record<LightState, readonly LightState[]>> = {
  agreed_in_principle: ['active', 'not_started'],
  active: ['closed'],
  closed: [],
  not_started: [],
};

export const canMoveLight = (from: LightState, to: LightState): boolean => NEXT[from].includes(to);

/** @throws RuleBroken PAIRING_CANNOT_MOVE for a move that is not in the table. */
export function moveLight(from: LightState, to: LightState): LightState {
  if (!canMoveLight(from, to))
    throw new RuleBroken(
      'PAIRING_CANNOT_MOVE',
      `A pairing that is ${from.replaceAll('_', ' ')} cannot become ${to.replaceAll('_', ' ')}.`,
    );
  return to;
}
