import type { AccountId, AreaId, PersonId } from '@app/kernel';
import { NotAllowed, Unavailable } from '@app/kernel';
import type { Lookup } from '@app/platform';
import { normaliseEmail } from '../person/new-person.js';
import type { Sessions, StartedSession } from '../session/sessions.js';
import { passwordFits } from './password.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the client, for counting attempts; never stored beside the person. */
  readonly address: string;
  readonly requestId: string;
}

/** The same words for an unknown person, a wrong password and a disabled account. */
export class SignInRefused extends NotAllowed {
  constructor() {
    super('SIGN_IN_REFUSED', 'The e-mail address or the password is not right.');
  }
}

const TEN_MINUTES_S = 600;
const WRONG_PER_ACCOUNT = 10;
const WRONG_PER_ADDRESS = 50;

export class SignIn {
  constructor(
    private readonly lookup: Lookup,
    private readonly sessions: Sessions,
  ) {}

  async execute(asked: Credentials): Promise<StartedSession> {
    if ([...asked.password].length > 128 || asked.password.includes('\0')) throw new SignInRefused();
    const email = normaliseEmail(asked.email);
    const counted = [`sign-in/${email ?? 'unreadable'}`, `address/${asked.address}`] as const;
    await this.refuseGuessing(...counted);
    const [account] = email
      ? await this.lookup.call<{ id: AccountId; password_hash: string | null; disabled: boolean }>(
          'account_by_email',
          [email],
        )
      : [];
    const fits = await passwordFits(asked.password, account?.password_hash ?? null);
    if (!fits || !account || account.disabled) throw new SignInRefused();
    const [person] = await this.lookup.call<{ person_id: PersonId; area_id: AreaId }>('people_of_account', [
      account.id,
    ]);
    if (!person) throw new SignInRefused();
    for (const key of counted) await this.lookup.call('take_back_attempt', [key, TEN_MINUTES_S]);
    return this.sessions.start({
      account: account.id,
      person: person.person_id,
      area: person.area_id,
      by: 'password',
      requestId: asked.requestId,
    });
  }

  /** Every try counts before its password is looked at, so that many at once cannot slip through; a right one is taken back. */
  private async refuseGuessing(account: string, address: string): Promise<void> {
    const byAccount = await this.count(account);
    const byAddress = await this.count(address);
    if (byAccount > WRONG_PER_ACCOUNT || byAddress > WRONG_PER_ADDRESS) throw new TooManyTries();
  }

  private async count(key: string): Promise<number> {
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', [key, TEN_MINUTES_S]);
    return row?.count_attempt ?? 0;
  }
}

export class TooManyTries extends Unavailable {
  constructor() {
    super(
      'TOO_MANY_TRIES',
      'There were too many tries. Wait ten minutes, then sign in again.',
      TEN_MINUTES_S,
    );
  }
}
