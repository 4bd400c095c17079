import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A school's yearly word, said again each term in one press (C-13). */
export class NothingHasChanged1764000000019 implements MigrationInterface {
  name = 'NothingHasChanged1764000000019';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
-- the day on which the school last said that its word still stands
alter table profiles.declaration add unchanged_on date;
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
