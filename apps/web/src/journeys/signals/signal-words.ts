import type { WhyNoSignal } from '@app/measurement';
import type { MeasureDefinition, SignalView } from '@app/schools';
import { dateInWords } from '../../layout/words.js';

/** Of every signal: what a figure can say, and what it cannot. */
export const NO_JUDGEMENT =
  'A figure shows that something differs. It does not show why, and it is no judgement of the school.';

export const WHY_NOT: Readonly<Record<WhyNoSignal, string>> = {
  NOT_PUBLISHED: 'Nothing is published of it.',
  TOO_OLD: 'The latest published figure is more than two years old.',
  FIGURE_IS_A_SYMBOL: 'The publication shows a symbol and no number, and a symbol is never read as a number.',
  COHORT_UNKNOWN: 'The publication does not say of how many pupils it speaks.',
  COHORT_TOO_SMALL: 'It speaks of too few pupils, three years taken together too.',
  NO_SIMILAR_SCHOOLS: 'Too little is published of your school to say which schools are similar.',
  TOO_FEW_SIMILAR_SCHOOLS: 'Fewer than ten similar schools have a number for it.',
  NO_SPREAD: 'Similar schools have nearly all the same figure, so a difference says nothing.',
  LIKE_SIMILAR_SCHOOLS: 'Your figure is among those of similar schools.',
};

/** With a minus sign that is read as one. */
export const figureInWords = (value: number): string =>
  value < 0 ? `\u2212${String(-value)}` : String(value);

/** `9.4%`, `46.2 points`, in the decimals that it was published with. */
export function figureWithUnit(value: number, unit: MeasureDefinition['unit']): string {
  const said = figureInWords(value);
  return unit === 'percent' ? `${said}%` : `${said} ${unit}`;
}

/** A distance between two figures: of percentages, percentage points. Rounded, since it was worked out here. */
export function distanceWithUnit(value: number, unit: MeasureDefinition['unit']): string {
  const said = String(Math.round(Math.abs(value) * 100) / 100);
  return `${said} ${unit === 'percent' ? 'percentage points' : unit}`;
}

/** `2024/25`, or three years that were taken together. */
export function yearsInWords(periods: readonly string[]): string {
  const [latest, oldest] = [periods[0] ?? '', periods.at(-1) ?? ''];
  return latest === oldest ? latest : `${oldest} to ${latest} taken together`;
}

/** The figure, the comparison and the difference, in one neutral order for every school. */
export function signalSentence(signal: SignalView): string {
  const { definition, value, median, mad, similarValues, side, periods } = signal;
  const { unit, says } = definition;
  const similar = `The middle one of ${String(similarValues.length)} similar schools is ${figureWithUnit(median, unit)}, and half of them are within ${distanceWithUnit(mad, unit)} of it.`;
  return `${says}: ${figureWithUnit(value, unit)} in ${yearsInWords(periods)}. ${similar} This is ${distanceWithUnit(value - median, unit)} ${side}.`;
}

export const sourceInWords = ({ definition, loadedOn }: SignalView): string =>
  `${definition.source}, read here on ${dateInWords(loadedOn)}.${definition.caveat === null ? '' : ` ${definition.caveat}`}`;

/** Where the reply stands, for whoever reads it. */
export function stateInWords({ state, dueOn, passedOnAt, repliedAt }: SignalView): string {
  if (state === 'answered') return `Answered on ${dateInWords(repliedAt)}`;
  return state === 'with_head'
    ? `Reply by ${dateInWords(dueOn)}`
    : `Also with the assigned adviser since ${dateInWords(passedOnAt)}`;
}
