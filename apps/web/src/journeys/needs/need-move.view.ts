import type { Actor } from '@app/kernel';
import { canMoveNeed, type NeedDetail, type NeedState, type NeedSummary } from '@app/profiles';
import type { FormValues } from '../../layout/answers.js';
import type { Move } from './moves.js';
import { APPROACH_WORDS, choicesOf, SOON_WORDS } from './need-words.js';
import {
  actionsOn,
  isOwn,
  standing,
  wordingFacts,
  wordsFor,
  type DatedWorld,
  type FoundNeed,
} from './need.view.js';
import { whyNotMove } from './why-not-move.js';

const titles = (word: string): Readonly<Record<Move, string>> => ({
  triage: `Take up the ${word}`,
  agree: 'Do you agree with the wording?',
  approach: 'Who may be asked to support you?',
  withdraw: `Withdraw the ${word}`,
  close: `Close the ${word}`,
});

const DONE: Readonly<Record<Move, string>> = {
  triage: 'taken up',
  agree: 'agreed',
  approach: 'changed',
  withdraw: 'withdrawn',
  close: 'closed',
};

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
  world: DatedWorld,
  actor: Actor,
  stale: boolean,
): object {
  const word = wordsFor(isOwn(need, actor)).one;
  const question = titles(word)[move];
  return {
    title: stale ? 'Somebody changed this in the meantime' : question,
    question,
    word,
    back: { href: `/needs/${need.reference}`, text: `Back to the ${word}` },
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
      .filter(([urn]) => urn !== need.urn)
      .map(([value, text]) => ({ value, text }))
      .sort((a, b) => (a.text < b.text ? -1 : 1)),
    outcomes: [
      { value: 'met', text: 'It was met' },
      { value: 'not_pursued', text: 'It is not pursued' },
      { value: 'escalated', text: 'It is passed to the local authority' },
    ].filter(({ value }) => canMoveNeed(need.state, value as NeedState)),
    mayClear: need.state === 'raised' || need.state === 'triaged',
  };
}

/** The page of a move that cannot be made: why, how it stands, and what can be done instead. */
export function cannotMovePage(found: FoundNeed, move: Move, actor: Actor): object {
  const { need, world } = found;
  const word = wordsFor(isOwn(need, actor)).one;
  const here = `/needs/${need.reference}`;
  return {
    title: `This ${word} cannot be ${DONE[move]} now`,
    why: whyNotMove(need, move, actor),
    back: { href: here, text: `Back to the ${word}` },
    need: standing(need, world, actor),
    actions: [...actionsOn(found, actor), { href: here, text: `Read the ${word}` }],
  };
}

/** What the verbs call a field, by what the page calls it. */
export const MOVE_FIELDS: Readonly<Record<string, string>> = {
  priority: 'soon',
  'approach.kind': 'approach',
  'approach.urns': 'schools',
};
