import type { EvaluationView, Level, Side, StillInUse, Which } from '@app/impact';
import type { Difference, Interval, Measured, NotWorkedOut, ValueSymbol } from '@app/measurement';

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  pupils: 'Pupils',
  people: 'People',
  schools: 'Schools',
  partnership: 'Partnership',
};

export const LEVEL_QUESTIONS: Readonly<Record<Level, string>> = {
  pupils: 'What changed for pupils?',
  people: 'What changed for the people who worked on it?',
  schools: 'What changed in how the two schools work?',
  partnership: 'What changed between you?',
};

export const SIDES: Readonly<Record<Side, string>> = {
  school: 'the school that was supported',
  supporter: 'the supporting school',
};

export const IN_USE_WORDS: Readonly<Record<StillInUse, string>> = {
  all: 'All of it is still in use',
  some: 'Some of it is still in use',
  none: 'It is not in use any more',
};

export const WHICH_WORDS: Readonly<Record<Which, string>> = {
  first: 'Two terms after the close',
  second: 'Three terms after the close',
};

const SYMBOL_WORDS: Readonly<Record<ValueSymbol, string>> = {
  z: 'not applicable (z)',
  x: 'not available (x)',
  c: 'not shown, too few pupils (c)',
  low: 'rounds to zero (low)',
  u: 'not reliable (u)',
};

const WHY_NOT: Readonly<Record<NotWorkedOut, string>> = {
  NO_BASELINE: 'No figure was fixed with the agenda, so a change cannot be worked out.',
  NO_LATER_VALUE: 'No later figure is recorded yet.',
  BASELINE_IS_A_SYMBOL: 'The figure fixed with the agenda is not a number, so a change cannot be worked out.',
  LATER_VALUE_IS_A_SYMBOL: 'The later figure is not a number, so a change cannot be worked out.',
  TOO_FEW_SIMILAR_SCHOOLS: 'Too few similar schools have both figures.',
  NO_DENOMINATOR: 'How sure this is cannot be said: of how many pupils is not recorded for both figures.',
  NOT_A_RATE: 'How sure this is cannot be said: the figures are not rates.',
};

/** Of every pairing, whatever its figure (I-28). */
export const CANNOT_TELL = 'One pairing alone cannot tell whether the support made the difference.';
export const NO_COMPARISON =
  'No published measure of similar schools stands behind this objective, so there is nothing to compare it with.';

export const NOTHING_SIMILAR =
  'Too little is published of this school to say which schools are similar, so there is nothing to compare it with.';

export const points = (value: number): string => Math.abs(value).toFixed(1);

export function figureInWords(measured: Measured, unit: string | null): string {
  if (measured.kind === 'symbol') return SYMBOL_WORDS[measured.symbol];
  return `${String(measured.value)}${unit === null || unit === '%' ? (unit ?? '') : ` ${unit}`}`;
}

export const periodOf = ({ baselinePeriod }: EvaluationView): string => baselinePeriod ?? 'With the agenda';

/** The change in one fixed sentence, or why there is none. Nothing in it says what brought it about. */
export function changeSentence({ measure, says, later }: EvaluationView): string {
  const { change, moved, interval } = says;
  if (change.kind === 'none') return WHY_NOT[change.because];
  const last = later.at(-1)?.period ?? '';
  const what =
    moved === 'stayed'
      ? `${measure} is the same in ${last} as when the agenda was agreed.`
      : `${measure} ${moved ?? ''} ${points(change.change)} points by ${last}.`;
  const sure = interval.kind === 'none' ? WHY_NOT[interval.because] : `95% interval: ${between(interval)}.`;
  return `${what} ${sure}`;
}

/** The change with its sign, as it stands in a table: -2.8 is 2.8 points lower. */
export const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${points(value)} points`;

export function between({ low, high }: Interval): string {
  const side = (value: number): string => `${points(value)} ${value < 0 ? 'lower' : 'higher'}`;
  return `${side(low)} to ${side(high)}`;
}

/** Similar schools' middle change and the difference, or that there is none to show. */
export function similarSentence({ says, comparison, measureId }: EvaluationView): string {
  if (measureId === null) return NO_COMPARISON;
  if (comparison.urns.length === 0) return NOTHING_SIMILAR;
  const { change, similar, difference } = says;
  if (change.kind === 'none' && change.because === 'NO_LATER_VALUE')
    return `${String(comparison.urns.length)} similar schools without support were fixed with the agenda, to stand beside it.`;
  if (similar.median === null) return WHY_NOT.TOO_FEW_SIMILAR_SCHOOLS;
  const moved = similar.median === 0 ? 'stayed the same' : similar.median < 0 ? 'fell' : 'rose';
  const by = similar.median === 0 ? '' : ` ${points(similar.median)} points`;
  const out = similar.leftOut.length;
  const without = out > 0 ? ` (${String(out)} left out: not both figures are numbers)` : '';
  const beside = difference ? ` ${differenceInWords(difference)}` : '';
  return `The middle one of ${String(similar.counted.length)} similar schools without support${without} ${moved}${by}.${beside}`;
}

/** Of two changes; never of what brought it about. */
function differenceInWords({ points: of, side, interval }: Difference): string {
  const sure = interval ? ` (95% interval: ${between(interval)})` : '';
  return of === 0
    ? `No difference${sure}.`
    : `Difference ${points(of)} points${side === null ? '' : ` ${side}`}${sure}.`;
}
