import { createHash } from 'node:crypto';
import { BadInput, RuleBroken } from '@app/kernel';
import { inArea, type Tx } from './tx.js';

export interface Repeatable {
  /** One name per route, like `POST /needs`. */
  readonly route: string;
  /** The caller's key: a form's one-use key or the Idempotency-Key header. */
  readonly key: string;
  /** What was asked, in one canonical text: another body under the same key is refused. */
  readonly body: string;
  /** What must commit with the effect or not at all, like marking a link as used. Done before it, and not for a repeat. */
  alongside?(tx: Tx): Promise<void>;
}

/**
 * Runs `effect` once per caller, route and key (I-21). A repeat gets the first one's answer; a repeat that comes while
 * the first is under way waits for it. Key and effect commit together.
 *
 * @throws RuleBroken KEY_REUSED where the key came with another body.
 */
export async function once<Answer>(
  tx: Tx,
  asked: Repeatable,
  effect: () => Promise<Answer>,
): Promise<Answer> {
  if (asked.key.length < 1 || asked.key.length > 200) {
    throw new BadInput([{ path: 'Idempotency-Key', message: 'The key must be 1 to 200 characters' }]);
  }
  const caller = `${tx.actor.kind}:${tx.actor.id}`;
  const bodyHash = createHash('sha256').update(asked.body).digest('hex');
  const first = await tx.count(
    `insert into platform.idempotency (area_id, caller, route, key, body_hash) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [tx.area, caller, asked.route, asked.key, bodyHash],
  );
  const where = `${inArea(tx)} and caller = $1 and route = $2 and key = $3`;
  if (first === 0) {
    const [known] = await tx.query<{ body_hash: string; answer: Answer }>(
      `select body_hash, answer from platform.idempotency where ${where}`,
      [caller, asked.route, asked.key],
    );
    if (known?.body_hash !== bodyHash) {
      throw new RuleBroken(
        'KEY_REUSED',
        'This key was already used for a different request. Send a new key with it.',
      );
    }
    return known.answer;
  }
  await asked.alongside?.(tx);
  const answer = await effect();
  await tx.query(`update platform.idempotency set answer = $4 where ${where} returning 1`, [
    caller,
    asked.route,
    asked.key,
    JSON.stringify(answer ?? null),
  ]);
  return answer;
}

/** The same for a verb that may also be asked without a key: then it simply runs. */
export async function askedOnce<Answer>(
  tx: Tx,
  asked: Repeatable | undefined,
  effect: () => Promise<Answer>,
): Promise<Answer> {
  return asked === undefined ? effect() : once(tx, asked, effect);
}
