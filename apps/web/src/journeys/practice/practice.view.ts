import type { QuestionLine, QuestionState, QuestionView } from '@app/network';
import { QUESTION_STATES } from '@app/network';
import type { SheetToWrite, Themes } from '@app/schools';
import type { FormValues } from '../../layout/answers.js';
import { downloadsOf } from '../../layout/list-file.js';
import { pager } from '../../layout/pager.js';
import { countInWords, dayInWords } from '../../layout/words.js';
import { themeGroups } from '../needs/need-words.js';

export const PER_PAGE = 25;

const STATE_TAGS: Readonly<Record<QuestionState, string>> = {
  asked: 'Waits for an answer',
  routed: 'Put to somebody',
  answered: 'Answered',
  closed: 'Closed',
  withdrawn: 'Taken back',
};

interface Found {
  readonly total: number;
  readonly questions: readonly QuestionLine[];
}

export function practicePage(
  found: Found,
  themes: Themes,
  values: FormValues,
  at: number,
  asks: boolean,
): object {
  return {
    title: 'Questions',
    total: found.total,
    asks,
    themes: [
      { value: '', text: 'Any' },
      ...themes.byArea().map(({ area }) => ({ value: area.key, text: area.name })),
    ],
    states: [
      { value: '', text: 'All but those taken back' },
      ...QUESTION_STATES.map((value) => ({ value, text: STATE_TAGS[value] })),
    ],
    lines: found.questions.map((line) => ({
      ...{ href: `/practice/${line.reference}`, reference: line.reference, text: line.text },
      ...{ theme: themes.nameOf(line.theme), by: line.askedBy, at: line.askedAt },
      ...{ state: STATE_TAGS[line.state], answers: countInWords(line.answers, 'answer', 'answers') },
    })),
    downloads: downloadsOf('/practice', values),
    pager: pager('/practice', values, at, Math.ceil(found.total / PER_PAGE)),
  };
}

export function practiceList(questions: readonly QuestionLine[], themes: Themes): SheetToWrite {
  return {
    name: 'Questions',
    headings: ['Reference', 'Theme', 'Question', 'Asked by', 'Asked on', 'State', 'Answers', 'Due'],
    rows: questions.map((line) => [
      ...[line.reference, themes.nameOf(line.theme), line.text, line.askedBy],
      ...[
        line.askedAt.toISOString().slice(0, 10),
        STATE_TAGS[line.state],
        String(line.answers),
        line.dueOn ?? '',
      ],
    ]),
  };
}

export function askPage(themes: Themes): object {
  return { title: 'Ask a question', groups: themeGroups(themes) };
}

/** @param leads the reader is head of a school, and could ask for support. */
export function questionPage(view: QuestionView, themes: Themes, leads: boolean): object {
  const { routed, state, dueOn } = view;
  const waits = state === 'asked' || state === 'routed';
  return {
    ...view,
    title: themes.nameOf(view.theme),
    tag: STATE_TAGS[state],
    waits,
    due: waits && dueOn !== null ? dayInWords(dueOn) : null,
    putTo: routed === null ? null : putTo(routed),
    // Nothing here says that it was pressed: who asks for support is nobody else's to know.
    supportHref: leads && state !== 'withdrawn' ? `/needs/new?theme=${view.theme}` : null,
    choices: [
      ...view.all.map(({ number, by }) => ({
        value: String(number),
        text: `Answer ${String(number)}, ${by}`,
      })),
      { value: 'none', text: 'None of them' },
    ],
  };
}

function putTo({ to, school }: NonNullable<QuestionView['routed']>): string {
  if (to === null) return 'There was nobody to put it to by name.';
  const why = school === null ? 'the adviser' : `head of ${school}, which declared a strength in this theme`;
  return `Nobody had answered in five working days, so it was put to ${to}, ${why}. Anybody else may answer too.`;
}
