import { NotAllowed, NotFound, type AccountId, type Actor, type AreaId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import type { Sessions } from '../session/sessions.js';
import type { Guesses } from './guesses.js';
import { passwordFits } from './password.js';
import type { Personas } from './personas.js';

export interface ProofAgain {
  /** Of the cookie: it ends, and another takes its place. */
  readonly session: string;
  readonly account: AccountId;
  readonly area: AreaId;
  /** Null: a persona of a demonstration, who has none. Only where the whole installation is one. */
  readonly password: string | null;
  readonly address: string;
}

export class PasswordRefused extends NotAllowed {
  constructor() {
    super('SIGN_IN_REFUSED', 'The password is not right.');
  }
}

/** Somebody signed in shows once more that it is them, for what wants a sign-in of the last ten minutes (`+s`). */
export class SignInAgain {
  constructor(
    private readonly lookup: Lookup,
    private readonly sessions: Sessions,
    private readonly guesses: Guesses,
    private readonly personas: Personas,
  ) {}

  /** @returns the id of the new session. @throws PasswordRefused, TooManyTries, NotFound */
  async execute(actor: Actor, asked: ProofAgain): Promise<string> {
    if (asked.password === null) await this.requirePersona(actor);
    else await this.requirePassword(asked.password, asked);
    const by = asked.password === null ? 'persona' : 'password';
    const renewed = await this.sessions.renew(actor, asked.area, asked.session, asked.account, by);
    if (renewed === null) throw new NotFound();
    return renewed;
  }

  private async requirePassword(password: string, { account, address }: ProofAgain): Promise<void> {
    if ([...password].length > 128 || password.includes('\0')) throw new PasswordRefused();
    const [known] = await this.lookup.call<{
      email: string;
      password_hash: string | null;
      disabled: boolean;
    }>('account_by_id', [account]);
    const takeBack = await this.guesses.count(known?.email ?? null, address);
    const fits = await passwordFits(password, known?.password_hash ?? null);
    if (!fits || !known || known.disabled) throw new PasswordRefused();
    await takeBack();
  }

  private async requirePersona({ id }: Actor): Promise<void> {
    const offered = await this.personas.list();
    if (!offered.some(({ person }) => person === id)) throw new NotFound();
  }
}
