import { BadInput, NotFound, type AccountId, type Clock } from '@app/kernel';
import type { IdSource, Lookup, SignInRules, UnitOfWork } from '@app/platform';
import type { Sessions } from '../session/sessions.js';
import { LastFactor } from './enrol-app.js';
import type { Factors } from './factors.query.js';
import { requireFresh, type Holder } from './holder.js';
import { readMade, type MadePasskey } from './passkey-answer.js';
import type { PasskeyChallenges } from './passkey-challenges.js';
import type { TellHolder } from './tell-holder.js';

export interface PasskeyView {
  readonly id: string;
  readonly label: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

/** Somebody's own passkeys: made on their device, named by them, taken away by them. */
export class OwnPasskeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly factors: Factors,
    private readonly challenges: PasskeyChallenges,
    private readonly tell: TellHolder,
    private readonly sessions: Sessions,
    private readonly rules: SignInRules,
  ) {}

  async of(account: AccountId): Promise<PasskeyView[]> {
    const rows = await this.lookup.call<{ id: string; label: string; made_at: Date; used_at: Date | null }>(
      'passkeys_of',
      [account],
    );
    return rows.map(({ id, label, made_at, used_at }) => ({ id, label, madeAt: made_at, usedAt: used_at }));
  }

  /** @param session of the cookie that the question was asked of. @throws BadInput where the answer is not one to it. */
  async add(holder: Holder, session: string, answer: string, label: string): Promise<void> {
    const now = this.clock.now();
    requireFresh(holder, now);
    const named = readLabel(label);
    const made = readMade(answer);
    const credential = await this.verified(session, made);
    const { account } = holder;
    await this.work.run(holder.actor, holder.area, async (tx) => {
      const [row] = await this.lookup.inside<{ put_passkey: boolean }>(tx, 'put_passkey', [
        ...[this.ids.next(), account, Buffer.from(credential.id, 'base64url')],
        ...[Buffer.from(credential.publicKey), credential.counter, made.response.transports, named, now],
      ]);
      if (row?.put_passkey !== true) throw notTaken();
      await this.tell.inside(tx, holder, 'factor_added', 'passkey');
    });
  }

  /** A name is theirs alone to read: it changes nothing about signing in. */
  async rename({ account }: Holder, id: string, label: string): Promise<void> {
    const asked = [account, id, readLabel(label)];
    const [row] = await this.lookup.call<{ name_passkey: boolean }>('name_passkey', asked);
    if (row?.name_passkey !== true) throw new NotFound();
  }

  /** @throws LastFactor where somebody must have one and this is it. */
  async remove(holder: Holder, id: string): Promise<void> {
    requireFresh(holder, this.clock.now());
    const { account, person, area } = holder;
    const { appSince } = await this.factors.of(account);
    const must = this.rules.secondFactor === 'everyone';
    const lastMayGo = !must || (appSince !== null && !(await this.sessions.seesWidely(person, area)));
    await this.work.run(holder.actor, area, async (tx) => {
      const asked = [account, id, lastMayGo];
      const [row] = await this.lookup.inside<{ drop_passkey: string }>(tx, 'drop_passkey', asked);
      if (row?.drop_passkey === 'last') throw new LastFactor();
      if (row?.drop_passkey !== 'gone') throw new NotFound();
      await this.tell.inside(tx, holder, 'factor_removed', 'passkey');
    });
  }

  private async verified(
    session: string,
    made: MadePasskey,
  ): Promise<{ id: string; publicKey: Uint8Array; counter: number }> {
    const expectedChallenge = await this.challenges.take(session, 'register');
    if (expectedChallenge === null) throw notTaken();
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: {
          ...{ id: made.id, rawId: made.id, type: 'public-key', clientExtensionResults: {} },
          response: { ...made.response, transports: [] },
        },
        ...{ expectedChallenge, expectedOrigin: this.challenges.origin, expectedRPID: this.challenges.host },
        requireUserVerification: true,
      });
      if (verified) return registrationInfo.credential;
    } catch {
      // said below in one wording
    }
    throw notTaken();
  }
}

function readLabel(label: string): string {
  const named = label.trim();
  if (named !== '' && [...named].length <= 60) return named;
  throw new BadInput([{ path: 'label', message: 'Give the passkey a name of up to 60 characters' }]);
}

function notTaken(): BadInput {
  return new BadInput([
    { path: 'answer', message: 'This passkey could not be taken. Try again, or with another device' },
  ]);
}
