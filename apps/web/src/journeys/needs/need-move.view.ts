import type { Actor } from '@app/kernel';
import type { NeedDetail, NeedSummary } from '@app/profiles';
import type { FormValues } from '../../layout/answers.js';
import { APPROACH_WORDS, choicesOf, SOON_WORDS } from './need-words.js';
import { standing, wordingFacts, type NeedWorld } from './need.view.js';

export const MOVES = ['triage', 'agree', 'approach', 'withdraw', 'close'] as const;
export type Move = (typeof MOVES)[number];

const TITLES: Readonly<Record<Move, string>> = {
  triage: 'Take up the request',
  agree: 'Do you agree with the wording?',
  approach: 'Who may be asked to support you?',
  withdraw: 'Withdraw the request',
  close: 'Close the request',
};

export function asMove(text: string): Move | null {
  return MOVES.find((move) => move === text) ?? null;
}

export function mayMove({ can }: NeedSummary, move: Move): boolean {
  return move === 'approach' ? can.setApproach : can[move];
}

/** What the page is filled in with: how things stand. */
export function valuesNow(move: Move, need: NeedSummary | NeedDetail): FormValues {
  if (move === 'triage') return { soon: need.priority, nextDate: need.nextDate ?? undefined };
  if (move === 'approach' && 'approach' in need && need.approach !== null)
    return { approach: need.approach.kind, schools: need.approach.urns };
  return {};
}

/** @param stale somebody saved first: the page shows how things stand now, and below it what was typed. */
export function movePage(
  move: Move,
  need: NeedSummary | NeedDetail,
  world: NeedWorld,
  actor: Actor,
  stale: boolean,
): object {
  const own = need.urn;
  return {
    title: stale ? 'Somebody changed this in the meantime' : TITLES[move],
    question: TITLES[move],
    back: { href: `/needs/${need.reference}`, text: 'Back to the request' },
    move,
    stale,
    need: standing(need, world, actor),
    version: need.version,
    facts: 'wantedOutcome' in need ? wordingFacts(need, world) : [],
    soon: choicesOf(SOON_WORDS),
    approaches: choicesOf({
      ...APPROACH_WORDS,
      anyone_but: 'Any school but those below',
      only: 'Only those below',
    }),
    others: [...world.schools]
      .filter(([urn]) => urn !== own)
      .map(([value, text]) => ({ value, text }))
      .sort((a, b) => (a.text < b.text ? -1 : 1)),
    outcomes: [
      { value: 'met', text: 'It was met' },
      { value: 'not_pursued', text: 'It is not pursued' },
      { value: 'escalated', text: 'It is passed to the local authority' },
    ],
    mayClear: need.state === 'raised' || need.state === 'triaged',
  };
}

/** What the verbs call a field, by what the page calls it. */
export const MOVE_FIELDS: Readonly<Record<string, string>> = {
  priority: 'soon',
  'approach.kind': 'approach',
  'approach.urns': 'schools',
};
