import { BadInput, Unavailable } from '@app/kernel';
import type { IdSource, Lookup, Outbox, UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import { normaliseEmail } from '../person/new-person.js';
import { RESET_ASKED } from './reset-token.js';

const HOUR_S = 3_600;
const PER_PERSON = 5;
const PER_ADDRESS = 20;

export class TooManyResets extends Unavailable {
  constructor() {
    super('TOO_MANY_TRIES', 'There were too many tries. Wait an hour, then ask again.', HOUR_S);
  }
}

export interface ResetToAsk {
  readonly email: string;
  /** Of the client, for counting. */
  readonly address: string;
  readonly requestId: string;
}

/** Somebody forgot their password. Whether it is anybody's is looked at elsewhere and later: here nobody can tell. */
export class AskReset {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly outbox: Outbox,
    private readonly ids: IdSource,
  ) {}

  /** @throws BadInput for what is no address at all; TooManyResets, whether or not somebody has it. */
  async execute({ email: typed, address, requestId }: ResetToAsk): Promise<void> {
    const email = normaliseEmail(typed);
    if (email === null)
      throw new BadInput([
        { path: 'email', message: 'Enter an e-mail address in the correct format, like name@school.uk' },
      ]);
    const [here, theirs] = [await this.one(`reset/${address}`), await this.one(`reset/${email}`)];
    if (here > PER_ADDRESS || theirs > PER_PERSON) throw new TooManyResets();
    await this.work.runForInstallation(systemActor('sign-in', null, requestId), async (tx) => {
      const id = this.ids.next();
      await this.lookup.inside(tx, 'ask_reset', [id, email]);
      await this.outbox.put(tx, {
        kind: RESET_ASKED,
        key: `reset.${id}`,
        ids: { reset: id },
        schemaVersion: 1,
      });
    });
  }

  private async one(key: string): Promise<number> {
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', [key, HOUR_S]);
    return row?.count_attempt ?? 0;
  }
}
