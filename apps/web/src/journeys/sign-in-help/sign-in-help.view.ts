import type { FreshStartView } from '@app/identity';
import type { Actor } from '@app/kernel';

const STATES: Readonly<Record<FreshStartView['state'], string>> = {
  asked: 'Waits for a chair',
  given: 'Starts again',
  refused: 'Not given',
  lapsed: 'Nobody answered in time',
};

/** @param asks an administrator: the form is theirs. */
export function signInHelpPage(starts: readonly FreshStartView[], actor: Actor): object {
  const roles = new Set(actor.posts.map(({ role }) => role));
  const answers = roles.has('chair');
  return {
    title: 'Somebody who cannot sign in',
    asks: roles.has('sysadmin'),
    answers,
    waiting: starts
      .filter(({ state }) => state === 'asked')
      .map((each) => ({ ...each, mine: answers && !each.touches.includes(actor.id) })),
    answered: starts
      .filter(({ state }) => state !== 'asked')
      .map(({ name, askedBy, askedAt, state }) => ({ name, askedBy, askedAt, state: STATES[state] })),
  };
}
