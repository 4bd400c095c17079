import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const STEP_S = 30;
const DRIFT_STEPS = 1;
const SEED_BYTES = 20;

export const newSeed = (): Buffer => randomBytes(SEED_BYTES);

/** The six figures as an app shows them; a space inside is how people read them. @returns null for anything else. */
export function readCode(typed: string): string | null {
  const code = typed.replaceAll(' ', '');
  return /^[0-9]{6}$/.test(code) ? code : null;
}

/** @returns the step of thirty seconds that this code is of, at most one away from now; null where it fits none. */
export function stepOf(seed: Buffer, code: string, now: Date): number | null {
  const delta = totpOf(seed, '').validate({ token: code, timestamp: now.getTime(), window: DRIFT_STEPS });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_S) + delta;
}

/** What an app reads out of the picture, and the same as text for typing in. */
export function toTake(seed: Buffer, email: string): { uri: string; text: string } {
  const totp = totpOf(seed, email);
  return { uri: totp.toString(), text: totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 ') };
}

function totpOf(seed: Buffer, label: string): TOTP {
  const secret = new Secret({ buffer: new Uint8Array(seed).buffer });
  return new TOTP({ issuer: 'Trellis', label, algorithm: 'SHA1', digits: 6, period: STEP_S, secret });
}
