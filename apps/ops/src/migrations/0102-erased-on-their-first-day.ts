import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody could not be erased whose post began on that day, or was still to begin. */
export class ErasedOnTheirFirstDay1764000000102 implements MigrationInterface {
  name = 'ErasedOnTheirFirstDay1764000000102';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
-- A post ends after the day it begins; that of somebody erased on that day, or before it, ended on that day itself.
do $$
declare before text := pg_get_functiondef('records.erase_now(uuid)'::regprocedure);
  after text := replace(before, 'least(coalesce(t.to_on, current_date), greatest(current_date, t.from_on))',
    'greatest(least(coalesce(t.to_on, current_date), current_date), t.from_on + 1)');
begin
  if after = before then raise exception 'records.erase_now is not what this migration changes.'; end if;
  execute after;
end $$;
`;
