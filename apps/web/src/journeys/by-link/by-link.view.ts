import type { LocalDate } from '@app/kernel';
import type { QuestionWaiting, RequestView } from '@app/brokerage';
import type { LinkAct } from '@app/identity';
import type { CheckAsked } from '@app/profiles';
import { requestPage } from '../agreement/agreement.view.js';
import type { NeedWorld } from '../needs/need.view.js';

/** Why a link does nothing, each in its own sentence, with the status that a program would read. */
export const ENDED = {
  unknown: {
    status: 404,
    title: 'This link does not work',
    happened: 'Its address was not copied whole, or nobody sent it. Nothing was changed.',
  },
  used: {
    status: 200,
    title: 'Your answer was sent',
    happened: 'This link has done what it was for, and does nothing more.',
  },
  expired: {
    status: 410,
    title: 'This link has run out',
    happened: 'A link in a mail works for 14 days. Nothing was sent.',
  },
  gone: {
    status: 410,
    title: 'This link belongs to nobody any more',
    happened:
      'The person that it was sent to is no longer here, or no longer answers for the school. Nothing was sent.',
  },
  moved: {
    status: 409,
    title: 'This waits for no answer any more',
    happened: 'It was answered, taken back or changed after the mail was written. Nothing was sent.',
  },
} as const;

export type Ended = keyof typeof ENDED;

export interface Asked {
  readonly action: string;
  readonly reference: string;
  readonly dueOn: LocalDate | null;
}

/** The request itself, blind, without the school's own days: whoever holds the mail may be somebody else. */
export function requestByLink(request: RequestView, world: NeedWorld, action: string): object {
  return { ...requestPage(request, world), action, version: null };
}

type PlainAct = Exclude<LinkAct, 'sounding.answer' | 'declaration.unchanged' | 'declaration.send'>;

const TITLES: Readonly<Record<PlainAct, string>> = {
  'offer.answer': 'Answer an offer of support',
  'visit.reply': 'Is the record of the visit accurate?',
};

/** No more than the mail said: the reference and the day. */
export function questionByLink(
  act: PlainAct,
  question: QuestionWaiting,
  action: string,
): Asked & { readonly title: string } {
  return { title: TITLES[act], action, ...question };
}

/** Once a term: one press where nothing has changed, the questions where something has. */
export function checkByLink({ urn, year, reference }: CheckAsked, action: string): object {
  const href = `/declare/${year.replace('/', '-')}?school=${urn}`;
  return { title: 'Has anything changed?', reference, action, year, href };
}
