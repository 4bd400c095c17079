import { once, type Repeatable, type Tx } from '@app/platform';

/** A request with a key has one effect and one answer (I-21); one without is taken as it comes. */
export function askedOnce<Answer>(
  tx: Tx,
  repeat: Repeatable | undefined,
  effect: () => Promise<Answer>,
): Promise<Answer> {
  return repeat === undefined ? effect() : once(tx, repeat, effect);
}
