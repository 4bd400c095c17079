import { NotFound } from '@app/kernel';
import { FactorRefused } from '../factor/factor-tries.js';
import type { Holder } from '../factor/holder.js';
import type { ProveCode } from '../factor/prove-code.js';
import { systemActor } from '../actor/system-actor.js';
import type { HalfSession, HalfSessions, Owed } from '../session/half-sessions.js';
import type { Enter, Entered } from './enter.js';

export interface CodeTyped {
  /** Of the cookie: a half session that owes the factor. */
  readonly half: string;
  readonly code: string;
  readonly requestId: string;
}

/** The second step of signing in. */
export class PassFactor {
  constructor(
    private readonly halves: HalfSessions,
    private readonly prove: ProveCode,
    private readonly enter: Enter,
  ) {}

  /** @throws FactorRefused, FactorPaused, NotFound where no password was given before, or it was too long ago. */
  async execute({ half, code, requestId }: CodeTyped): Promise<Entered & { by: 'app' | 'recovery' }> {
    const { session, holder } = await this.waiting(half, 'factor', requestId);
    if (!(await this.enter.takesCodes(session)))
      throw new FactorRefused('Use your passkey: your post asks for it.');
    const by = await this.prove.execute(holder, code);
    if (!(await this.halves.end(half))) throw new NotFound();
    return { ...(await this.enter.afterFactor({ ...session, by, requestId })), by };
  }

  /** Whoever waits at this step, as the one whose factors are looked at. @throws NotFound */
  async waiting(
    half: string,
    owes: Owed,
    requestId: string,
  ): Promise<{ session: HalfSession; holder: Holder }> {
    const session = await this.halves.find(half);
    if (session?.owes !== owes) throw new NotFound();
    const { account, person, area } = session;
    const actor = systemActor('sign-in', area, requestId);
    return { session, holder: { account, person, area, actor } };
  }
}
