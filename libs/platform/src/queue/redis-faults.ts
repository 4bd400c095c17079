import { Redis } from 'ioredis';
import { DomainError } from '@app/kernel';

const PATIENCE_MS = 3_000;

/** Jobs would vanish without a word: better no service than one that forgets. */
export class RedisUnsafe extends DomainError {
  readonly code = 'REDIS_UNSAFE';
}

/**
 * What this Redis would lose: a queue must keep every key, also over a restart (TRUST §6).
 *
 * @returns a sentence for each fault; null where it does not answer, which is another matter.
 */
export async function redisFaults(url: string): Promise<string[] | null> {
  const redis = new Redis(url, {
    ...{ lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 },
    ...{ connectTimeout: PATIENCE_MS, commandTimeout: PATIENCE_MS },
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    // INFO, since a Redis that is somebody else's to run seldom lets its settings be read.
    const said = `${await redis.info('memory')}\n${await redis.info('persistence')}`;
    const of = (key: string): string => new RegExp(`^${key}:(\\S+)`, 'm').exec(said)?.[1] ?? 'unknown';
    const [policy, appends] = [of('maxmemory_policy'), of('aof_enabled')];
    const faults: string[] = [];
    if (policy !== 'noeviction')
      faults.push(
        `Redis throws keys away when it is full (maxmemory-policy ${policy}): set it to noeviction.`,
      );
    if (appends !== '1') faults.push('Redis forgets what is queued when it restarts: set appendonly to yes.');
    return faults;
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
}

/** @throws RedisUnsafe naming every fault; nothing where there is no Redis, or none that answers yet. */
export async function requireSafeRedis(url: string | null): Promise<void> {
  const faults = url === null ? [] : ((await redisFaults(url)) ?? []);
  if (faults.length > 0) throw new RedisUnsafe(faults.join(' '));
}
