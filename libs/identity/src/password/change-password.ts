import { BadInput, NotFound, type Clock } from '@app/kernel';
import type { Lookup, UnitOfWork } from '@app/platform';
import { isFresh, requireFresh, type Holder } from '../factor/holder.js';
import type { TellHolder } from '../factor/tell-holder.js';
import { hashOf } from '../session/sessions.js';
import type { Guesses } from '../sign-in/guesses.js';
import type { NoteAttack } from '../sign-in/note-attack.js';
import { hashPassword, passwordFits } from '../sign-in/password.js';
import type { PasswordRules } from './password-rules.js';

export interface PasswordToChange {
  readonly current: string;
  readonly password: string;
  /** Of the cookie: the one session that goes on. */
  readonly session: string;
  /** Of the client, for counting tries. */
  readonly address: string;
}

/** Somebody chooses another password: who has the old one, and whoever is signed in by it elsewhere, is out. */
export class ChangePassword {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly clock: Clock,
    private readonly guesses: Guesses,
    private readonly rules: PasswordRules,
    private readonly tell: TellHolder,
    private readonly attacks: NoteAttack,
  ) {}

  /** Whether they have one: a persona of a demonstration has none. */
  async hasOne({ account }: Pick<Holder, 'account'>): Promise<boolean> {
    return (await this.known(account)).password_hash !== null;
  }

  /** Whether they signed in a moment ago; asked before anybody types a password. */
  async mayBegin(holder: Holder): Promise<boolean> {
    return isFresh(holder, this.clock.now()) || !(await this.hasOne(holder));
  }

  /** @throws NotAllowed STEP_UP_REQUIRED; BadInput, TooManyTries; NotFound where there is no password to change. */
  async execute(holder: Holder, asked: PasswordToChange): Promise<void> {
    requireFresh(holder, this.clock.now());
    const old = await this.requireCurrent(holder, asked);
    const { actor, area, account, person } = holder;
    const read = (typed: string): Promise<string> =>
      this.work.run(actor, area, (tx) => this.rules.read(tx, person, typed));
    const password = await read(asked.password);
    if (password === asked.current.normalize('NFC'))
      throw wrong('password', 'Choose another password than the one you have');
    const fresh = await hashPassword(password);
    await this.work.run(actor, area, async (tx) => {
      const change = [account, old, fresh];
      const [row] = await this.lookup.inside<{ change_password: boolean }>(tx, 'change_password', change);
      if (row?.change_password !== true) throw new NotFound();
      await this.lookup.inside(tx, 'end_other_sessions', [account, hashOf(asked.session)]);
      await this.tell.inside(tx, holder, 'password_changed', 'own');
    });
  }

  /** @returns what is stored of it: another change at the same moment finds that it is no longer there. */
  private async requireCurrent(holder: Holder, asked: PasswordToChange): Promise<string> {
    const { email, password_hash: stored } = await this.known(holder.account);
    if (stored === null) throw new NotFound();
    const { address, session: device, current } = asked;
    const { requestId } = holder.actor;
    const takeBack = await this.guesses.count({ email, address, device, requestId, password: null });
    const readable = [...current].length <= 128 && !current.includes('\0');
    if (!readable || !(await passwordFits(current, stored))) {
      await this.attacks.onPasswordAgain(holder.actor, holder.area);
      throw wrong('currentPassword', 'Your password is not right');
    }
    await takeBack();
    return stored;
  }

  private async known(account: Holder['account']): Promise<{ email: string; password_hash: string | null }> {
    const [row] = await this.lookup.call<{ email: string; password_hash: string | null }>('account_by_id', [
      account,
    ]);
    if (!row) throw new NotFound();
    return row;
  }
}

function wrong(path: 'currentPassword' | 'password', message: string): BadInput {
  return new BadInput([{ path, message }]);
}
