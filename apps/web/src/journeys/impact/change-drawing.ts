import type { OnePairingSays } from '@app/measurement';
import { markup, type SafeHtml } from '../../layout/safe-html.js';
import { signed } from './impact-words.js';

const ROW = 44;
/** Room for half a mark on either side. */
const EDGE = 8;

/** Part of a drawing, and how high it is. */
export interface Part {
  readonly svg: readonly SafeHtml[];
  readonly height: number;
}

/**
 * The school's change with its interval, and below it the changes of similar schools with their middle as an upright
 * line, all on one scale with nought. Empty where no change can be worked out.
 */
export function changeDrawing(
  { change, interval, similar }: OnePairingSays,
  top: number,
  width: number,
): Part {
  if (change.kind === 'none') return { svg: [], height: 0 };
  const shown = similar.median === null ? [] : similar.counted.map((each) => each.change);
  const sure = interval.kind === 'interval' ? [interval.low, interval.high] : [];
  const all = [0, change.change, ...sure, ...shown];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const x = (value: number): number =>
    Math.round(EDGE + ((value - least) / Math.max(most - least, 1)) * (width - 2 * EDGE));
  const upright = (value: number, from: number, to: number): SafeHtml =>
    markup`<path class="rule" d="M${x(value)} ${from}V${to}"/>`;
  const own = top + 30;
  const svg = [
    markup`<text x="0" y="${top + 16}">This school: ${signed(change.change)}</text>`,
    ...(interval.kind === 'interval'
      ? [markup`<path class="rule" d="M${x(interval.low)} ${own}H${x(interval.high)}"/>`]
      : []),
    markup`<circle class="mark" cx="${x(change.change)}" cy="${own}" r="6"/>`,
  ];
  if (similar.median !== null) {
    const theirs = own + ROW;
    svg.push(
      markup`<text x="0" y="${theirs - 14}">Similar schools, middle: ${signed(similar.median)}</text>`,
      ...shown.map((value) => markup`<circle class="mark--quiet" cx="${x(value)}" cy="${theirs}" r="4"/>`),
      upright(similar.median, theirs - 9, theirs + 9),
    );
  }
  const bottom = own + (similar.median === null ? 14 : ROW + 14);
  const middle = x(0) < 30 ? 'start' : x(0) > width - 30 ? 'end' : 'middle';
  svg.push(
    markup`<path class="rule" d="M${EDGE} ${bottom}H${width - EDGE}"/>`,
    upright(0, bottom - 5, bottom + 5),
    markup`<text x="${x(0)}" y="${bottom + 18}" text-anchor="${middle}">0: no change</text>`,
  );
  return { svg, height: bottom + 24 - top };
}
