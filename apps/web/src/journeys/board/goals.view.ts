import type {
  Adoption,
  Goal,
  GoalLine,
  GoalsOfBoard,
  GoalState,
  GoalView,
  GoalWords,
} from '@app/board-report';
import { academicYearFrom, academicYearOf, localDateOf, type AcademicYearId } from '@app/kernel';
import { COMPARED_MEASURES, MEASURES, type SheetToWrite } from '@app/schools';
import type { FormValues } from '../../layout/answers.js';
import { downloadsOf } from '../../layout/list-file.js';
import { goalAt, periodOf } from './board-years.js';

const TAGS: Readonly<Record<GoalState, string>> = {
  draft: 'Draft',
  adopted: 'Adopted',
  reviewed: 'Reviewed',
  closed: 'Closed',
};

/** A goal begins last year at the earliest and ends within five: a Board writes anew sooner than that. */
const YEARS = { back: 1, ahead: 4 };

export function goalsPage({ goals }: GoalsOfBoard): object {
  return {
    title: 'The Board’s goals',
    downloads: downloadsOf('/board/goals', {}),
    goals: goals.map(({ goal, wordings, mayDraft }) => ({
      ...{
        key: goal.key,
        name: goal.name,
        wording: withoutStop(goal.wording),
        adopted: goal.adopted ? adoptionOf(goal.adopted) : null,
      },
      wordings: wordings.map(lineOf),
      draftHref: mayDraft ? `/board/goals/new?goal=${goal.key}` : null,
    })),
  };
}

export function goalsList({ goals }: GoalsOfBoard): SheetToWrite {
  const rowOf = (key: string, line: GoalLine): string[] => {
    const { reference, name, adopted, superseded } = line;
    const replaced = superseded === null ? ['', ''] : [superseded.by, superseded.on];
    return [...[key, reference, name, tagOf(line)], adopted?.on ?? '', adopted?.meeting ?? '', ...replaced];
  };
  return {
    name: 'Board goals',
    headings: [...['Goal', 'Reference', 'Name', 'State', 'Adopted', 'Meeting', 'Replaced by', 'Replaced on']],
    rows: goals.flatMap(({ goal, wordings }) => wordings.map((line) => rowOf(goal.key, line))),
  };
}

const tagOf = ({ superseded, state }: GoalLine): string => (superseded === null ? TAGS[state] : 'Replaced');

function lineOf(line: GoalLine): object {
  return {
    ...line,
    tag: tagOf(line),
    href: goalAt(line.reference),
  };
}

export function goalPage(goal: GoalView, now: Date): object {
  const { reference, fromYear, toYear } = goal;
  return {
    ...{ ...goal, ...lineOf(goal), title: `Goal ${goal.key}: ${goal.name}`, today: localDateOf(now) },
    period: periodOf(fromYear, toYear),
    measures: goal.measures.map((measure) => `${MEASURES[measure].says} (${MEASURES[measure].source})`),
    actions: {
      ...{ adopt: `${goalAt(reference)}/adopt`, review: `${goalAt(reference)}/review` },
      ...{ close: `${goalAt(reference)}/close`, words: `${goalAt(reference)}/words` },
    },
  };
}

export function goalFormPage(title: string, action: string, back: object, now: Date): object {
  const first = Number(academicYearOf(localDateOf(now)).slice(0, 4)) - YEARS.back;
  const years = Array.from({ length: YEARS.back + 1 + YEARS.ahead }, (_, at) => academicYearFrom(first + at));
  return {
    ...{ title, action, back, years: years.map((year) => ({ value: year, text: year })) },
    measures: COMPARED_MEASURES.map((measure) => ({
      ...{ value: measure, text: MEASURES[measure].says, hint: { text: MEASURES[measure].source } },
    })),
  };
}

/** A new wording begins as the one that stands. */
export function valuesOf(goal: Goal, year: AcademicYearId): FormValues {
  const { key, name, wording, measures } = goal;
  return {
    ...{ goal: key, name, wording, measures: measures.map(({ measure }) => measure) },
    ...{ aim: goal.adopted?.aim, fromYear: year, toYear: year },
  };
}

export function valuesOfDraft(goal: GoalView): FormValues {
  const { name, wording, aim, owner, measures, fromYear, toYear } = goal;
  return { name, wording, aim, owner, measures, fromYear, toYear };
}

export function wordsOf(form: {
  readonly [Field in keyof GoalWords]?: GoalWords[Field] | undefined;
}): GoalWords {
  const { name = '', wording = '', aim = '', owner = '', measures = [], fromYear = '', toYear = '' } = form;
  return { name, wording, aim, owner, measures, fromYear, toYear };
}

/** The sentence around it has a stop of its own. */
export const withoutStop = (text: string): string => text.replace(/\.$/, '');

/** The Board’s own words, without the stop that the sentence around them has. */
export function adoptionOf({ reference, on, meeting, aim, from, to, closed }: Adoption): object {
  return {
    ...{ reference, on, meeting, aim: withoutStop(aim), period: periodOf(from, to) },
    closed: closed && { on: closed.on, because: withoutStop(closed.because) },
  };
}
