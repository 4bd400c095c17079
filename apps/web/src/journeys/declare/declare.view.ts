import type { FormValues } from '../../layout/answers.js';
import { choicesOf, MODE_WORDS, STAGE_WORDS } from '../needs/need-words.js';
import { listOf, textOf } from '../needs/questions.js';
import { APPETITE_WORDS, BAND_WORDS, DEPTH_WORDS, EVIDENCE_WORDS, PAUSE_WORDS } from './declare-words.js';
import { filledRows, rests } from './declare.faults.js';
import { STRENGTH_ROWS } from './declare.form.js';
import { QUESTIONS, type Step } from './declare.steps.js';
import type { DeclareWorld } from './declare.world.js';

const TITLES: Readonly<Record<Step, string>> = {
  help: 'Can your school support others?',
  strengths: 'What are your strengths?',
  days: 'How many days do you have in each half-term?',
  conditions: 'On what conditions?',
  check: 'Check your answers before you send them',
};

/** Empty rows under those that are filled. */
const MORE_ROWS = 3;

/** @param version of this year's word, as the person saw it. */
export function declareView(
  step: Step,
  world: DeclareWorld,
  values: FormValues,
  version: number | null,
): object {
  const before = QUESTIONS.before(step);
  const path = world.base;
  return {
    title: TITLES[step],
    caption: `${world.school}: ${world.year}`,
    path,
    step,
    version,
    back: before === null && !world.byLink ? { href: '/my-school', text: 'Back to my school' } : undefined,
    before: before === null ? null : `${path}/${step === 'check' && rests(values) ? 'help' : before}/change`,
    carried: QUESTIONS.carried(step, values),
    filledIn: version === null && world.stored.word !== null,
    mayPause: world.mayPause,
    appetites: choicesOf(APPETITE_WORDS),
    pauses: choicesOf(PAUSE_WORDS),
    rowsOfStrengths: STRENGTH_ROWS.slice(0, Math.max(...filledRows(values), 0) + MORE_ROWS),
    groups: world.groups,
    depths: [{ value: '', text: 'Choose' }, ...choicesOf(DEPTH_WORDS)],
    evidences: choicesOf(EVIDENCE_WORDS),
    halfTerms: world.halfTerms,
    bands: choicesOf(BAND_WORDS),
    stages: choicesOf(STAGE_WORDS),
    modes: choicesOf(MODE_WORDS),
    others: world.others,
    rows: step === 'check' ? declareRows(world, values) : [],
  };
}

export interface DeclareRow {
  readonly question: string;
  readonly answers: readonly string[];
  readonly change: string;
}

export function declareRows(world: DeclareWorld, values: FormValues): DeclareRow[] {
  const said = (words: Readonly<Record<string, string>>, name: string): string =>
    words[textOf(values, name) ?? ''] ?? 'Not given';
  const list = (words: Readonly<Record<string, string>>, name: string): string[] =>
    listOf(values, name).map((each) => words[each] ?? each);
  const row = (step: Step, question: string, answers: readonly string[]): DeclareRow => ({
    question,
    answers: answers.length > 0 ? answers : ['None'],
    change: `${world.base}/${step}/change`,
  });
  const help = row('help', TITLES.help, [said(APPETITE_WORDS, 'appetite')]);
  if (rests(values)) {
    const words = textOf(values, 'pauseWords');
    const reason = [said(PAUSE_WORDS, 'pauseKind'), ...(words === undefined ? [] : [words])];
    return [help, ...(world.mayPause ? [row('help', 'Why not', reason)] : [])];
  }
  const travel = textOf(values, 'travel');
  const schools: Readonly<Record<string, string>> = Object.fromEntries(
    world.others.map(({ value, text }) => [value, text]),
  );
  return [
    help,
    row(
      'strengths',
      'Strengths',
      filledRows(values).map((each) => strengthInWords(world, values, String(each))),
    ),
    ...world.halfTerms.map(({ n, name }) => {
      const exact = textOf(values, `exact${String(n)}`);
      return row('days', name, [
        said(BAND_WORDS, `band${String(n)}`) + (exact === undefined ? '' : `, exactly ${exact}`),
      ]);
    }),
    row('conditions', 'Who would do it', [textOf(values, 'people') ?? 'Not given']),
    row('conditions', 'Key stages', list(STAGE_WORDS, 'keyStages')),
    row('conditions', 'How', list(MODE_WORDS, 'modes')),
    row('conditions', 'Furthest travel', [travel === undefined ? 'No limit' : `${travel} kilometres`]),
    row('conditions', 'Schools at once', [textOf(values, 'partners') ?? '1']),
    row('conditions', 'Rather not with', list(schools, 'notWith')),
    row('conditions', 'Conditions', [textOf(values, 'conditions') ?? 'None']),
  ];
}

function strengthInWords(world: DeclareWorld, values: FormValues, row: string): string {
  const text = (field: string): string => textOf(values, `${field}${row}`) ?? '';
  const [depths, known]: Readonly<Record<string, string>>[] = [DEPTH_WORDS, EVIDENCE_WORDS];
  const evidence = known?.[text('evidence') || 'declared'] ?? '';
  const how = text('how') === '' ? '' : `: ${text('how')}`;
  return `${world.themes.nameOf(text('theme'))}. ${depths?.[text('depth')] ?? ''}. ${evidence}${how}`;
}

/** Somebody saved first: each answer as it stands now beside one's own; nothing was overwritten. */
export function staleView(world: DeclareWorld, mine: FormValues, theirs: FormValues): object {
  const own = declareRows(world, mine);
  const saved = declareRows(world, theirs);
  const questions = [...new Set([...own, ...saved].map(({ question }) => question))];
  const answersOf = (rows: readonly DeclareRow[], question: string): readonly string[] =>
    rows.find((row) => row.question === question)?.answers ?? ['Not asked'];
  const both = questions.map((question) => ({
    question,
    yours: answersOf(own, question),
    theirs: answersOf(saved, question),
    change: [...own, ...saved].find((row) => row.question === question)?.change ?? '',
  }));
  return {
    title: 'Somebody changed this in the meantime',
    path: world.base,
    version: world.stored.version,
    carried: QUESTIONS.carried('check', mine),
    rows: both.filter(({ yours, theirs: now }) => yours.join('\n') !== now.join('\n')),
  };
}
