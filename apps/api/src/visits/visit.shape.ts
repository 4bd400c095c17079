import type { AskedPlan, VisitCorrection, VisitReply, VisitToCallOff, VisitToLog } from '@app/brokerage';
import { MODES } from '@app/profiles';
import { maybe, number, oneOf, readBody, text, yesOrNo } from '../door/fields.js';

/** Five fields: the day, how the two met, what it took, what happened, what comes next; and the plan that it carries out. */
export type AskedVisit = Omit<VisitToLog, 'pairing'>;

export const VISIT_SHAPE = {
  heldOn: text,
  mode: oneOf(MODES),
  halfDays: number,
  summary: text,
  actions: maybe(text),
  planned: maybe(number),
};

export function readVisitToLog(body: unknown): AskedVisit {
  return readBody<AskedVisit>(body, VISIT_SHAPE);
}

export type AskedCorrection = Omit<VisitCorrection, 'visit' | 'version'>;

/** What is left out stands. */
export const CORRECTION_SHAPE = {
  ...{ heldOn: maybe(text), mode: maybe(oneOf(MODES)), halfDays: maybe(number) },
  ...{ summary: maybe(text), actions: maybe(text) },
};

export function readCorrection(body: unknown): AskedCorrection {
  return readBody<AskedCorrection>(body, CORRECTION_SHAPE);
}

export type AskedVisitReply = Pick<VisitReply, 'accurate' | 'reply'>;

export const VISIT_REPLY_SHAPE = { accurate: yesOrNo, reply: maybe(text) };

export function readVisitReply(body: unknown): AskedVisitReply {
  return readBody<AskedVisitReply>(body, VISIT_REPLY_SHAPE);
}

export const PLAN_SHAPE = {
  ...{ heldOn: text, startsAt: text, minutes: number, mode: oneOf(MODES) },
  ...{ place: maybe(text), anyway: maybe(yesOrNo) },
};

export function readPlanToMake(body: unknown): AskedPlan {
  return readBody<AskedPlan>(body, PLAN_SHAPE);
}

/** What is left out stands; `anyway` is said anew each time. */
export const MOVE_SHAPE = {
  ...{ heldOn: maybe(text), startsAt: maybe(text), minutes: maybe(number), mode: maybe(oneOf(MODES)) },
  ...{ place: maybe(text), anyway: maybe(yesOrNo) },
};

export function readMove(body: unknown): Partial<AskedPlan> {
  return readBody<Partial<AskedPlan>>(body, MOVE_SHAPE);
}

export type AskedCallOff = Pick<VisitToCallOff, 'outcome' | 'reason'>;

export const CALL_OFF_SHAPE = { outcome: oneOf(['cancelled', 'missed']), reason: text };

export function readCallOff(body: unknown): AskedCallOff {
  return readBody<AskedCallOff>(body, CALL_OFF_SHAPE);
}
