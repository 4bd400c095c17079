import { decide, type Matrix } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { NeedCase } from '@app/profiles';

/** The need's reference, for who may open everything that followed from it; an officer says why when they do. */
export function followedFrom(tx: Tx, matrix: Matrix, now: Date, need: NeedCase | undefined): string | null {
  if (need === undefined) return null;
  const about = { area: tx.area, ...need.resource };
  return decide(matrix, tx.actor, 'case.read', about, { now }).allowed ? need.reference : null;
}
