import type { OwnSessions } from '@app/identity';

/** What is left of signing in that was never finished, and of sessions that ended long ago. */
export function oldSessions(sessions: OwnSessions) {
  return (): Promise<number> => sessions.sweep();
}
