import { NotAllowed, Unavailable, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Lookup, UnitOfWork } from '@app/platform';
import type { Holder } from './holder.js';
import type { TellHolder } from './tell-holder.js';

const PAUSE_S = 15 * 60;

/** The same words for every wrong answer: of another person, used before, too late, or never right. */
export class FactorRefused extends NotAllowed {
  constructor(message = 'The code is not right, or it was used before.') {
    super('FACTOR_REFUSED', message);
  }
}

export class FactorPaused extends Unavailable {
  constructor() {
    super('TOO_MANY_TRIES', 'There were six wrong tries. Wait 15 minutes, then sign in again.', PAUSE_S);
  }
}

/** Wrong answers in a row, of one account, whatever kind they were: the sixth stops all of them for a quarter of an hour. */
export class FactorTries {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly tell: TellHolder,
  ) {}

  /**
   * @param look gives what the answer was good for, or why it was not.
   * @throws FactorPaused, FactorRefused
   */
  async count<Found extends string>(
    holder: Holder,
    look: () => Promise<{ right: Found } | { wrong: string }>,
  ): Promise<Found> {
    const begun = await this.begin(holder);
    if (begun === 'paused') throw new FactorPaused();
    const found = await look();
    if ('right' in found) {
      await this.lookup.call('factor_was_right', [holder.account]);
      return found.right;
    }
    const refused = new FactorRefused();
    await this.note(holder, found.wrong);
    if (begun === 'last') await this.tell.alone(holder, 'factor_paused', 'six');
    throw refused;
  }

  /** For a right answer that was not counted here: whoever was paused stays paused. @throws FactorPaused */
  private async begin({ account }: Holder): Promise<'go' | 'last' | 'paused'> {
    const asked = [account, this.clock.now()];
    const [row] = await this.lookup.call<{ begin_factor_try: 'go' | 'last' | 'paused' }>(
      'begin_factor_try',
      asked,
    );
    return row?.begin_factor_try ?? 'paused';
  }

  private async note({ actor, area, person }: Holder, why: string): Promise<void> {
    const act = { act: 'factor.check', entity: `identity.person:${person}` };
    await this.audit.recordRefusal(this.work, actor, area, act, new NotAllowed(why));
  }
}
