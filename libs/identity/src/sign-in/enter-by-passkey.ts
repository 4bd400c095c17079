import { NotFound, type AccountId } from '@app/kernel';
import type { PasskeyChallenges, PasskeyOptions } from '../factor/passkey-challenges.js';
import type { ShowPasskey } from '../factor/show-passkey.js';
import type { HalfSession, HalfSessions } from '../session/half-sessions.js';
import { systemActor } from '../actor/system-actor.js';
import type { Enter, Entered } from './enter.js';

export interface PasskeyShown {
  /** Of the cookie: a half session, or of somebody who has not said yet who they are. */
  readonly session: string;
  readonly answer: string;
  readonly requestId: string;
}

/** Signing in with a passkey: after the password, or instead of it, since it shows a device and its owner at once. */
export class EnterByPasskey {
  constructor(
    private readonly halves: HalfSessions,
    private readonly challenges: PasskeyChallenges,
    private readonly show: ShowPasskey,
    private readonly enter: Enter,
  ) {}

  /** @throws TooManyTries */
  async ask(session: string, address: string): Promise<PasskeyOptions> {
    const half = await this.waiting(session);
    const account: AccountId | null = half?.account ?? null;
    return this.challenges.toShow(session, 'enter', account, address);
  }

  /** @throws PasskeyRefused, FactorPaused, BadInput */
  async execute({ session, answer, requestId }: PasskeyShown): Promise<Entered> {
    const half = await this.waiting(session);
    const actor = half && systemActor('sign-in', half.area, requestId);
    const said = half && actor && { account: half.account, person: half.person, area: half.area, actor };
    const holder = await this.show.execute({ session, purpose: 'enter', answer, holder: said, requestId });
    if (half && !(await this.halves.end(session))) throw new NotFound();
    const { account, person, area } = holder;
    return this.enter.afterFactor({ account, person, area, by: 'passkey', requestId, replaces: session });
  }

  private async waiting(session: string): Promise<HalfSession | null> {
    const half = await this.halves.find(session);
    return half?.owes === 'factor' ? half : null;
  }
}
