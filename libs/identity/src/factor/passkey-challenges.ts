import { createHash, randomBytes } from 'node:crypto';
import type { AccountId } from '@app/kernel';
import type { Lookup, SignInRules } from '@app/platform';
import { TooManyTries } from '../sign-in/guesses.js';
import type { Holder } from './holder.js';
import { handleOf } from './passkey-answer.js';

/** What a browser is asked to do with a passkey: make one, sign in with one, show again that it is the same person. */
export type Purpose = 'register' | 'enter' | 'again';

/** What the browser's own function takes; the service's part of it is the challenge. */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

const PER_ADDRESS = 60;
const TEN_MINUTES_S = 600;
const PATIENCE_MS = 300_000;
/** Ed25519, ES256 and RS256: what devices have. */
const ALGORITHMS = [-8, -7, -257];

/** Questions to browsers: each belongs to the session of one cookie and to one purpose, and is good for one answer. */
export class PasskeyChallenges {
  constructor(
    private readonly lookup: Lookup,
    private readonly rules: SignInRules,
  ) {}

  async toRegister(session: string, { account }: Holder): Promise<PasskeyOptions> {
    const [known] = await this.lookup.call<{ email: string }>('account_by_id', [account]);
    const name = known?.email ?? '';
    return {
      challenge: await this.put(session, 'register'),
      rp: { id: this.host, name: 'Trellis' },
      user: { id: Buffer.from(handleOf(account)).toString('base64url'), name, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: await this.known(account),
      // Found by the device itself, so that it signs in without an e-mail address being typed.
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      attestation: 'none',
      timeout: PATIENCE_MS,
    };
  }

  /** @param account null where nobody said yet who they are. @throws TooManyTries */
  async toShow(
    session: string,
    purpose: 'enter' | 'again',
    account: AccountId | null,
    address: string,
  ): Promise<PasskeyOptions> {
    const counted = [`passkey/${address}`, TEN_MINUTES_S];
    const [row] = await this.lookup.call<{ count_attempt: number }>('count_attempt', counted);
    if ((row?.count_attempt ?? 0) > PER_ADDRESS) throw new TooManyTries();
    return {
      challenge: await this.put(session, purpose),
      rpId: this.host,
      allowCredentials: account === null ? [] : await this.known(account),
      userVerification: 'required',
      timeout: PATIENCE_MS,
    };
  }

  /** @returns null where there is none for this session and purpose, or it is spent or too old. */
  async take(session: string, purpose: Purpose): Promise<string | null> {
    const asked = [hashOf(session), purpose];
    const [row] = await this.lookup.call<{ challenge: string }>('take_passkey_challenge', asked);
    return row?.challenge ?? null;
  }

  get host(): string {
    return new URL(this.rules.baseUrl).hostname;
  }

  get origin(): string {
    return new URL(this.rules.baseUrl).origin;
  }

  private async put(session: string, purpose: Purpose): Promise<string> {
    const challenge = randomBytes(32).toString('base64url');
    await this.lookup.call('put_passkey_challenge', [hashOf(session), purpose, challenge]);
    return challenge;
  }

  private async known(account: AccountId): Promise<object[]> {
    const rows = await this.lookup.call<{ credential_id: Buffer; transports: string[] }>('passkeys_of', [
      account,
    ]);
    return rows.map(({ credential_id, transports }) => ({
      ...{ type: 'public-key', id: credential_id.toString('base64url'), transports },
    }));
  }
}

function hashOf(session: string): Buffer {
  return createHash('sha256').update(session).digest();
}
