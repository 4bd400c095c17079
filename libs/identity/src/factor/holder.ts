import { NotAllowed, type AccountId, type Actor, type AreaId, type PersonId } from '@app/kernel';

/** Whose factors these are, and who is at the door: they themselves, or the sign-in page before there is a session. */
export interface Holder {
  readonly account: AccountId;
  readonly person: PersonId;
  readonly area: AreaId;
  readonly actor: Actor;
}

const FRESH_MS = 10 * 60_000;

/**
 * What changes how somebody signs in needs a sign-in of the last ten minutes, as a `+s` of the permission table does.
 *
 * @throws NotAllowed STEP_UP_REQUIRED
 */
export function requireFresh(holder: Holder, now: Date): void {
  if (!isFresh(holder, now)) throw new NotAllowed('STEP_UP_REQUIRED', 'Sign in again to do this.');
}

export function isFresh({ actor }: Holder, now: Date): boolean {
  if (actor.kind === 'system') return true; // the sign-in page: the password was given a moment ago
  const age = actor.signedInAt === null ? Infinity : now.getTime() - actor.signedInAt.getTime();
  return age >= 0 && age <= FRESH_MS;
}
