import type { AccountId, AreaId, PersonId } from '@app/kernel';
import type { SignInRules } from '@app/platform';
import { hasAny, type Factors, type FactorsView } from '../factor/factors.query.js';
import type { HalfSessions, Owed } from '../session/half-sessions.js';
import type { NewSession, Sessions } from '../session/sessions.js';

export interface Entered {
  /** Of the cookie, in any case a new one. */
  readonly id: string;
  /** Null: signed in. Else what must come first, and the id opens nothing but the page that asks for it. */
  readonly owes: Owed | null;
}

export interface AtTheDoor {
  readonly account: AccountId;
  readonly person: PersonId;
  readonly area: AreaId;
  readonly by: NewSession['by'];
  readonly requestId: string;
  /** What the browser held before: an open session ends where another begins in its place. */
  readonly replaces?: string | null;
}

/** One place decides what is still owed after a password, and after a factor; nobody signs in past it. */
export class Enter {
  constructor(
    private readonly sessions: Sessions,
    private readonly halves: HalfSessions,
    private readonly factors: Factors,
    private readonly rules: SignInRules,
  ) {}

  async afterPassword(came: AtTheDoor): Promise<Entered> {
    const has = await this.factors.of(came.account);
    if (hasAny(has)) return this.half(came, 'factor');
    return this.rules.secondFactor === 'everyone' ? this.half(came, 'enrol') : this.whole(came);
  }

  /** @param strong the provider says that it has seen a second factor; else ours is asked for as after a password. */
  async afterProvider(came: AtTheDoor, strong: boolean): Promise<Entered> {
    return strong ? this.whole(came) : this.afterPassword(came);
  }

  /** Whoever needs a passkey and has none takes one now: a code brought them this far and no further. */
  async afterFactor(came: AtTheDoor): Promise<Entered> {
    const has = await this.factors.of(came.account);
    return (await this.lacksPasskey(came, has)) ? this.half(came, 'enrol') : this.whole(came);
  }

  /** Officer, chair and administrator use a passkey, where everybody needs a second factor (TRUST §2). */
  async needsPasskey({ person, area }: Pick<AtTheDoor, 'person' | 'area'>): Promise<boolean> {
    return this.rules.secondFactor === 'everyone' && (await this.sessions.seesWidely(person, area));
  }

  /** Whether a code is taken from them at all: not where their post asks for a passkey and they have one. */
  async takesCodes(who: Pick<AtTheDoor, 'account' | 'person' | 'area'>): Promise<boolean> {
    const { appSince, passkeys } = await this.factors.of(who.account);
    return appSince !== null && (passkeys === 0 || !(await this.needsPasskey(who)));
  }

  private async lacksPasskey(came: AtTheDoor, { passkeys }: FactorsView): Promise<boolean> {
    return passkeys === 0 && (await this.needsPasskey(came));
  }

  private async half({ account, person, area, replaces }: AtTheDoor, owes: Owed): Promise<Entered> {
    const id = await this.halves.start({ account, person, area, owes });
    await this.endOld(replaces);
    return { id, owes };
  }

  private async whole(came: AtTheDoor): Promise<Entered> {
    const { id } = await this.sessions.start(came);
    await this.endOld(came.replaces);
    return { id, owes: null };
  }

  /** The browser forgets its id: nobody could end it there any more. */
  private async endOld(old: string | null | undefined): Promise<void> {
    if (old !== null && old !== undefined) await this.sessions.end(old);
  }
}
