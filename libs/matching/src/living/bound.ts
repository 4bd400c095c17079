import type { Costs } from '../plan/ordered-cost.js';

/** The highest, or the lowest, of some prices; none at first. */
export class Bound {
  isNone = true;
  cover = 0;
  points = 0;
  hash = 0;

  clear(): this {
    this.isNone = true;
    return this;
  }

  /** @param sign 1 for the highest, -1 for the lowest. */
  take(sign: 1 | -1, cover: number, points: number, hash: number): void {
    if (!this.isNone && sign * this.apart(cover, points, hash) <= 0) return;
    this.isNone = false;
    this.cover = cover;
    this.points = points;
    this.hash = hash;
  }

  takeBound(sign: 1 | -1, other: Bound): void {
    if (!other.isNone) this.take(sign, other.cover, other.points, other.hash);
  }

  /** Above 0 where a price is above this one. */
  apart(cover: number, points: number, hash: number): number {
    return cover - this.cover || points - this.points || hash - this.hash;
  }

  isAbove(other: Bound): boolean {
    return !this.isNone && !other.isNone && other.apart(this.cover, this.points, this.hash) > 0;
  }

  put(into: Costs, node: number): void {
    into.cover[node] = this.cover;
    into.points[node] = this.points;
    into.hash[node] = this.hash;
  }
}

/** Moves a price of a node as little as possible, between two bounds; the lower one counts where both cannot be kept. */
export function clamp(into: Costs, node: number, low: Bound, high: Bound): void {
  const apart = (bound: Bound): number =>
    bound.apart(into.cover[node] ?? 0, into.points[node] ?? 0, into.hash[node] ?? 0);
  if (!high.isNone && apart(high) > 0) high.put(into, node);
  if (!low.isNone && apart(low) < 0) low.put(into, node);
}
