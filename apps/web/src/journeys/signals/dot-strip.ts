import type { SignalView } from '@app/schools';
import { markup, type SafeHtml } from '../../layout/safe-html.js';
import {
  distanceWithUnit,
  figureInWords,
  figureWithUnit,
  signalSentence,
  yearsInWords,
} from './signal-words.js';

export interface StripLine {
  readonly what: string;
  readonly figure: string;
  readonly of: string;
}

/** A drawing that never stands without its numbers and its sentence. */
export interface DotStrip {
  readonly svg: SafeHtml;
  readonly table: readonly StripLine[];
  readonly sentence: string;
}

/** The drawing is 360 wide, so that text of 12 is 12 pixels on the narrowest phone. */
const WIDTH = 360;
/** Room for half a mark on either side. */
const EDGE = 10;
const DOT = 4;
/** Where the lowest row of dots lies. */
const LINE = 84;

/** This school on a line above similar schools, which are dots without a name; dots in one place stand on each other. */
export function dotStrip(signal: SignalView, school: string): DotStrip {
  const { id, definition, value, median, similarValues } = signal;
  const { unit } = definition;
  const all = [value, ...similarValues];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const x = (each: number): number =>
    Math.round(EDGE + ((each - least) / (most - least)) * (WIDTH - 2 * EDGE));
  const anchor = (at: number): string => (at < 90 ? 'start' : at > WIDTH - 90 ? 'end' : 'middle');
  const end = (at: number): number => (at < 90 ? at - EDGE : at > WIDTH - 90 ? at + EDGE : at);
  const places = new Map<number, number>();
  const dots = similarValues.map((each): SafeHtml => {
    const place = Math.round(x(each) / (2 * DOT));
    const below = places.get(place) ?? 0;
    places.set(place, below + 1);
    return markup`<circle class="mark--quiet" cx="${x(each)}" cy="${LINE - below * (2 * DOT + 1)}" r="${DOT}"/>`;
  });
  const high = LINE - (Math.max(...places.values()) - 1) * (2 * DOT + 1);
  const own = Math.min(high - 22, LINE - 40);
  const top = own - 26;
  const sentence = signalSentence(signal);
  const svg = markup`<svg class="app-drawing" viewBox="0 ${top} ${WIDTH} ${LINE + 36 - top}" role="img" aria-labelledby="s-${id}-title s-${id}-desc"><title id="s-${id}-title">${definition.says}</title><desc id="s-${id}-desc">${sentence}</desc><text x="${end(x(value))}" y="${own - 11}" text-anchor="${anchor(x(value))}">${school}: ${figureWithUnit(value, unit)}</text><circle class="mark" cx="${x(value)}" cy="${own}" r="6"/>${dots}<path class="rule" d="M${EDGE} ${LINE + 8}H${WIDTH - EDGE}"/><path class="rule" d="M${x(median)} ${LINE + 2}V${LINE + 14}"/><text x="${end(x(median))}" y="${LINE + 30}" text-anchor="${anchor(x(median))}">Middle of similar schools: ${figureWithUnit(median, unit)}</text></svg>`;
  return { svg, sentence, table: tableOf(signal, school) };
}

/** Every number that is drawn. */
function tableOf(signal: SignalView, school: string): StripLine[] {
  const { definition, value, median, mad, similarValues, denominator, periods } = signal;
  const { unit } = definition;
  const schools = `${String(similarValues.length)} schools`;
  const line = (what: string, figure: string, of: string): StripLine => ({ what, figure, of });
  return [
    line(
      `${school}, ${yearsInWords(periods)}`,
      figureWithUnit(value, unit),
      denominator === null ? 'not published' : `${String(denominator)} pupils`,
    ),
    line('Similar schools, middle', figureWithUnit(median, unit), schools),
    line('Half of them are within', distanceWithUnit(mad, unit), schools),
    line(
      'Similar schools, the lowest first',
      `${similarValues.map(figureInWords).join(', ')} ${unit}`,
      schools,
    ),
  ];
}
