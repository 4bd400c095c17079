import { LEVELS, SIGN_OFF_ANSWERS, type EvaluationToSignOff, type Level } from '@app/impact';
import { maybe, oneOf, readBody, text } from '../door/fields.js';
import { FIGURE_SHAPE, type AskedFigure } from '../pairings/agenda.shape.js';

export function readLaterValue(body: unknown): AskedFigure {
  return readBody<AskedFigure>(body, FIGURE_SHAPE);
}

export type AskedWords = Partial<Readonly<Record<Level, string | null>>>;

/** In the head's own words; nothing on a level is an answer too, but not on all of them. */
export const WORDS_SHAPE = Object.fromEntries(LEVELS.map((level) => [level, maybe(text)])) as Record<
  Level,
  ReturnType<typeof maybe>
>;

export function readWords(body: unknown): AskedWords {
  return readBody<AskedWords>(body, WORDS_SHAPE);
}

export type AskedSignOff = Pick<EvaluationToSignOff, 'answer' | 'words'>;

export const SIGN_OFF_SHAPE = { answer: oneOf(SIGN_OFF_ANSWERS), words: maybe(text) };

export function readSignOff(body: unknown): AskedSignOff {
  return readBody<AskedSignOff>(body, SIGN_OFF_SHAPE);
}
