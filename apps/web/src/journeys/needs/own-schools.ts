import type { Actor, Role, SchoolUrn } from '@app/kernel';

/** The schools at which they hold a post, in order: nearly always one. */
export function schoolsOfPosts(actor: Actor, roles: readonly Role[] = ['head']): SchoolUrn[] {
  const held = actor.posts.flatMap(({ role, school }) =>
    roles.includes(role) && school !== null ? [school] : [],
  );
  return [...new Set(held)].sort();
}
