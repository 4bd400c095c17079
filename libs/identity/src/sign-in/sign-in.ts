import type { AccountId, AreaId, PersonId } from '@app/kernel';
import { NotAllowed } from '@app/kernel';
import type { Lookup } from '@app/platform';
import { normaliseEmail } from '../person/new-person.js';
import type { AtTheDoor, Enter, Entered } from './enter.js';
import type { Guesses } from './guesses.js';
import type { NoteAttack } from './note-attack.js';
import { fitsNow, inTurn } from './password.js';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the client, for counting attempts; never stored beside the person. */
  readonly address: string;
  /** The session id that the browser brought, if any: one that was theirs makes it a known device. */
  readonly device: string | null;
  readonly requestId: string;
}

/** The same words for an unknown person, a wrong password and a disabled account. */
export class SignInRefused extends NotAllowed {
  constructor() {
    super('SIGN_IN_REFUSED', 'The e-mail address or the password is not right.');
  }
}

export class SignIn {
  constructor(
    private readonly lookup: Lookup,
    private readonly guesses: Guesses,
    private readonly enter: Enter,
    private readonly attacks: NoteAttack,
  ) {}

  /** @returns a session, or what is owed before there is one. @throws SignInRefused, TooManyTries */
  async execute(asked: Credentials): Promise<Entered> {
    if ([...asked.password].length > 128 || asked.password.includes('\0')) throw new SignInRefused();
    // Nobody who is told to come back later has used up a try: turns are taken first, then counted.
    const found = await inTurn(() => this.known(asked));
    if (!('refused' in found)) return this.enter.afterPassword(found);
    await this.attacks.onPassword(found.refused, asked.requestId);
    throw new SignInRefused();
  }

  /** @returns `refused`: whose account it was, null for nobody's. */
  private async known(asked: Credentials): Promise<AtTheDoor | { refused: AccountId | null }> {
    const email = normaliseEmail(asked.email);
    const takeBack = await this.guesses.count({ ...asked, email });
    const [account] = email
      ? await this.lookup.call<{ id: AccountId; password_hash: string | null; disabled: boolean }>(
          'account_by_email',
          [email],
        )
      : [];
    const fits = await fitsNow(asked.password, account?.password_hash ?? null);
    if (!fits || !account || account.disabled) return { refused: account?.id ?? null };
    const [person] = await this.lookup.call<{ person_id: PersonId; area_id: AreaId }>('people_of_account', [
      account.id,
    ]);
    if (!person) return { refused: account.id };
    await takeBack();
    return {
      account: account.id,
      person: person.person_id,
      area: person.area_id,
      by: 'password',
      requestId: asked.requestId,
      replaces: asked.device,
    };
  }
}
