import { NotAllowed, NotFound, type AccountId, type Actor, type AreaId, type PersonId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import { FactorRefused } from '../factor/factor-tries.js';
import { hasAny, type Factors } from '../factor/factors.query.js';
import type { ProveCode } from '../factor/prove-code.js';
import type { ShowPasskey } from '../factor/show-passkey.js';
import type { NewSession, Sessions } from '../session/sessions.js';
import type { Enter } from './enter.js';
import type { Guesses } from './guesses.js';
import type { NoteAttack } from './note-attack.js';
import { passwordFits } from './password.js';
import type { Personas } from './personas.js';

/** What somebody shows; a persona of a demonstration has nothing to show, and is one only where the whole installation is. */
export type Proof =
  | {
      readonly kind: 'password';
      readonly password: string;
      /** Of their app, or a recovery code; unread where they have no factor. */
      readonly code: string | null;
    }
  | { readonly kind: 'passkey'; readonly answer: string }
  | { readonly kind: 'persona' };

export interface ProofAgain {
  /** Of the cookie: it ends, and another takes its place. */
  readonly session: string;
  readonly account: AccountId;
  readonly area: AreaId;
  readonly proof: Proof;
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
    private readonly show: ShowPasskey,
    private readonly enter: Enter,
    private readonly attacks: NoteAttack,
  ) {}

  /** @returns the id of the new session. @throws PasswordRefused, FactorRefused, FactorPaused, TooManyTries, NotFound */
  async execute(actor: Actor, asked: ProofAgain): Promise<string> {
    const by = await this.shown(actor, asked);
    const renewed = await this.sessions.renew(actor, asked.area, asked.session, asked.account, by);
    if (renewed === null) throw new NotFound();
    return renewed;
  }

  private async shown(actor: Actor, asked: ProofAgain): Promise<NewSession['by']> {
    const { proof } = asked;
    if (proof.kind === 'persona') return this.requirePersona(actor);
    if (proof.kind === 'passkey') return this.requirePasskey(actor, asked, proof.answer);
    await this.requirePassword(actor, proof.password, asked);
    // The password came first: a code is spent on nobody’s guess.
    return this.requireFactor(actor, asked, proof.code ?? '');
  }

  private async requirePassword(
    actor: Actor,
    password: string,
    { account, area, address, session }: ProofAgain,
  ): Promise<void> {
    if ([...password].length > 128 || password.includes('\0')) throw new PasswordRefused();
    const [known] = await this.lookup.call<{
      email: string;
      password_hash: string | null;
      disabled: boolean;
    }>('account_by_id', [account]);
    const takeBack = await this.guesses.count({
      ...{ email: known?.email ?? null, address, device: session, requestId: actor.requestId },
      password: null,
    });
    const fits = await passwordFits(password, known?.password_hash ?? null);
    if (!fits || !known || known.disabled) {
      await this.attacks.onPasswordAgain(actor, area);
      throw new PasswordRefused();
    }
    await takeBack();
  }

  private async requireFactor(
    actor: Actor,
    { account, area }: ProofAgain,
    code: string,
  ): Promise<NewSession['by']> {
    if (!hasAny(await this.factors.of(account))) return 'password';
    const holder = { account, person: actor.id as PersonId, area, actor };
    if (!(await this.enter.takesCodes(holder))) throw new FactorRefused('Use your passkey.');
    return this.prove.execute(holder, code);
  }

  private async requirePasskey(
    actor: Actor,
    { account, area, session }: ProofAgain,
    answer: string,
  ): Promise<NewSession['by']> {
    const holder = { account, person: actor.id as PersonId, area, actor };
    await this.show.execute({ ...{ session, purpose: 'again', answer, holder }, requestId: actor.requestId });
    return 'passkey';
  }

  private async requirePersona({ id }: Actor): Promise<NewSession['by']> {
    const offered = await this.personas.list();
    if (!offered.some(({ person }) => person === id)) throw new NotFound();
    return 'persona';
  }
}
