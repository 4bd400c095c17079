import type { Actor, AreaId, Post, Role, SchoolUrn } from '@app/kernel';

export const AN_AREA = 'a0000000-0000-4000-8000-000000000001' as AreaId;
export const ANOTHER_AREA = 'a0000000-0000-4000-8000-000000000002' as AreaId;

/** Fictional numbers: 9xxxxx is never given to a school. */
export const urn = (last: number): SchoolUrn => String(900_000 + last) as SchoolUrn;

export function aPost(role: Role, change: Partial<Post> = {}): Post {
  return { role, school: null, body: null, flags: [], ...change };
}

/** Signed in a minute before `2026-11-25T09:01Z`, interests confirmed and none of them declared. */
export function aPerson(posts: readonly Post[], change: Partial<Actor> = {}): Actor {
  return {
    kind: 'person',
    id: 'e0000000-0000-4000-8000-000000000001',
    name: 'Ada Fenn',
    area: AN_AREA,
    posts,
    interests: [],
    interestsConfirmed: true,
    scopes: [],
    door: 'web',
    requestId: 'r-1',
    signedInAt: new Date('2026-11-25T09:00:00Z'),
    ...change,
  };
}

/** Somebody who asks, with as much said about them as the test is about. */
export function anActor(told: Partial<Actor> = {}): Actor {
  return aPerson([], told);
}
