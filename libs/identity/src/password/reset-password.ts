import { NotFound, Unavailable, type AccountId, type AreaId, type PersonId } from '@app/kernel';
import type { Lookup, UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import type { TellHolder } from '../factor/tell-holder.js';
import type { NoteAttack } from '../sign-in/note-attack.js';
import { hashPassword } from '../sign-in/password.js';
import type { PasswordRules } from './password-rules.js';
import { resetHash } from './reset-token.js';

const HOUR_S = 3_600;
const WRONG_PER_ADDRESS = 20;

export class TooManyResetLinks extends Unavailable {
  constructor() {
    super('TOO_MANY_TRIES', 'There were too many links that nobody was sent. Wait an hour.', HOUR_S);
  }
}

export interface ResetTried {
  readonly secret: string;
  /** Of the client, for counting secrets that nobody was sent. */
  readonly address: string;
  readonly requestId: string;
}

interface Resetting {
  readonly account_id: AccountId;
  readonly person_id: PersonId;
  readonly area_id: AreaId;
}

/** Somebody chooses another password by the link that was mailed to them. It signs nobody in: their second step is still asked for. */
export class ResetPassword {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly rules: PasswordRules,
    private readonly tell: TellHolder,
    private readonly attacks: NoteAttack,
  ) {}

  /** Looking changes nothing. @throws NotFound for a used, expired or unknown link, alike; TooManyResetLinks */
  async requireOpen(asked: ResetTried): Promise<void> {
    await this.open(asked, false);
  }

  /** @throws BadInput; NotFound and TooManyResetLinks as above. */
  async execute(asked: ResetTried & { readonly password: string }): Promise<void> {
    const { person_id: person, area_id: area } = await this.open(asked, true);
    const actor = systemActor('sign-in', area, asked.requestId);
    const read = (typed: string): Promise<string> =>
      this.work.run(actor, area, (tx) => this.rules.read(tx, person, typed));
    const fresh = await hashPassword(await read(asked.password));
    await this.work.run(actor, area, async (tx) => {
      const using = [resetHash(asked.secret), fresh];
      const [row] = await this.lookup.inside<{ use_reset: boolean }>(tx, 'use_reset', using);
      if (row?.use_reset !== true) throw new NotFound();
      await this.tell.inside(tx, { person }, 'password_reset', 'mail');
    });
  }

  private async open(asked: ResetTried, tried: boolean): Promise<Resetting> {
    const hash = resetHash(asked.secret);
    const [found] = await this.lookup.call<Resetting & Record<string, unknown>>('reset_by_hash', [hash]);
    return found ?? this.refuse(hash, asked, tried);
  }

  private async refuse(hash: Buffer, { address, requestId }: ResetTried, tried: boolean): Promise<never> {
    const [ended] = await this.lookup.call<{ person_id: PersonId; area_id: AreaId }>('ended_reset', [hash]);
    if (ended) {
      if (tried) await this.attacks.onReset(ended.person_id, ended.area_id, requestId);
      throw new NotFound();
    }
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', [
      ...[`reset-link/${address}`, HOUR_S],
    ]);
    throw (row?.count_attempt ?? 0) > WRONG_PER_ADDRESS ? new TooManyResetLinks() : new NotFound();
  }
}
