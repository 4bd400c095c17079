import type { EvaluationView } from '@app/impact';
import { markup, type SafeHtml } from '../../layout/safe-html.js';
import { changeSentence, figureInWords, periodOf } from './impact-words.js';

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

/** Baseline and what came later as bars one under the other, on one scale from zero. A symbol is a gap with its word. */
export function changeFigure(evaluation: EvaluationView, id: string): ChangeFigure {
  const { baseline, later, measure } = evaluation;
  const points = [
    { period: periodOf(evaluation), measured: baseline, source: evaluation.baselineSource ?? 'The agenda' },
    ...later,
  ];
  const sentence = changeSentence(evaluation);
  const table = points.map(({ period, measured, source }) => ({
    ...{ period, source, figure: measured ? figureInWords(measured, evaluation.unit) : 'not written down' },
    of: measured?.kind === 'number' && measured.denominator !== null ? String(measured.denominator) : '',
  }));
  const values = points.flatMap(({ measured }) => (measured?.kind === 'number' ? [measured.value] : []));
  if (values.length === 0 || Math.min(...values) < 0) return { svg: null, table, sentence };
  const most = Math.max(...values, 1);
  const x = (value: number): number => (value / most) * (WIDTH - 70);
  const rows = points.map(({ measured }, at): SafeHtml => {
    const line = table[at];
    const said = markup`<text x="0" y="${at * ROW + 13}">${line?.period ?? ''}</text>`;
    if (measured?.kind !== 'number')
      return markup`${said}<text x="0" y="${at * ROW + 31}">${line?.figure ?? ''}</text>`;
    const wide = x(measured.value);
    return markup`${said}<rect class="${at === 0 ? 'offered' : 'booked'}" x="0" y="${at * ROW + 19}" width="${wide}" height="14"/><text x="${wide + 6}" y="${at * ROW + 31}">${line?.figure ?? ''}</text>`;
  });
  const svg = markup`<svg class="app-drawing" viewBox="0 0 ${WIDTH} ${points.length * ROW}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${measure}</title><desc id="${id}-desc">${sentence}</desc>${rows}</svg>`;
  return { svg, table, sentence };
}
