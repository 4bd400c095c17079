import { createHash, randomInt } from 'node:crypto';
import type { AccountId } from '@app/kernel';

const CODES = 10;
const LENGTH = 24;
/** Without letters that look like figures: 32 signs, 120 bits a code: enough for a bare SHA-256 (ASVS 6.5.2 asks for 112). */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** In groups of four, as they are shown once and written down. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => {
    const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)] ?? '').join('');
    return signs.replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** Small letters, dashes and spaces make no difference. @returns null for what is no recovery code at all. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null;
}

/** One person's code is no other's, equal or not. */
export function recoveryHash(account: AccountId, code: string): Buffer {
  return createHash('sha256')
    .update(`recovery/1/${account}/${code.replaceAll('-', '')}`)
    .digest();
}
