import { NotFound, type MatchRunId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { MatchRunEntity } from './match-run.entity.js';

/** The run's row, locked until the transaction ends. */
export async function lockRun(tx: Tx, id: MatchRunId): Promise<MatchRunEntity> {
  const run = await tx.manager
    .createQueryBuilder(MatchRunEntity, 'run')
    .setLock('pessimistic_write')
    .where('run.id = :id', { id })
    .andWhere(inArea(tx, 'run').replace('area_id', 'areaId'))
    .getOne();
  if (!run) throw new NotFound();
  return run;
}
