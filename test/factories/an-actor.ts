import type { Actor, AreaId, Post, Role, SchoolUrn } from '@app/kernel';

/** Somebody who asks, with as much said about them as the test is about. */
export function anActor(told: Partial<Actor> = {}): Actor {
  return {
    kind: 'person',
    id: '00000000-0000-4000-8000-000000000001',
    name: 'A. Tester',
    area: '11111111-1111-4111-8111-111111111111' as AreaId,
    posts: [],
    interests: [],
    interestsConfirmed: true,
    scopes: [],
    door: 'web',
    requestId: '00000000-0000-4000-8000-00000000abcd',
    signedInAt: new Date('2026-11-25T09:00:00Z'),
    ...told,
  };
}

export function aPost(role: Role, school: string | null = null, flags: Post['flags'] = []): Post {
  return { role, school: school as SchoolUrn | null, body: null, flags };
}
