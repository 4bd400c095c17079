import type { Actor, AreaId, Door } from '@app/kernel';

/** The service itself: the command line (`ops`), jobs acting by their own rule (`worker`), the sign-in page. */
export function systemActor(
  name: 'ops' | 'worker' | 'sign-in',
  area: AreaId | null,
  requestId = 'none',
): Actor {
  const door: Door = name === 'ops' ? 'ops' : name === 'worker' ? 'worker' : 'web';
  return {
    kind: 'system',
    id: name,
    name: name === 'ops' ? 'The command line' : 'Trellis',
    area,
    posts: [],
    interests: [],
    interestsConfirmed: true,
    scopes: [],
    door,
    requestId,
    signedInAt: null,
  };
}
