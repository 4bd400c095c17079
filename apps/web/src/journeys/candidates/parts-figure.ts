import type { CandidatePart } from '@app/brokerage';
import { PART_WORDS } from '@app/matching';
import { markup, type SafeHtml } from '../../layout/safe-html.js';
import { pointsInWords } from '../../layout/words.js';

export interface PartLine {
  readonly part: string;
  /** `31.5 of 35.0`, or `not known, of 20.0`. */
  readonly points: string;
  readonly because: string;
}

/** A drawing that never stands without its numbers and its sentence. */
export interface PartsFigure {
  readonly svg: SafeHtml;
  readonly table: readonly PartLine[];
  readonly sentence: string;
}

/** Units: the drawing is 360 wide, so that text of 12 is 12 pixels on the narrowest phone. */
const WIDTH = 360;
const ROW = 22;
const BAR = { left: 148, width: 130, height: 12 };

/** What each part brought, and what it could have brought, as bars one under the other on one scale from zero. */
export function partsFigure(parts: readonly CandidatePart[], school: string, id: string): PartsFigure {
  const most = Math.max(1, ...parts.map(({ of }) => of));
  const sentence = sentenceOf(parts, school);
  const rows = parts.map((part, at) => row(part, at, most));
  const svg = markup`<svg class="app-drawing" viewBox="0 0 ${WIDTH} ${parts.length * ROW}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">Parts of the points of ${school}</title><desc id="${id}-desc">${sentence}</desc>${rows}</svg>`;
  return { svg, table: parts.map(lineOf), sentence };
}

function row({ part, points, of }: CandidatePart, at: number, most: number): SafeHtml {
  const top = at * ROW;
  const scaled = (value: number): number => (value / most) * BAR.width;
  const said = points === null ? 'not known' : `${pointsInWords(points)} of ${whole(of)}`;
  return markup`<text x="0" y="${top + 15}">${PART_WORDS[part]}</text><rect class="offered" x="${BAR.left}" y="${top + 5}" width="${scaled(of)}" height="${BAR.height}"/><rect class="booked" x="${BAR.left}" y="${top + 5}" width="${scaled(points ?? 0)}" height="${BAR.height}"/><text x="${WIDTH}" y="${top + 15}" text-anchor="end">${said}</text>`;
}

function lineOf({ part, points, of, because }: CandidatePart): PartLine {
  const scored = points === null ? 'not known, of' : `${pointsInWords(points)} of`;
  return { part: PART_WORDS[part], points: `${scored} ${whole(of)}`, because };
}

/** Weights are whole points of 100 nearly always: `35`, else `12.5`. */
function whole(of: number): string {
  return of % 10 === 0 ? String(of / 10) : pointsInWords(of);
}

function sentenceOf(parts: readonly CandidatePart[], school: string): string {
  const known = parts.filter(({ points }) => points !== null);
  const best = [...known].sort((a, b) => (b.points ?? 0) - (a.points ?? 0))[0];
  if (!best) return `No part of the points of ${school} is known yet.`;
  const unknown = parts.length - known.length;
  const missing =
    unknown === 0
      ? ''
      : ` ${String(unknown)} of ${String(parts.length)} parts ${unknown === 1 ? 'is' : 'are'} not known.`;
  return `${PART_WORDS[best.part]} brings ${school} the most, ${pointsInWords(best.points)} of ${whole(best.of)}.${missing}`;
}
