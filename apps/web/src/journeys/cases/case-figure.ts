import { markup, type SafeHtml } from '../../layout/safe-html.js';
import { dateInWords } from '../../layout/words.js';
import { momentOf, STAGES, type CaseStep } from './case-steps.js';

/** Units: the drawing is 360 wide, so that text of 12 is 12 pixels on the narrowest phone. */
const WIDTH = 360;
const ROW = 34;
const EDGE = 8;

/** A line for each stage with a mark for each thing that happened, on one scale of days. Null where nothing did. */
export function caseFigure(steps: readonly CaseStep[], sentence: string): SafeHtml | null {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return null;
  const [from, to] = [momentOf(first.at), momentOf(last.at)];
  const x = (at: Date | string): number =>
    Math.round(EDGE + ((momentOf(at) - from) / Math.max(to - from, 1)) * (WIDTH - 2 * EDGE));
  const rows = STAGES.map((stage, at): SafeHtml => {
    const line = at * ROW + 22;
    const marks = steps
      .filter((step) => step.stage === stage)
      .map((step) => markup`<circle class="mark" cx="${x(step.at)}" cy="${line}" r="4"/>`);
    return markup`<text x="0" y="${line - 9}">${stage}</text><path class="rule" d="M${EDGE} ${line}H${WIDTH - EDGE}"/>${marks}`;
  });
  const bottom = STAGES.length * ROW + 18;
  return markup`<svg class="app-drawing" viewBox="0 0 ${WIDTH} ${bottom + 4}" role="img" aria-labelledby="case-title case-desc"><title id="case-title">When it happened</title><desc id="case-desc">${sentence}</desc>${rows}<text x="0" y="${bottom}">${dateInWords(first.at)}</text><text x="${WIDTH}" y="${bottom}" text-anchor="end">${dateInWords(last.at)}</text></svg>`;
}
