import { STANDINGS, type ReviewToHold } from '@app/brokerage';
import { maybe, readBody, someOf, text } from '../door/fields.js';

export type AskedReview = Pick<ReviewToHold, 'heldOn' | 'standings' | 'note'>;

/** `standings`: one an objective, in the order of the agenda. */
export const REVIEW_SHAPE = { heldOn: text, standings: someOf(STANDINGS), note: maybe(text) };

export function readReview(body: unknown): AskedReview {
  return readBody<AskedReview>(body, REVIEW_SHAPE);
}
