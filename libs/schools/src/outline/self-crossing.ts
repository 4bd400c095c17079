import type { GridPoint, Ring } from './outline.js';

interface Stretch {
  readonly at: number;
  readonly a: GridPoint;
  readonly b: GridPoint;
  readonly west: number;
  readonly east: number;
}

/**
 * Where a ring crosses itself, so that inside and outside have no meaning; null where it does not. Touching itself in a
 * point does no harm and is let through. Sweeps from west to east, so only stretches that overlap there are compared.
 */
export function selfCrossing(ring: Ring): GridPoint | null {
  const stretches = ring
    .slice(0, -1)
    .map((a, at): Stretch => {
      const b = ring[at + 1] ?? a;
      return { at, a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) };
    })
    .sort((one, two) => one.west - two.west);
  let near: Stretch[] = [];
  for (const here of stretches) {
    near = near.filter(({ east }) => east >= here.west);
    if (near.some((other) => cross(here, other))) return here.a;
    near.push(here);
  }
  return null;
}

function cross({ a, b }: Stretch, { a: c, b: d }: Stretch): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** On which side of the line through `a` and `b` a point lies: 1, -1, or 0 on it. */
function side(a: GridPoint, b: GridPoint, point: GridPoint): number {
  return Math.sign((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]));
}
