import { NONE } from './pack-needs.js';
import type { PackedProblem } from './packed-problem.js';
import { MODES } from '../words.js';

/** Side of a square of the grid. */
export const SQUARE_M = 20_000;
const REMOTE = 1 << MODES.indexOf('remote');

/**
 * Offers by the theme they are asked for: those good enough at it that could be planned at all, apart by whether they help
 * remotely, and each part by squares of the map. What a scan reads is copied in this order, so that it is read in a row.
 */
export interface OfferBlocks {
  /** One after the other: themes, in each first those that help remotely; in each part squares, last those without a place. */
  readonly offer: Int32Array;
  readonly school: Int32Array;
  readonly easting: Int32Array;
  readonly northing: Int32Array;
  readonly travel: Int32Array;
  readonly stages: Uint8Array;
  readonly modes: Uint8Array;
  readonly primary: Int16Array;
  /** Where each square of each part begins: `part * (squares + 2) + square`; one more than the squares for no place. */
  readonly first: Int32Array;
  /** By part: the farthest that any of its offers travels. */
  readonly farthest: Int32Array;
  readonly squares: number;
  readonly across: number;
  readonly west: number;
  readonly south: number;
}

/** Places of the parts of a theme's offers. */
export function partOf(theme: number, isRemote: boolean): number {
  return theme * 2 + (isRemote ? 0 : 1);
}

/**
 * Offers from which on it is faster to look up who could come at all than to ask for everybody; measured, both ways come to
 * the same lists (`npm run bench -- --candidates`).
 */
const DENSE_BELOW = 75;

/** Null where there are so few offers that each is asked for. */
export function blocksFor(packed: PackedProblem): OfferBlocks | null {
  return packed.offers.many < DENSE_BELOW ? null : blockOffers(packed);
}

export function blockOffers({ offers, schools, points }: PackedProblem): OfferBlocks {
  const map = mapOf(schools.easting, schools.northing);
  const squareOf = (offer: number): number => {
    const school = offers.school[offer] ?? 0;
    const east = schools.easting[school] ?? NONE;
    if (east === NONE) return map.squares;
    const row = Math.floor(((schools.northing[school] ?? 0) - map.south) / SQUARE_M);
    return row * map.across + Math.floor((east - map.west) / SQUARE_M);
  };
  const square = Int32Array.from({ length: offers.many }, (_, offer) => squareOf(offer));
  const cells = map.squares + 2;
  const first = new Int32Array(points.themes * 2 * cells + 1);
  const farthest = new Int32Array(points.themes * 2);
  const cellOf = (theme: number, offer: number): number =>
    partOf(theme, ((offers.modes[offer] ?? 0) & REMOTE) !== 0) * cells + (square[offer] ?? 0);
  const isIn = (theme: number, offer: number): boolean =>
    offers.closed[offer] === 0 && (points.primary[theme * offers.many + offer] ?? 0) >= points.floor;
  for (let theme = 0; theme < points.themes; theme += 1)
    for (let offer = 0; offer < offers.many; offer += 1) {
      if (!isIn(theme, offer)) continue;
      const cell = cellOf(theme, offer);
      first[cell + 1] = (first[cell + 1] ?? 0) + 1;
      const part = Math.floor(cell / cells);
      const travel = offers.travel[offer] ?? NONE;
      farthest[part] = Math.max(farthest[part] ?? 0, travel === NONE ? points.limitMetres : travel);
    }
  for (let cell = 1; cell < first.length; cell += 1)
    first[cell] = (first[cell] ?? 0) + (first[cell - 1] ?? 0);
  const order = new Int32Array(first[first.length - 1] ?? 0);
  const primary = new Int16Array(order.length);
  const next = first.slice();
  for (let theme = 0; theme < points.themes; theme += 1)
    for (let offer = 0; offer < offers.many; offer += 1) {
      if (!isIn(theme, offer)) continue;
      const cell = cellOf(theme, offer);
      const at = next[cell] ?? 0;
      next[cell] = at + 1;
      order[at] = offer;
      primary[at] = points.primary[theme * offers.many + offer] ?? 0;
    }
  const school = order.map((offer) => offers.school[offer] ?? 0);
  return {
    offer: order,
    school,
    easting: school.map((at) => schools.easting[at] ?? NONE),
    northing: school.map((at) => schools.northing[at] ?? NONE),
    travel: order.map((offer) => offers.travel[offer] ?? NONE),
    stages: Uint8Array.from(order, (offer) => offers.stages[offer] ?? 0),
    modes: Uint8Array.from(order, (offer) => offers.modes[offer] ?? 0),
    primary,
    first,
    farthest,
    ...map,
  };
}

/**
 * Stretches of a part that may hold offers within some metres of a place, row by row of the map; and those without a place.
 *
 * @param each is called with where a stretch begins and ends.
 */
export function eachStretch(
  blocks: OfferBlocks,
  part: number,
  { east, north, metres }: { readonly east: number; readonly north: number; readonly metres: number },
  each: (from: number, to: number) => void,
): void {
  const { first, squares, across, west, south } = blocks;
  const base = part * (squares + 2);
  const rows = squares / across;
  const within = (square: number, most: number): number => Math.min(most - 1, Math.max(0, square));
  const column = (metresEast: number): number => Math.floor((metresEast - west) / SQUARE_M);
  const row = (metresNorth: number): number => Math.floor((metresNorth - south) / SQUARE_M);
  const [left, right] = [within(column(east - metres), across), within(column(east + metres), across)];
  const [low, high] = [within(row(north - metres), rows), within(row(north + metres), rows)];
  for (let at = low; at <= high; at += 1) {
    const from = first[base + at * across + left] ?? 0;
    const to = first[base + at * across + right + 1] ?? 0;
    if (from < to) each(from, to);
  }
  const from = first[base + squares] ?? 0;
  const to = first[base + squares + 1] ?? 0;
  if (from < to) each(from, to);
}

/** All of a part. */
export function wholePart(
  { first, squares }: OfferBlocks,
  part: number,
): readonly [from: number, to: number] {
  const base = part * (squares + 2);
  return [first[base] ?? 0, first[base + squares + 1] ?? 0];
}

function mapOf(
  easting: Int32Array,
  northing: Int32Array,
): Pick<OfferBlocks, 'squares' | 'across' | 'west' | 'south'> {
  let [west, south, east, north] = [Infinity, Infinity, 0, 0];
  easting.forEach((metres, school) => {
    if (metres === NONE) return;
    west = Math.min(west, metres);
    east = Math.max(east, metres);
    south = Math.min(south, northing[school] ?? 0);
    north = Math.max(north, northing[school] ?? 0);
  });
  if (west === Infinity) return { squares: 1, across: 1, west: 0, south: 0 };
  const across = Math.floor((east - west) / SQUARE_M) + 1;
  return { squares: across * (Math.floor((north - south) / SQUARE_M) + 1), across, west, south };
}
