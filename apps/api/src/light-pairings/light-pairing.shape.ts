import type { LightToAsk } from '@app/brokerage';
import { maybe, number, oneOf, readBody, text, yesOrNo } from '../door/fields.js';

/** `own` asks for the help of `other`, or offers its own; at most two half-days. */
export const LIGHT_SHAPE = {
  ...{ own: text, other: text, way: oneOf(['asks', 'offers']), purpose: text, contact: text },
  ...{ onDay: text, halfDays: number },
};

export function readLight(body: unknown): LightToAsk {
  return readBody<LightToAsk>(body, LIGHT_SHAPE);
}

export const LIGHT_ANSWER_SHAPE = { yes: yesOrNo };

export function readLightAnswer(body: unknown): { readonly yes: boolean } {
  return readBody<{ yes: boolean }>(body, LIGHT_ANSWER_SHAPE);
}

export const THANKS_SHAPE = { thanks: maybe(text) };

export function readThanks(body: unknown): { readonly thanks?: string | null } {
  return readBody<{ thanks?: string | null }>(body, THANKS_SHAPE);
}
