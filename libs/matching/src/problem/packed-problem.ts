import type { Problem } from '../problem.js';
import { contentHash } from './content-hash.js';
import { packNeeds, type NeedColumns } from './pack-needs.js';
import { packOffers, type OfferColumns } from './pack-offers.js';
import { packPoints, type PointTables } from './pack-points.js';
import { packSchools, type SchoolColumns } from './pack-schools.js';

/** What the places of needs, offers and schools stand for: texts are met again only where a result is written. */
export interface IdTable {
  readonly needs: readonly string[];
  readonly offers: readonly string[];
  readonly schools: readonly string[];
}

/**
 * A problem as columns of whole numbers, for scoring very many pairs: the same rules and the same points as `scorePair`,
 * which stays the readable form, explains, and is what this one is tested against. Nothing in it is changed once it is made;
 * all of it can be given to another thread.
 */
export interface PackedProblem {
  /** Of all columns and ids, 64 bits: threads and shards that say the same hash score the same problem. */
  readonly hash: string;
  readonly ids: IdTable;
  readonly needs: NeedColumns;
  readonly offers: OfferColumns;
  readonly schools: SchoolColumns;
  readonly points: PointTables;
}

/** What scoring reads of it. */
export type ScoringColumns = Omit<PackedProblem, 'hash' | 'ids'>;

export function packProblem(problem: Problem): PackedProblem {
  const ids: IdTable = {
    needs: problem.needs.map(({ id }) => id),
    offers: problem.offers.map(({ id }) => id),
    schools: problem.schools.map(({ urn }) => urn),
  };
  const { sets, setOfNeed, tables } = packPoints(problem);
  const columns = {
    needs: packNeeds(problem, setOfNeed),
    offers: packOffers(problem),
    schools: packSchools(problem, sets),
    points: tables,
  };
  return { hash: contentHash(ids, columns), ids, ...columns };
}

const packed = new WeakMap<Problem, PackedProblem>();

/** Packed once for each problem: the shards of a run share what the first one packed. */
export function packedOf(problem: Problem): PackedProblem {
  const known = packed.get(problem);
  if (known) return known;
  const made = packProblem(problem);
  packed.set(problem, made);
  return made;
}
