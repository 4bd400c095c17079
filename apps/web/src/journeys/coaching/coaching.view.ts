import type {
  CoachingNotesView,
  CoachingView,
  NotesOfTwo,
  OwnCoaching,
  PlannedSessionView,
  SessionView,
  ToName,
} from '@app/brokerage';
import { dayInWords, halfDaysInWords, weekdayInWords } from '../../layout/words.js';
import { MODE_WORDS } from '../needs/need-words.js';

const NOBODY_YET = 'somebody who is not named yet';
const PLACE_QUESTIONS = { coach: 'Who coaches?', coached: 'Who is coached?' } as const;

/** As part of its pairing's page: when they met, and nothing of what was said. */
export function coachingPart(reference: string, coaching: CoachingView | null): object | null {
  if (!coaching) return null;
  return {
    ...coaching,
    sessions: coaching.sessions.map(sessionInWords),
    next: nextInWords(coaching.planned.find(({ state }) => state === 'planned') ?? null),
    names: coaching.can.name.map((place) => ({
      href: `/pairings/${reference}/people/${place}`,
      text: place === 'coach' ? 'Say who of your school coaches' : 'Say who of your school is coached',
    })),
  };
}

export function notesPage(view: CoachingNotesView): object {
  const { pairing, pairs, place, mineToDelete } = view;
  const sessions = pairs[0]?.endedAt === null ? pairs[0].sessions : [];
  return {
    ...view,
    title: 'Notes of your coaching',
    pairing,
    nextWords: nextInWords(view.next),
    backHref: view.can.readPairing ? `/pairings/${pairing}` : '/me',
    backText: view.can.readPairing ? `${view.supporter} supporting ${view.asker}` : 'Your account',
    pairs: pairs.map((two) => ({ ...two, sessions: two.sessions.map(withNotes), readers: readersOf(two) })),
    choices: sessions.map((each) => ({ value: String(each.number), text: sessionInWords(each).text })),
    modes: Object.entries(MODE_WORDS).map(([value, text]) => ({ value, text })),
    deletes: {
      count: mineToDelete,
      whose: place === 'coached' ? 'Every note, whoever of you wrote it' : 'The notes that you wrote',
    },
  };
}

export function partyPage(view: ToName): object {
  return {
    ...view,
    title: PLACE_QUESTIONS[view.place],
    choices: view.people.map(({ id, name }) => ({ value: id, text: name })),
    alone: view.place === 'coach' ? 'the person coached' : 'the coach',
  };
}

/** Lines of the account’s page. */
export function ownCoachings(own: readonly OwnCoaching[]): object[] {
  return own.map(({ pairing, place, with: other }) => ({
    href: `/pairings/${pairing}/notes`,
    text:
      place === 'coach' ? `You coach ${other ?? NOBODY_YET}` : `You are coached by ${other ?? NOBODY_YET}`,
    pairing,
  }));
}

function nextInWords(next: PlannedSessionView | null): string | null {
  return next && `${weekdayInWords(next.heldOn)}, ${MODE_WORDS[next.mode].toLowerCase()}`;
}

function withNotes(session: NotesOfTwo['sessions'][number]): object {
  return { ...sessionInWords(session), notes: session.notes };
}

function sessionInWords({ number, heldOn, mode, minutes, halfDays }: SessionView): {
  number: number;
  heldOn: string;
  how: string;
  text: string;
} {
  const took = halfDays === 0 ? '' : `, counted as ${halfDaysInWords(halfDays)}`;
  return {
    ...{ number, heldOn, how: `${MODE_WORDS[mode].toLowerCase()}, ${String(minutes)} minutes${took}` },
    text: `Session ${String(number)}, ${dayInWords(heldOn)}`,
  };
}

function readersOf({ coach, coached }: NotesOfTwo): string {
  return `${coach ?? NOBODY_YET} and ${coached ?? NOBODY_YET}`;
}
