import type { FormValues } from '../../layout/answers.js';
import { halfDaysInWords } from '../../layout/words.js';
import {
  APPROACH_WORDS,
  choicesOf,
  halfDaysTyped,
  MODE_WORDS,
  SOON_WORDS,
  STAGE_WORDS,
} from '../needs/need-words.js';
import { listOf, textOf } from '../needs/questions.js';
import { QUESTIONS, type Step } from './ask.steps.js';
import type { AskWorld } from './ask.world.js';

const TITLES: Readonly<Record<Step, string>> = {
  what: 'What would you like support with?',
  words: 'What do you want to change?',
  time: 'How soon, and how much?',
  who: 'Who may be asked to support you?',
  check: 'Check your answers before you send them',
};

export function askView(step: Step, world: AskWorld, values: FormValues): object {
  const before = QUESTIONS.before(step);
  return {
    title: TITLES[step],
    step,
    back: before === null ? { href: '/my-school', text: 'Back to my school' } : undefined,
    before: before === null ? null : `/needs/new/${before}/change`,
    caption: 'Ask for support',
    path: '/needs/new',
    carried: QUESTIONS.carried(step, values),
    own: world.own,
    groups: world.groups,
    halfTerms: [{ value: '', text: 'Choose a half-term' }, ...world.halfTerms],
    others: world.others,
    stages: choicesOf(STAGE_WORDS),
    soon: choicesOf({ ...SOON_WORDS, now: 'Now: a broker reads it on the same working day' }),
    modes: choicesOf(MODE_WORDS),
    approaches: choicesOf({
      ...APPROACH_WORDS,
      anyone_but: 'Any school but those below',
      only: 'Only those below',
    }),
    rows: step === 'check' ? rowsOf(world, values) : [],
  };
}

interface Row {
  readonly question: string;
  readonly answers: readonly string[];
  readonly change: string;
  readonly about: string;
}

function rowsOf(world: AskWorld, values: FormValues): Row[] {
  const text = (name: string): string => textOf(values, name) ?? '';
  const list = (name: string): readonly string[] => listOf(values, name);
  const said = (choices: readonly { value: string; text: string }[], value: string): string =>
    choices.find((choice) => choice.value === value)?.text ?? value;
  const row = (step: Step, question: string, about: string, answers: readonly string[]): Row => ({
    question,
    about,
    answers,
    change: `/needs/new/${step}/change`,
  });
  const themes = ['theme', 'theme2', 'theme3'].map(text).filter((id) => id !== '');
  const schools = list('schools').map((urn) => said(world.others, urn));
  const travel = text('travel');
  const days = halfDaysInWords(halfDaysTyped(text('days')));
  return [
    ...(world.own.length > 1 ? [row('what', 'School', 'the school', [said(world.own, text('school'))])] : []),
    row(
      'what',
      'Support with',
      'what you would like support with',
      themes.map((id) => world.themes.nameOf(id)),
    ),
    row(
      'what',
      'Key stages',
      'the key stages',
      list('keyStages').map((id) => said(choicesOf(STAGE_WORDS), id)),
    ),
    row('words', 'What you want to change', 'what you want to change', [text('outcome')]),
    row('words', 'What this means for pupils with SEND', 'what this means for pupils with SEND', [
      text('send'),
    ]),
    row('words', 'What you have tried', 'what you have tried', [text('tried') || 'Not given']),
    row('time', 'How soon', 'how soon', [said(choicesOf(SOON_WORDS), text('soon'))]),
    row('time', 'Days in each half-term', 'the days', [days]),
    row('time', 'First half-term', 'the first half-term', [said(world.halfTerms, text('from'))]),
    row('time', 'Last half-term', 'the last half-term', [said(world.halfTerms, text('to'))]),
    row(
      'time',
      'How',
      'how you would like to work together',
      list('modes').map((id) => said(choicesOf(MODE_WORDS), id)),
    ),
    row('time', 'Furthest travel', 'the furthest travel', [
      travel === '' ? 'No limit' : `${travel} kilometres`,
    ]),
    row('who', 'Who may be asked', 'who may be asked', [
      said(choicesOf(APPROACH_WORDS), text('approach')),
      ...schools,
    ]),
  ];
}
