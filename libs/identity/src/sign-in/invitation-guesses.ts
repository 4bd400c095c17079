import { NotFound, Unavailable, type AreaId, type PersonId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import type { NoteAttack } from './note-attack.js';

const HOUR_S = 3_600;
const WRONG_PER_ADDRESS = 20;
/** From all addresses together: more than people mistype. */
const WRONG_IN_ALL = 100;

export class TooManyInvitations extends Unavailable {
  constructor() {
    super('TOO_MANY_TRIES', 'There were too many invitations that nobody sent. Wait an hour.', HOUR_S);
  }
}

/** Secrets of invitations that open nothing. A right one is never counted: nobody who was invited is locked out. */
export class InvitationGuesses {
  constructor(
    private readonly lookup: Lookup,
    private readonly attacks: NoteAttack,
  ) {}

  /**
   * @param token hash of a secret that opens nothing; `tried`: a password came with it.
   * @throws NotFound for one that was sent once and has ended, and for one that never was; TooManyInvitations
   */
  async refuse(token: Buffer, asked: { address: string; requestId: string; tried: boolean }): Promise<never> {
    const [ended] = await this.lookup.call<{ area_id: AreaId; person_id: PersonId }>('ended_invitation', [
      token,
    ]);
    if (ended) {
      if (asked.tried) await this.attacks.onInvitation(ended.person_id, ended.area_id, asked.requestId);
      throw new NotFound();
    }
    const fromHere = await this.one(`invitation/${asked.address}`);
    const inAll = await this.one('invitation');
    if (inAll === WRONG_IN_ALL + 1) this.attacks.byGuessingInvitations(inAll, asked.requestId);
    throw fromHere > WRONG_PER_ADDRESS ? new TooManyInvitations() : new NotFound();
  }

  private async one(key: string): Promise<number> {
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', [key, HOUR_S]);
    return row?.count_attempt ?? 0;
  }
}
