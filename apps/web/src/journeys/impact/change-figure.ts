import type { EvaluationView } from '@app/impact';
import type { Interval } from '@app/measurement';
import { markup, type SafeHtml } from '../../layout/safe-html.js';
import { changeDrawing } from './change-drawing.js';
import { between, changeSentence, figureInWords, periodOf, signed, similarSentence } from './impact-words.js';

export interface FigureLine {
  readonly period: string;
  readonly figure: string;
  readonly of: string;
  readonly source: string;
}

/** A drawing that never stands without its numbers and its sentence. */
export interface ChangeFigure {
  /** Null where no number is there to be drawn. */
  readonly svg: SafeHtml | null;
  readonly table: readonly FigureLine[];
  readonly sentence: string;
}

/** Units: the drawing is 360 wide, so that text of 12 is 12 pixels on the narrowest phone. */
const WIDTH = 360;
const ROW = 40;

/**
 * Baseline and what came later as bars one under the other, on one scale from zero. A symbol is a gap with its word. Below
 * them the change with its interval, and that of similar schools.
 */
export function changeFigure(evaluation: EvaluationView, id: string): ChangeFigure {
  const { baseline, later, measure } = evaluation;
  const points = [
    { period: periodOf(evaluation), measured: baseline, source: evaluation.baselineSource ?? 'The agenda' },
    ...later,
  ];
  const sentence = `${changeSentence(evaluation)} ${similarSentence(evaluation)}`;
  const figures = points.map(({ period, measured, source }) => ({
    ...{ period, source, figure: measured ? figureInWords(measured, evaluation.unit) : 'not written down' },
    of:
      measured?.kind === 'number' && measured.denominator !== null
        ? String(measured.denominator)
        : 'not recorded',
  }));
  const table = [...figures, ...changeLines(evaluation)];
  const values = points.flatMap(({ measured }) => (measured?.kind === 'number' ? [measured.value] : []));
  const most = Math.max(...values, 1);
  const x = (value: number): number => (value / most) * (WIDTH - 70);
  // Bars from nought would hide a figure below it; its change is drawn all the same.
  const barred = values.length > 0 && Math.min(...values) >= 0 ? points : [];
  const rows = barred.map(({ measured }, at): SafeHtml => {
    const line = figures[at];
    const said = markup`<text x="0" y="${at * ROW + 13}">${line?.period ?? ''}</text>`;
    if (measured?.kind !== 'number')
      return markup`${said}<text x="0" y="${at * ROW + 31}">${line?.figure ?? ''}</text>`;
    const wide = x(measured.value);
    return markup`${said}<rect class="${at === 0 ? 'offered' : 'booked'}" x="0" y="${at * ROW + 19}" width="${wide}" height="14"/><text x="${wide + 6}" y="${at * ROW + 31}">${line?.figure ?? ''}</text>`;
  });
  const changes = changeDrawing(evaluation.says, barred.length * ROW, WIDTH);
  const height = barred.length * ROW + changes.height;
  if (height === 0) return { svg: null, table, sentence };
  const svg = markup`<svg class="app-drawing" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${measure}</title><desc id="${id}-desc">${sentence}</desc>${rows}${changes.svg}</svg>`;
  return { svg, table, sentence };
}

/** What is drawn below the bars, in the words of the table. */
function changeLines({ says }: EvaluationView): FigureLine[] {
  const { change, interval, similar, difference } = says;
  const worked = (period: string, value: number, source: string, of = ''): FigureLine => ({
    ...{ period, figure: signed(value), of, source },
  });
  const sure = (of: Interval | null): string =>
    of ? `Worked out; 95% interval: ${between(of)}` : 'Worked out';
  const { median, counted } = similar;
  return [
    ...(change.kind === 'change'
      ? [worked('Change', change.change, sure(interval.kind === 'interval' ? interval : null))]
      : []),
    ...(median === null
      ? []
      : [
          worked(
            'Similar schools, middle change',
            median,
            'Published figures',
            `${String(counted.length)} schools`,
          ),
        ]),
    ...(difference ? [worked('Difference', difference.points, sure(difference.interval))] : []),
  ];
}
