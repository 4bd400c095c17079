import type { Tx } from '@app/platform';

/** The condition of row-level security is no condition of an index; this one is. */
export function ofTree(tx: Tx, alias: string): string {
  return tx.areaOrNull === null ? `${alias}.area_id is null` : `${alias}.area_id = '${tx.areaOrNull}'::uuid`;
}
