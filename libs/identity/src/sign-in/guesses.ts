import { Unavailable } from '@app/kernel';
import type { Lookup } from '@app/platform';

const TEN_MINUTES_S = 600;
const WRONG_PER_ACCOUNT = 10;
const WRONG_PER_ADDRESS = 50;

export class TooManyTries extends Unavailable {
  constructor() {
    super(
      'TOO_MANY_TRIES',
      'There were too many tries. Wait ten minutes, then sign in again.',
      TEN_MINUTES_S,
    );
  }
}

/** Wrong passwords, counted by account and by address, wherever one is asked for. */
export class Guesses {
  constructor(private readonly lookup: Lookup) {}

  /**
   * Every try counts before its password is looked at, so that many at once cannot slip through.
   *
   * @param email null for what is no address. @returns what takes a right one back. @throws TooManyTries
   */
  async count(email: string | null, address: string): Promise<() => Promise<void>> {
    const keys = [`sign-in/${email ?? 'unreadable'}`, `address/${address}`] as const;
    const [ofAccount, ofAddress] = [await this.one(keys[0]), await this.one(keys[1])];
    if (ofAccount > WRONG_PER_ACCOUNT || ofAddress > WRONG_PER_ADDRESS) throw new TooManyTries();
    return async () => {
      for (const key of keys) await this.lookup.call('take_back_attempt', [key, TEN_MINUTES_S]);
    };
  }

  private async one(key: string): Promise<number> {
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', [key, TEN_MINUTES_S]);
    return row?.count_attempt ?? 0;
  }
}
