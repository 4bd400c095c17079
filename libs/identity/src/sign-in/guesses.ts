import { createHash } from 'node:crypto';
import { Unavailable } from '@app/kernel';
import type { FieldKey, Lookup } from '@app/platform';
import type { NoteAttack } from './note-attack.js';

const TEN_MINUTES_S = 600;
const WRONG_PER_ACCOUNT = 10;
const WRONG_PER_ADDRESS = 50;
const ACCOUNTS_PER_PASSWORD = 20;

export class TooManyTries extends Unavailable {
  constructor() {
    super(
      'TOO_MANY_TRIES',
      'There were too many tries. Wait ten minutes, then sign in again.',
      TEN_MINUTES_S,
    );
  }
}

export interface Guess {
  /** Null for what is no address. */
  readonly email: string | null;
  readonly address: string;
  /** Null where it is asked of one account alone, and cannot be tried on others. */
  readonly password: string | null;
  /** The session id that the browser brought, open or ended; null for none. */
  readonly device: string | null;
  readonly requestId: string;
}

type TakeBack = () => Promise<void>;

/** Wrong passwords, counted by account, by address and by password, wherever one is asked for. */
export class Guesses {
  constructor(
    private readonly lookup: Lookup,
    private readonly key: FieldKey,
    private readonly attacks: NoteAttack,
  ) {}

  /**
   * Every try counts before its password is looked at, so that many at once cannot slip through. A browser in which
   * this person was signed in before has a count of its own: whoever guesses elsewhere does not lock them out.
   *
   * @returns what takes a right one back. @throws TooManyTries
   */
  async count(guess: Guess): Promise<TakeBack> {
    const device = await this.knownDevice(guess);
    if (device !== null) return this.countOne(`device/${device}`, WRONG_PER_ACCOUNT);
    const { email, address, requestId } = guess;
    const keys = [`sign-in/${email ?? 'unreadable'}`, `address/${address}`] as const;
    const [ofAccount, ofAddress] = [await this.one(keys[0]), await this.one(keys[1])];
    if (ofAccount === WRONG_PER_ACCOUNT + 1) await this.attacks.onAccount(email, requestId);
    if (ofAccount > WRONG_PER_ACCOUNT || ofAddress > WRONG_PER_ADDRESS) throw new TooManyTries();
    const unspray = await this.countPassword(guess);
    return async () => {
      for (const key of keys) await this.takeBack(key);
      await unspray();
    };
  }

  /** One password tried on many accounts, from however many addresses: from then on it opens none, right or wrong. */
  private async countPassword({ email, password, requestId }: Guess): Promise<TakeBack> {
    if (password === null) return () => Promise.resolve();
    const mark = this.key.fingerprint(password.normalize('NFC'), 'sprayed/1');
    const [ofPassword, here] = [`sprayed/${mark}`, `sprayed/${mark}/${email ?? 'unreadable'}`];
    const isFirst = (await this.one(here)) === 1;
    const accounts = await this.one(ofPassword);
    // Again on the same account is no further one.
    if (!isFirst) await this.takeBack(ofPassword);
    if (isFirst && accounts === ACCOUNTS_PER_PASSWORD + 1) await this.attacks.bySpraying(accounts, requestId);
    if (accounts > ACCOUNTS_PER_PASSWORD) throw new TooManyTries();
    return async () => {
      await this.takeBack(here);
      if (isFirst) await this.takeBack(ofPassword);
    };
  }

  private async countOne(key: string, most: number): Promise<TakeBack> {
    if ((await this.one(key)) > most) throw new TooManyTries();
    return () => this.takeBack(key);
  }

  private async knownDevice({ email, device }: Guess): Promise<string | null> {
    if (email === null || device === null) return null;
    const hash = createHash('sha256').update(device).digest();
    const [row] = await this.lookup.call<{ known_device: boolean }>('known_device', [hash, email]);
    return row?.known_device === true ? hash.toString('hex') : null;
  }

  private async one(key: string): Promise<number> {
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', [key, TEN_MINUTES_S]);
    return row?.count_attempt ?? 0;
  }

  private async takeBack(key: string): Promise<void> {
    await this.lookup.call('take_back_attempt', [key, TEN_MINUTES_S]);
  }
}
