import { NotAllowed, NotFound, type AccountId, type Actor, type AreaId, type PersonId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import { hasAny, type Factors } from '../factor/factors.query.js';
import type { ProveCode } from '../factor/prove-code.js';
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
  /** Of their app, or a recovery code, where they have an app; null or unread where they have none. */
  readonly code: string | null;
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
    private readonly factors: Factors,
    private readonly prove: ProveCode,
  ) {}

  /** @returns the id of the new session. @throws PasswordRefused, FactorRefused, FactorPaused, TooManyTries, NotFound */
  async execute(actor: Actor, asked: ProofAgain): Promise<string> {
    if (asked.password === null) await this.requirePersona(actor);
    else await this.requirePassword(asked.password, actor.requestId, asked);
    const by = asked.password === null ? 'persona' : await this.requireFactor(actor, asked);
    const renewed = await this.sessions.renew(actor, asked.area, asked.session, asked.account, by);
    if (renewed === null) throw new NotFound();
    return renewed;
  }

  private async requirePassword(
    password: string,
    requestId: string,
    { account, address, session }: ProofAgain,
  ): Promise<void> {
    if ([...password].length > 128 || password.includes('\0')) throw new PasswordRefused();
    const [known] = await this.lookup.call<{
      email: string;
      password_hash: string | null;
      disabled: boolean;
    }>('account_by_id', [account]);
    const takeBack = await this.guesses.count({
      ...{ email: known?.email ?? null, address, device: session, requestId },
      password: null,
    });
    const fits = await passwordFits(password, known?.password_hash ?? null);
    if (!fits || !known || known.disabled) throw new PasswordRefused();
    await takeBack();
  }

  /** The password came first: a code is spent on nobody's guess. */
  private async requireFactor(
    actor: Actor,
    { account, area, code }: ProofAgain,
  ): Promise<'password' | 'app' | 'recovery'> {
    if (!hasAny(await this.factors.of(account))) return 'password';
    return this.prove.execute({ account, person: actor.id as PersonId, area, actor }, code ?? '');
  }

  private async requirePersona({ id }: Actor): Promise<void> {
    const offered = await this.personas.list();
    if (!offered.some(({ person }) => person === id)) throw new NotFound();
  }
}
