import type { ConcernState, ConcernView, OwnConcern } from '@app/profiles';
import { dateInWords, dayInWords } from '../../layout/words.js';
import type { Choice } from '../needs/need-words.js';

/** As who left it is told: the head gives no reason, and none is guessed. */
const STATE_WORDS: Readonly<Record<ConcernState, string>> = {
  raised: 'Waits for the head',
  became_need: 'Made into a request',
  declined: 'Not taken up',
  withdrawn: 'Taken back',
  lapsed: 'Lapsed',
};

export function newWordPage(choices: readonly Choice[]): object {
  return {
    title: 'Leave a head a word',
    choices: [{ value: '', text: 'Choose a school' }, ...choices],
    back: { href: '/me', text: 'Your account' },
  };
}

export function wordPage(view: ConcernView): object {
  const { mine, school, by, state, dueOn } = view;
  return {
    ...view,
    title: mine ? `Your word to the head of ${school}` : 'A colleague has left you a word',
    back: mine ? { href: '/me', text: 'Your account' } : { href: '/today', text: 'Today' },
    by,
    stateWords: STATE_WORDS[state],
    waits: state === 'raised',
    lastDay: dayInWords(dueOn),
    answers: [
      {
        ...{ value: 'yes', text: 'Yes, ask for support' },
        hint: {
          text: 'Your request begins with these words. You change them as you like, and nothing is sent before you send it.',
        },
      },
      {
        value: 'no',
        text: 'No',
        hint: { text: 'Nobody asks you why. You read it no more, and 30 days later it is deleted.' },
      },
    ],
  };
}

/** Lines of the account’s page. */
export function ownWords(own: readonly OwnConcern[]): object[] {
  return own.map(({ id, school, raisedAt, dueOn, state }) => ({
    href: `/concerns/${id}`,
    text: `To the head of ${school}, ${dateInWords(raisedAt)}`,
    state: state === 'raised' ? `${STATE_WORDS.raised}, until ${dayInWords(dueOn)}` : STATE_WORDS[state],
  }));
}
