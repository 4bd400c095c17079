import type { LocalDate, SchoolUrn, ThemeId } from '@app/kernel';
import type { QuestionState } from './question.lifecycle.js';

export interface QuestionLine {
  readonly reference: string;
  readonly theme: ThemeId;
  readonly text: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: QuestionState;
  readonly answers: number;
  /** While it waits: the day by which whoever has it answers. */
  readonly dueOn: LocalDate | null;
}

export interface AnswerView {
  readonly number: number;
  readonly by: string;
  readonly at: Date;
  readonly text: string;
  readonly helped: boolean;
}

export interface QuestionView extends QuestionLine {
  readonly version: number;
  /** The person it was put to by name, and of which school; null where nobody was asked by name. */
  readonly routed: { readonly to: string | null; readonly school: string | null; readonly at: Date } | null;
  /** The first before the last. */
  readonly all: readonly AnswerView[];
  readonly mine: boolean;
  readonly can: { readonly answer: boolean; readonly close: boolean; readonly withdraw: boolean };
}

/** A question that was put to this person by name. */
export interface QuestionTask {
  readonly reference: string;
  readonly theme: ThemeId;
  readonly since: Date;
  readonly dueOn: LocalDate;
}

/** Put to somebody by name and still without an answer when that was due; or to nobody, since nobody was there. */
export interface LateQuestion {
  readonly reference: string;
  readonly theme: ThemeId;
  readonly to: string | null;
  readonly school: SchoolUrn | null;
  readonly dueOn: LocalDate;
}
