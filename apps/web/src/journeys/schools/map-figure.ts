import type { AreaSchoolPlace } from '@app/schools';
import { markup, type SafeHtml } from '../../layout/safe-html.js';
import { countInWords } from '../../layout/words.js';

export interface MapLine {
  readonly href: string;
  readonly name: string;
  readonly phase: string;
  readonly district: string;
  /** False where the register gives no place: listed, not drawn. */
  readonly drawn: boolean;
}

/** A drawing that never stands without its list and its sentence. Null where there is nothing to draw. */
export interface MapFigure {
  readonly svg: SafeHtml | null;
  readonly table: readonly MapLine[];
  readonly sentence: string;
}

export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly school: AreaSchoolPlace;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Units: the drawing is 360 wide, so that text of 12 is 12 pixels on the narrowest phone. */
const WIDTH = 360;
const MARGIN = 28;
const FOOT = 34;
const LETTER = 6.4;
const LONGEST = 24;

/** Schools where they are, north at the top, on one scale both ways; a square teaches the youngest, a circle the others. */
export function mapFigure(places: readonly AreaSchoolPlace[], id: string): MapFigure {
  const known = places.filter(({ easting, northing }) => easting !== null && northing !== null);
  const table = places.map((place) => lineOf(place, known.includes(place)));
  const sentence = sentenceOf(places.length, known.length);
  if (known.length === 0) return { svg: null, table, sentence };
  const { dots, height, perUnit } = drawn(known);
  const labels = greedyLabels(dots);
  const points = dots.map((dot, at) => point(dot, labels[at] ?? null));
  const svg = markup`<svg class="app-drawing" viewBox="0 0 ${WIDTH} ${height}" role="group" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">Map of schools</title><desc id="${id}-desc">${sentence} North is at the top. Every school is in the list below.</desc>${points}${scaleBar(perUnit, height)}</svg>`;
  return { svg, table, sentence };
}

function lineOf({ urn, name, phase, district, status }: AreaSchoolPlace, isDrawn: boolean): MapLine {
  const said = phase ?? 'Phase not known';
  return {
    href: `/schools/${urn}`,
    name,
    phase: status === 'closed' ? `${said}, closed` : said,
    district: district ?? 'Not known',
    drawn: isDrawn,
  };
}

function sentenceOf(all: number, known: number): string {
  const missing = all - known;
  const on = `The map shows ${countInWords(known, 'school', 'schools')}.`;
  if (missing === 0) return on;
  return `${on} The register gives no place for ${countInWords(missing, 'other school', 'other schools')}.`;
}

/** North at the top, on one scale both ways. @returns metres a unit too, for the scale bar. */
export function drawn(known: readonly AreaSchoolPlace[]): { dots: Dot[]; height: number; perUnit: number } {
  const east = known.map(({ easting }) => easting ?? 0);
  const north = known.map(({ northing }) => northing ?? 0);
  const [west, most] = [Math.min(...east), Math.max(...north)];
  const [wide, tall] = [Math.max(...east) - west, most - Math.min(...north)];
  const room = WIDTH - 2 * MARGIN;
  // One school, or several in one street: a map 2 km wide says more than a point blown up.
  const perUnit = Math.max(wide, tall / 1.4, 2_000) / room;
  const aside = (room - wide / perUnit) / 2;
  const dots = known.map((school) => ({
    x: MARGIN + aside + ((school.easting ?? 0) - west) / perUnit,
    y: MARGIN + (most - (school.northing ?? 0)) / perUnit,
    school,
  }));
  return { dots, height: Math.ceil(tall / perUnit + 2 * MARGIN + FOOT), perUnit };
}

function point({ x, y, school }: Dot, label: Box | null): SafeHtml {
  const look = school.status === 'closed' ? 'mark--quiet' : 'mark';
  const shape = isSquare(school)
    ? markup`<rect class="${look}" x="${x - 5}" y="${y - 5}" width="10" height="10"/>`
    : markup`<circle class="${look}" cx="${x}" cy="${y}" r="5.5"/>`;
  const said = label
    ? markup`<text class="label" aria-hidden="true" x="${label.left}" y="${label.bottom - 3}">${shortName(school)}</text>`
    : '';
  return markup`<a href="/schools/${school.urn}" aria-label="${school.name}"><title>${school.name}</title><rect x="${x - 12}" y="${y - 12}" width="24" height="24" fill="none" pointer-events="all"/>${shape}${said}</a>`;
}

function isSquare({ phase }: AreaSchoolPlace): boolean {
  return /^(nursery|primary|middle deemed primary)$/i.test(phase ?? '');
}

function shortName({ name }: AreaSchoolPlace): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** Each name goes to the first free side of its mark, or nowhere: a name over another is none. */
function greedyLabels(dots: readonly Dot[]): (Box | null)[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ left: x - 6, top: y - 6, right: x + 6, bottom: y + 6 }));
  return dots.map((dot) => {
    const free = sides(dot).find((box) => isInside(box) && !taken.some((other) => overlaps(box, other)));
    if (free) taken.push(free);
    return free ?? null;
  });
}

function sides({ x, y, school }: Dot): Box[] {
  const length = shortName(school).length * LETTER;
  const at = (left: number, top: number): Box => ({ left, top, right: left + length, bottom: top + 15 });
  return [at(x + 9, y - 8), at(x - 9 - length, y - 8), at(x - length / 2, y - 23), at(x - length / 2, y + 8)];
}

function isInside({ left, right, top }: Box): boolean {
  return left >= 0 && right <= WIDTH && top >= 0;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

const LENGTHS = [50, 20, 10, 5, 2, 1];

function scaleBar(perUnit: number, height: number): SafeHtml {
  const km = LENGTHS.find((each) => (each * 1_000) / perUnit <= WIDTH / 2) ?? 1;
  const length = (km * 1_000) / perUnit;
  const y = height - 10;
  return markup`<path class="rule" d="M${MARGIN} ${y - 5}V${y}H${MARGIN + length}V${y - 5}"/><text x="${MARGIN + length + 6}" y="${y + 2}">${km} km</text>`;
}
