import type { VisitReply, VisitToLog } from '@app/brokerage';
import { MODES } from '@app/profiles';
import { maybe, number, oneOf, readBody, text, yesOrNo } from '../door/fields.js';

/** Five fields: the day, how the two met, what it took, what happened, what comes next. */
export type AskedVisit = Omit<VisitToLog, 'pairing' | 'planned'>;

export const VISIT_SHAPE = {
  heldOn: text,
  mode: oneOf(MODES),
  halfDays: number,
  summary: text,
  actions: maybe(text),
};

export function readVisitToLog(body: unknown): AskedVisit {
  return readBody<AskedVisit>(body, VISIT_SHAPE);
}

export type AskedVisitReply = Pick<VisitReply, 'accurate' | 'reply'>;

export const VISIT_REPLY_SHAPE = { accurate: yesOrNo, reply: maybe(text) };

export function readVisitReply(body: unknown): AskedVisitReply {
  return readBody<AskedVisitReply>(body, VISIT_REPLY_SHAPE);
}
