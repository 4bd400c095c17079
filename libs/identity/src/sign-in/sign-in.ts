import type { AccountId, AreaId, PersonId } from '@app/kernel';
import { BadInput, NotAllowed, Unavailable } from '@app/kernel';
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
    await this.refuseGuessing(email ?? 'unreadable', asked.address);
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
    return this.sessions.start({
      account: account.id,
      person: person.person_id,
      area: person.area_id,
      by: 'password',
      requestId: asked.requestId,
    });
  }

  private async refuseGuessing(email: string, address: string): Promise<void> {
    if (email.length > 254) throw new BadInput([{ path: 'email', message: 'Enter an e-mail address' }]);
    const [byAccount] = await this.lookup.call<{ count_attempt: number }>('count_attempt', [
      `sign-in/${email}`,
      TEN_MINUTES_S,
    ]);
    const [byAddress] = await this.lookup.call<{ count_attempt: number }>('count_attempt', [
      `address/${address}`,
      TEN_MINUTES_S,
    ]);
    if (
      (byAccount?.count_attempt ?? 0) > WRONG_PER_ACCOUNT ||
      (byAddress?.count_attempt ?? 0) > WRONG_PER_ADDRESS
    ) {
      throw new TooManyTries();
    }
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
