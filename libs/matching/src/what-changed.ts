import { canonicalJson } from './snapshot/canonical-json.js';
import type { Snapshot } from './snapshot/snapshot.js';

/** By id or URN: what has to be scored again. */
export interface Changed {
  readonly needs: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  /** Schools all of whose needs, or all of whose offers, are scored again. */
  readonly askers: ReadonlySet<string>;
  readonly supporters: ReadonlySet<string>;
}

/** Where one snapshot differs from another as far as scores rest on it; null where every score may differ. */
export function whatChanged(before: Snapshot, after: Snapshot): Changed | null {
  if (!isSameGround(before, after)) return null;
  const conflicts = differing(before.conflicts, after.conflicts);
  return {
    needs: new Set([
      ...differing(before.needs, after.needs).map(({ id }) => id),
      ...differing(before.declines, after.declines).map(({ need }) => need),
      ...differing(before.vetoes, after.vetoes).map(({ need }) => need),
    ]),
    offers: new Set(differing(before.offers, after.offers).map(({ id }) => id)),
    askers: new Set(conflicts.flatMap(({ school, other }) => [school, other])),
    supporters: new Set([
      ...differing(before.days, after.days).map(({ school }) => school),
      ...differing(before.soundings, after.soundings).map(({ supporter }) => supporter),
      ...differing(before.commitments, after.commitments).map(({ supporter }) => supporter),
    ]),
  };
}

/** What every score rests on: nearness of contexts on all schools, track records on all of them together. */
export const GROUND = ['policy', 'runDate', 'halfTerms', 'themes', 'schools', 'trackRecords'] as const;

function isSameGround(before: Snapshot, after: Snapshot): boolean {
  return GROUND.every(
    (name) => before[name] === after[name] || canonicalJson(before[name]) === canonicalJson(after[name]),
  );
}

/** Rows that stand in one of two lists and not, or not the same, in the other. */
function differing<Row>(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  if (before === after) return [];
  const [old, now] = [new Map(before.map((row) => [canonicalJson(row), row])), new Set<string>()];
  const fresh = after.filter((row) => {
    const text = canonicalJson(row);
    now.add(text);
    return !old.has(text);
  });
  return [...fresh, ...[...old].flatMap(([text, row]) => (now.has(text) ? [] : [row]))];
}
