import type { AccountId, AreaId, PersonId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';
import { FactorRefused, type FactorTries } from './factor-tries.js';
import type { Holder } from './holder.js';
import { handleOf, readShown, type ShownPasskey } from './passkey-answer.js';
import type { PasskeyChallenges } from './passkey-challenges.js';

export interface Showing {
  /** Of the cookie that the question was asked of. */
  readonly session: string;
  readonly purpose: 'enter' | 'again';
  readonly answer: string;
  /** Who they said they are; null where the passkey alone says it. */
  readonly holder: Holder | null;
  readonly requestId: string;
}

interface Kept {
  readonly id: string;
  readonly account_id: AccountId;
  readonly public_key: Buffer;
  readonly sign_count: string;
}

/** The same words whatever was wrong: another site's, another person's, a copy's, an answer given before. */
export class PasskeyRefused extends FactorRefused {
  constructor() {
    super('This passkey was not taken. Try again, or sign in another way.');
  }
}

/** Somebody shows a passkey; the device has asked for their finger, face or PIN. */
export class ShowPasskey {
  constructor(
    private readonly lookup: Lookup,
    private readonly challenges: PasskeyChallenges,
    private readonly tries: FactorTries,
  ) {}

  /** @returns whose it is. @throws PasskeyRefused, FactorPaused, BadInput */
  async execute(asked: Showing): Promise<Holder> {
    const shown = readShown(asked.answer);
    // Spent by this answer, right or wrong.
    const challenge = await this.challenges.take(asked.session, asked.purpose);
    const [kept] = await this.lookup.call<Kept>('passkey_by_credential', [
      Buffer.from(shown.id, 'base64url'),
    ]);
    const holder = asked.holder ?? (kept ? await this.holderOf(kept.account_id, asked.requestId) : null);
    if (!holder) throw new PasskeyRefused();
    try {
      await this.tries.count(holder, () => this.look(shown, challenge, kept, holder, asked.holder === null));
    } catch (error) {
      throw error instanceof FactorRefused ? new PasskeyRefused() : error;
    }
    return holder;
  }

  private async look(
    shown: ShownPasskey,
    challenge: string | null,
    kept: Kept | undefined,
    holder: Holder,
    alone: boolean,
  ): Promise<{ right: 'passkey' } | { wrong: string }> {
    if (challenge === null) return { wrong: 'CHALLENGE_USED' };
    if (kept?.account_id !== holder.account) return { wrong: 'PASSKEY_UNKNOWN' };
    const { userHandle } = shown.response;
    const handle = Buffer.from(handleOf(holder.account)).toString('base64url');
    if (userHandle === undefined ? alone : userHandle !== handle) return { wrong: 'OTHER_PERSON' };
    const counted = await this.verified(shown, challenge, kept);
    if (typeof counted === 'string') return { wrong: counted };
    const [row] = await this.lookup.call<{ use_passkey: boolean }>('use_passkey', [kept.id, counted]);
    return row?.use_passkey === true ? { right: 'passkey' } : { wrong: 'COUNT_WENT_BACK' };
  }

  /** @returns how often the device says it was used, or why the answer is none. */
  private async verified(shown: ShownPasskey, challenge: string, kept: Kept): Promise<number | string> {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: { ...shown, rawId: shown.id, type: 'public-key', clientExtensionResults: {} },
        expectedChallenge: challenge,
        ...{ expectedOrigin: this.challenges.origin, expectedRPID: this.challenges.host },
        credential: {
          id: shown.id,
          publicKey: new Uint8Array(kept.public_key),
          counter: Number(kept.sign_count),
        },
        requireUserVerification: true,
      });
      return verified ? authenticationInfo.newCounter : 'SIGNATURE_WRONG';
    } catch (error) {
      return reasonOf(error);
    }
  }

  private async holderOf(account: AccountId, requestId: string): Promise<Holder | null> {
    const [found] = await this.lookup.call<{ person_id: PersonId; area_id: AreaId }>('people_of_account', [
      account,
    ]);
    if (!found) return null;
    const { person_id: person, area_id: area } = found;
    return { account, person, area, actor: systemActor('sign-in', area, requestId) };
  }
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/challenge/i, 'CHALLENGE_WRONG'],
  [/origin/i, 'ORIGIN_WRONG'],
  [/RP ?ID/i, 'SITE_WRONG'],
  [/user verification/i, 'NOT_VERIFIED'],
  [/counter/i, 'COUNT_WENT_BACK'],
];

/** For the log: a code, never the words of the answer. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? `${error.name} ${error.message}` : '';
  return REASONS.find(([words]) => words.test(message))?.[1] ?? 'PASSKEY_UNREADABLE';
}
