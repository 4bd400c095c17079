import { ROLES, type Actor, type Post, type Role } from '../actor.js';
import { all, ALWAYS, meets, not, type Condition } from './condition.js';
import { doersOf } from './facts.js';
import type { Grant, MatrixRow } from './matrix.js';
import { reach, type Holder } from './scopes.js';

/** One cell's grant as it stands for one asker. */
export interface GrantInHand {
  readonly grant: Grant;
  /** Which records it reaches. */
  readonly reaches: Condition;
  /** None of the case's schools is one in which the asker has an interest. */
  readonly free: Condition;
}

/** Every grant of a row that this asker's posts open. Posts add up; a post lacking a flag the grant asks for opens nothing. */
export function grantsOf(row: MatrixRow, actor: Actor): GrantInHand[] {
  if (actor.kind === 'system') return [];
  const roles: readonly Role[] = actor.kind === 'client' ? ['api'] : ROLES.filter((role) => role !== 'api');
  return roles.flatMap((role) => {
    const posts = actor.posts.filter((post) => post.role === role);
    if (actor.kind === 'person' && posts.length === 0) return [];
    return row.grants[role].flatMap((grant) => inHand(grant, actor, posts));
  });
}

function inHand(grant: Grant, actor: Actor, posts: readonly Post[]): GrantInHand[] {
  const able = posts.filter(
    (post) =>
      (!grant.modifiers.includes('+d') || post.flags.includes('delegated')) &&
      (!grant.modifiers.includes('+dpo') || post.flags.includes('dpo')),
  );
  if (actor.kind === 'person' && able.length === 0) return [];
  const reaches = reach(grant.scope, holderOf(actor, able));
  const free = grant.modifiers.includes('*') ? not(meets('schools', actor.interests)) : ALWAYS;
  return reaches.kind === 'never' ? [] : [{ grant, reaches, free }];
}

function holderOf(actor: Actor, posts: readonly Post[]): Holder {
  return {
    actor,
    schools: posts.flatMap((post) => post.school ?? []),
    hubs: posts.flatMap((post) => post.hub ?? []),
    bodies: posts.flatMap((post) => post.body ?? []),
    installation: posts.some((post) => post.flags.includes('inst')),
  };
}

/** The asker did none of the acts that this one may not be joined with. */
export function didNotDo(row: MatrixRow, actor: Actor): Condition {
  return all(...row.notSameAs.map((action) => not(meets(doersOf(action), [actor.id]))));
}
