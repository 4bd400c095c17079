import type { GridPoint, Ring } from './outline.js';

/**
 * The ring with fewer points, none of its own further than the tolerance from what is left: Douglas and Peucker (1973),
 * without recursion. A ring has no ends, so it is cut where it begins and at the point farthest from there.
 *
 * @param toleranceM metres; 0 gives the ring back but for points on a straight line.
 * @returns a closed ring of four points at least; null where less than a triangle would be left.
 */
export function simplifyRing(ring: Ring, toleranceM: number): Ring | null {
  const last = ring.length - 1;
  const start = ring[0];
  if (!start || last < 3) return null;
  const far = farthest(ring, 0, last, (point) => Math.hypot(point[0] - start[0], point[1] - start[1]));
  const keep = new Set([0, far.at, last]);
  const spans: [number, number][] = [
    [0, far.at],
    [far.at, last],
  ];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const [a, b] = [ring[from], ring[to]];
    if (!a || !b || to - from < 2) continue;
    const worst = farthest(ring, from, to, (point) => distanceToLineM(point, a, b));
    if (worst.distanceM <= toleranceM) continue;
    keep.add(worst.at);
    spans.push([from, worst.at], [worst.at, to]);
  }
  return keep.size < 4 ? null : ring.filter((_, at) => keep.has(at));
}

function farthest(ring: Ring, from: number, to: number, distance: (point: GridPoint) => number) {
  let at = from + 1;
  let distanceM = -1;
  for (let here = from + 1; here < to; here += 1) {
    const point = ring[here];
    const away = point ? distance(point) : -1;
    if (away > distanceM) [at, distanceM] = [here, away];
  }
  return { at, distanceM };
}

/** Metres from a point to the stretch between `a` and `b`. */
export function distanceToLineM([x, y]: GridPoint, a: GridPoint, b: GridPoint): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / square));
  return Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy);
}
