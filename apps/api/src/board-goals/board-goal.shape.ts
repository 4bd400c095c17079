import type { GoalWords } from '@app/board-report';
import { maybe, readBody, text, texts } from '../door/fields.js';

export type AskedGoal = GoalWords & { readonly goal: string };

export const GOAL_SHAPE = {
  ...{ goal: text, name: text, wording: text, aim: text, owner: text },
  ...{ measures: texts, fromYear: text, toYear: text },
};

export function readNewWording(body: unknown): AskedGoal {
  return readBody<AskedGoal>(body, GOAL_SHAPE);
}

/** What is left out stands. */
export const REWORDING_SHAPE = {
  ...{ name: maybe(text), wording: maybe(text), aim: maybe(text), owner: maybe(text) },
  ...{ measures: maybe(texts), fromYear: maybe(text), toYear: maybe(text) },
};

export function readRewording(body: unknown): Partial<GoalWords> {
  return readBody<Partial<GoalWords>>(body, REWORDING_SHAPE);
}
