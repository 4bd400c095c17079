import { INTEREST_KINDS, type InterestKind } from '@app/identity';
import type { Actor, SchoolUrn } from '@app/kernel';
import type { FormValues } from '../../layout/answers.js';

const KIND_WORDS: Readonly<Record<InterestKind, string>> = {
  post: 'A post there, now or in the last three years',
  governor: 'Governor or trustee',
  family: 'Family',
  paid_work: 'Paid work',
  competition: 'My own school competes with it for pupils',
};

/** Schools by name; those in which the reader has an interest already are no choice. */
export function interestsPage(
  actor: Actor,
  names: ReadonlyMap<SchoolUrn, string>,
  values: FormValues,
): object {
  const own = new Set(actor.interests);
  const others = [...names].filter(([urn]) => !own.has(urn));
  return {
    title: 'Your interests',
    interests: [...own].map((urn) => names.get(urn) ?? `School ${urn}`).toSorted((a, b) => (a < b ? -1 : 1)),
    brokers: actor.posts.some(({ role }) => role === 'broker'),
    confirmed: actor.interestsConfirmed,
    schools: [
      { value: '', text: 'Choose a school' },
      ...others
        .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
        .map(([value, text]) => ({ value, text, selected: values['school'] === value })),
    ],
    kinds: INTEREST_KINDS.map((value) => ({ value, text: KIND_WORDS[value] })),
  };
}
