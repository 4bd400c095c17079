import { createHash, createHmac } from 'node:crypto';

/** The worker puts this behind what the page of a forgotten password wrote. */
export const RESET_ASKED = 'identity.reset-asked';

/**
 * The secret in the mail, 256 bits: made when it is needed of an id and the key of links, so that neither the mail that
 * waits nor the database holds it, and a mail that is handed over twice is the same.
 */
export function resetSecret(linkKey: Buffer, id: string): string {
  return createHmac('sha256', linkKey).update(`password-reset/1/${id}`).digest('base64url');
}

/** What is stored of it. */
export function resetHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
