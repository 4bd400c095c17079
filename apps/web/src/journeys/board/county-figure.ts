import type { AreaSchoolPlace } from '@app/schools';
import { markup, type SafeHtml } from '../../layout/safe-html.js';
import { drawn, type Dot } from '../schools/map-figure.js';

/** Half-days; null where they are not shown. */
export interface DistrictDays {
  readonly name: string;
  readonly wanted: number | null;
  readonly promised: number | null;
}

interface Block {
  readonly days: DistrictDays;
  readonly left: number;
  readonly top: number;
}

/** Units: the drawing is 360 wide, so that text of 12 is 12 pixels on the narrowest phone. */
const WIDTH = 360;
const BLOCK = { width: 132, height: 56, bar: 62, thick: 11 };
const LONGEST = 20;

/**
 * Each district where its schools are: the land that they span, its name, days asked for and days promised on one scale.
 * Null where the register gives no place.
 */
export function countyFigure(
  districts: readonly DistrictDays[],
  places: readonly AreaSchoolPlace[],
  sentence: string,
  id: string,
): SafeHtml | null {
  const known = places.filter(({ easting, northing, status }) => {
    return easting !== null && northing !== null && status !== 'closed';
  });
  if (known.length === 0) return null;
  const { dots } = drawn(known);
  const inside = (name: string): Dot[] => dots.filter(({ school }) => school.district === name);
  const placed = districts.filter(({ name }) => inside(name).length > 0);
  const blocks = apart(placed.map((days) => blockOf(days, inside(days.name))));
  const most = Math.max(1, ...districts.flatMap(({ wanted, promised }) => [wanted ?? 0, promised ?? 0]));
  const bottom = Math.max(...dots.map(({ y }) => y + 8), ...blocks.map(({ top }) => top + BLOCK.height));
  const land = placed.map(({ name }) => landOf(inside(name)));
  return markup`<svg class="app-drawing" viewBox="0 0 ${WIDTH} ${Math.ceil(bottom)}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">Days asked for and days promised, by district</title><desc id="${id}-desc">${sentence} North is at the top. Every number is in the table below.</desc>${land}${blocks.map((block) => said(block, most))}</svg>`;
}

function blockOf(days: DistrictDays, dots: readonly Dot[]): Block {
  const middle = (of: (dot: Dot) => number): number =>
    dots.reduce((sum, dot) => sum + of(dot), 0) / dots.length;
  const left = Math.min(WIDTH - BLOCK.width, Math.max(0, middle(({ x }) => x) - BLOCK.width / 2));
  return { days, left, top: Math.max(0, middle(({ y }) => y) - BLOCK.height / 2) };
}

/** From the top down, each below whatever it would cover. */
function apart(blocks: readonly Block[]): Block[] {
  return blocks
    .toSorted((a, b) => a.top - b.top)
    .reduce<Block[]>((placed, block) => [...placed, { ...block, top: freeTop(block, placed) }], []);
}

function freeTop(block: Block, placed: readonly Block[]): number {
  const covers = (top: number) =>
    placed.find(
      (other) => Math.abs(other.left - block.left) < BLOCK.width && Math.abs(other.top - top) < BLOCK.height,
    );
  let { top } = block;
  for (let other = covers(top); other; other = covers(top)) top = other.top + BLOCK.height;
  return top;
}

function said({ days: { name, wanted, promised }, left, top }: Block, most: number): SafeHtml {
  const short = name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`;
  return markup`<text class="label" x="${left}" y="${top + 13}">${short}</text>${bar('offered', wanted, 'asked for', left, top + 18, most)}${bar('booked', promised, 'promised', left, top + 34, most)}`;
}

function bar(
  look: string,
  halfDays: number | null,
  what: string,
  left: number,
  top: number,
  most: number,
): SafeHtml {
  if (halfDays === null)
    return markup`<text class="label muted" x="${left}" y="${top + 10}">${what}: not shown</text>`;
  const wide = (halfDays / most) * BLOCK.bar;
  return markup`<rect class="${look}" x="${left}" y="${top}" width="${wide}" height="${BLOCK.thick}"/><text class="label" x="${left + wide + 4}" y="${top + 10}">${halfDays / 2} ${what}</text>`;
}

/** Around the outermost schools. Fewer than three span none. */
function landOf(dots: readonly Dot[]): SafeHtml {
  const around = outline(dots.map(({ x, y }) => [x, y] as const));
  if (around.length < 3) return markup``;
  return markup`<path class="land" d="M${around.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z"/>`;
}

type Point = readonly [number, number];

/** The convex hull, by Andrew's monotone chain. */
function outline(points: readonly Point[]): Point[] {
  const sorted = points.toSorted(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const half = (of: readonly Point[]): Point[] =>
    of.reduce<Point[]>((chain, point) => {
      let kept = chain;
      while (kept.length > 1 && turn(kept.at(-2), kept.at(-1), point) <= 0) kept = kept.slice(0, -1);
      return [...kept, point];
    }, []);
  return [...half(sorted).slice(0, -1), ...half(sorted.toReversed()).slice(0, -1)];
}

function turn([ax, ay]: Point = [0, 0], [bx, by]: Point = [0, 0], [cx, cy]: Point = [0, 0]): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}
