import {
  CLOSING_OUTCOMES,
  type PairingToClose,
  type PairingToPause,
  type PairingToTend,
} from '@app/brokerage';
import { maybe, oneOf, readBody, text } from '../door/fields.js';

export type AskedPause = Pick<PairingToPause, 'nextDate'> & { readonly reason: string };

/** `nextDate`: the day on which it is looked at again; left out, in a fortnight. */
export const PAUSE_SHAPE = { reason: text, nextDate: maybe(text) };

export function readPause(body: unknown): AskedPause {
  return readBody<AskedPause>(body, PAUSE_SHAPE);
}

export type AskedClosing = Pick<PairingToClose, 'outcome' | 'summary' | 'thanks'>;

/** `summary`: what changed, in a sentence or two. */
export const CLOSE_SHAPE = { outcome: oneOf(CLOSING_OUTCOMES), summary: text, thanks: maybe(text) };

export function readClosing(body: unknown): AskedClosing {
  return readBody<AskedClosing>(body, CLOSE_SHAPE);
}

export type AskedTending = Pick<PairingToTend, 'act' | 'note'>;

/** The fourth act is closing, which has an address of its own. */
export const TEND_SHAPE = { act: oneOf(['nudge', 'resource', 'connect', 'none']), note: text };

export function readTending(body: unknown): AskedTending {
  return readBody<AskedTending>(body, TEND_SHAPE);
}
