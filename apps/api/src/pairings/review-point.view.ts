import type { ReviewPointView } from '@app/brokerage';
import { etagOf } from '../door/preconditions.js';

/** How the work stood, or is to be looked at. Its `etag` is what holding it asks for. */
export type ReviewPointAnswer = ReviewPointView & { readonly etag: string };

export function reviewPointAnswer(shown: ReviewPointView): ReviewPointAnswer {
  const { id, number, dueOn, heldOn, agendaNumber, standings, note, by, state, version } = shown;
  const etag = etagOf('review-point', id, version);
  return { id, number, dueOn, heldOn, agendaNumber, standings, note, by, state, version, etag };
}
