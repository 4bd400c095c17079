import { NotAllowed, NotFound } from '@app/kernel';
import type { EnrolApp } from '../factor/enrol-app.js';
import type { OwnPasskeys } from '../factor/own-passkeys.js';
import type { PasskeyChallenges, PasskeyOptions } from '../factor/passkey-challenges.js';
import type { HalfSessions } from '../session/half-sessions.js';
import type { Enter, Entered } from './enter.js';
import type { PassFactor } from './pass-factor.js';

/** Somebody who must have a second factor takes one before anything else opens. */
export class EnrolFirst {
  constructor(
    private readonly halves: HalfSessions,
    private readonly app: EnrolApp,
    private readonly passkeys: OwnPasskeys,
    private readonly challenges: PasskeyChallenges,
    private readonly enter: Enter,
    private readonly pass: PassFactor,
  ) {}

  /** What the app has to take; null where their post asks for a passkey. @throws NotFound where nobody waits here. */
  async offer(half: string, requestId: string): Promise<{ uri: string; text: string } | null> {
    const { session, holder } = await this.pass.waiting(half, 'enrol', requestId);
    return (await this.enter.needsPasskey(session)) ? null : this.app.offer(holder);
  }

  /** @returns the session, and the recovery codes that are never shown again. @throws BadInput, NotFound */
  async byApp(half: string, typed: string, requestId: string): Promise<Entered & { codes: string[] }> {
    const { session, holder } = await this.pass.waiting(half, 'enrol', requestId);
    if (await this.enter.needsPasskey(session))
      throw new NotAllowed('PASSKEY_NEEDED', 'Your post asks for a passkey.');
    const codes = await this.app.confirm(holder, typed);
    if (!(await this.halves.end(half))) throw new NotFound();
    return { ...(await this.enter.afterFactor({ ...session, by: 'app', requestId })), codes };
  }

  async askForPasskey(half: string, requestId: string): Promise<PasskeyOptions> {
    const { holder } = await this.pass.waiting(half, 'enrol', requestId);
    return this.challenges.toRegister(half, holder);
  }

  /** @throws BadInput, NotFound */
  async byPasskey(half: string, answer: string, label: string, requestId: string): Promise<Entered> {
    const { session, holder } = await this.pass.waiting(half, 'enrol', requestId);
    await this.passkeys.add(holder, half, answer, label);
    if (!(await this.halves.end(half))) throw new NotFound();
    return this.enter.afterFactor({ ...session, by: 'passkey', requestId });
  }
}
