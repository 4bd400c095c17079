import type { Actor, Role } from '@app/kernel';
import { isLocalPath } from '../../layout/answers.js';

/** Where each role's work begins, widest first: somebody with several posts starts where most waits for them. */
const STARTS: readonly (readonly [Role, string])[] = [
  ['broker', '/today'],
  ['adviser', '/today'],
  ['head', '/my-school'],
  ['staff', '/my-school'],
  ['officer', '/audit'],
  ['chair', '/audit'],
  ['body', '/consents'],
  ['sysadmin', '/admin/imports'],
];

export function startPageOf(actor: Actor): string {
  const roles = new Set(actor.posts.map((post) => post.role));
  return STARTS.find(([role]) => roles.has(role))?.[1] ?? '/schools';
}

/** Back to where they were going, but only within this site. */
export function nextPage(wanted: string | undefined): string {
  return wanted !== undefined && wanted.length <= 500 && isLocalPath(wanted) ? wanted : '/';
}
