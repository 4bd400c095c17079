import { StaleVersion } from '@app/kernel';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { inArea, type Tx } from './tx.js';

/**
 * The one way a row changes: only if it is still as the person saw it. `save()` with a version column loses updates
 * (149 of 160 concurrent edits were lost when it was measured), so it is banned on existing rows.
 *
 * @throws StaleVersion where somebody else was faster, or the row is not in this area.
 * @returns the row's new version.
 */
export async function updateIfVersion<Row extends ObjectLiteral & { version: number }>(
  tx: Tx,
  entity: EntityTarget<Row>,
  id: string,
  version: number,
  change: Partial<Omit<Row, 'id' | 'version' | 'areaId'>>,
): Promise<number> {
  const updated = await tx.manager
    .createQueryBuilder()
    .update(entity)
    // The builder's type wants TypeORM's deep partial of the row; ours is a plain partial of its columns.
    .set({ ...change, version: version + 1 } as never)
    .where('id = :id and version = :version', { id, version })
    .andWhere(inArea(tx))
    .execute();
  if (updated.affected !== 1) throw new StaleVersion();
  return version + 1;
}
