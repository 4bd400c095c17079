import { pointsOf } from './shared-plan.js';
import type { Chosen } from './school-choices.js';

/** Needs that one school could support together, as one whole. */
export interface SchoolSet {
  /** By its place among the schools given. */
  readonly school: number;
  readonly chosen: readonly Chosen[];
  readonly points: number;
}

/** Every set that was looked at so far, each once. */
export class SchoolSets {
  readonly all: SchoolSet[] = [];
  private readonly known = new Set<string>();

  /** @returns whether it is new; a school's set of nothing needs no keeping. */
  add(school: number, chosen: readonly Chosen[]): boolean {
    if (chosen.length === 0) return false;
    const needs = chosen.map(({ choice, offer }) => `${String(choice.need)}/${String(offer)}`).sort();
    const key = `${String(school)}: ${needs.join(' ')}`;
    if (this.known.has(key)) return false;
    this.known.add(key);
    this.all.push({ school, chosen, points: pointsOf(chosen) });
    return true;
  }
}
