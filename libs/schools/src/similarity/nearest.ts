import { squaredDistance, type SchoolUrn, type UnitWeight } from '@app/kernel';
import type { MeasureId } from '../measures/definitions.js';

/** Figures of one school in the measures' own units; what is not published is missing, never 0. */
export interface Profile {
  readonly urn: SchoolUrn;
  readonly figures: ReadonlyMap<MeasureId, number>;
}

export interface Nearest {
  /** Published for the school itself, and so for every school in the list. */
  readonly used: readonly MeasureId[];
  readonly schools: readonly { readonly urn: SchoolUrn; readonly distance: number }[];
}

/** The root of 10^24 for weights and of 10^12 for squares of millionths, taken off weights in their own unit. */
const MILLION = 1_000_000;
const ONE = 1e12;

/**
 * The nearest schools first, equals by URN. Distances over different measures cannot be compared, so a school that lacks
 * one of the measures is left out.
 *
 * @param least with fewer measures than this nothing is said: null.
 */
export function nearestTo(
  school: Profile,
  others: readonly Profile[],
  weights: readonly UnitWeight<MeasureId>[],
  least: number,
  most: number,
): Nearest | null {
  const inUse = weights.filter(({ measure }) => school.figures.has(measure));
  if (inUse.length < least) return null;
  const inMillionths = ({ figures }: Profile): bigint[] =>
    inUse.map(({ measure }) => BigInt(Math.round((figures.get(measure) ?? 0) * MILLION)));
  const all = (1 << inUse.length) - 1;
  const own = inMillionths(school);
  const schools = others
    .filter((other) => other.urn !== school.urn && inUse.every(({ measure }) => other.figures.has(measure)))
    .map((other) => ({ urn: other.urn, squared: squaredDistance(inUse, all, own, inMillionths(other)) }))
    .sort((a, b) => (a.squared === b.squared ? (a.urn < b.urn ? -1 : 1) : a.squared < b.squared ? -1 : 1))
    .slice(0, most)
    .map(({ urn, squared }) => ({ urn, distance: Math.sqrt(Number(squared)) / ONE }));
  return { used: inUse.map(({ measure }) => measure), schools };
}
