import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseUuid, type AreaId, type PersonId } from '@app/kernel';

export const LINK_ACTS = [
  'sounding.answer',
  'offer.answer',
  'visit.reply',
  'declaration.unchanged',
  'declaration.send',
] as const;
export type LinkAct = (typeof LINK_ACTS)[number];

/** One act of one person on one record, as it was when the mail was written. */
export interface ActionLink {
  readonly id: string;
  readonly area: AreaId;
  readonly person: PersonId;
  readonly act: LinkAct;
  /** What it is about, by its reference or id. */
  readonly subject: string;
  readonly version: number;
  readonly expiresAt: Date;
}

/** Links are signed by a key of their own, so that no signature of theirs serves anywhere else. */
export function linkKey(sessionSecret: string): Buffer {
  return createHmac('sha256', sessionSecret).update('action-link/1').digest();
}

/** The address in the mail: `/a/<id>.<signature>`. */
export function linkPath(key: Buffer, link: ActionLink): string {
  const id = Buffer.from(link.id.replaceAll('-', ''), 'hex').toString('base64url');
  return `/a/${id}.${signatureOf(key, link)}`;
}

const TOKEN = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** @returns null for a token that was cut or is none. A mail client's full stop at its end is no part of it. */
export function readLinkToken(token: string): { id: string; signature: string } | null {
  const found = TOKEN.exec(token.replace(/[.,;)>\]]$/, ''));
  if (!found) return null;
  const hex = Buffer.from(found[1] ?? '', 'base64url').toString('hex');
  const id = parseUuid(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  return id === null ? null : { id, signature: found[2] ?? '' };
}

/** Compared in constant time. */
export function isSignedBy(key: Buffer, link: ActionLink, signature: string): boolean {
  const [ours, theirs] = [Buffer.from(signatureOf(key, link)), Buffer.from(signature)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

/** Over everything that the link may do: none of it can be changed, in the address or in the database. */
function signatureOf(key: Buffer, link: ActionLink): string {
  const { id, area, person, act, subject, version, expiresAt } = link;
  const parts = [id, area, person, act, subject, version, expiresAt.toISOString()];
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}
