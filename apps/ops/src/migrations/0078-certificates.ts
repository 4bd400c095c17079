import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run keeps what proves its plan. Runs from before have none; they are made again to be checked. */
export class Certificates1764000000078 implements MigrationInterface {
  name = 'Certificates1764000000078';
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `alter table brokerage.match_run add column certificate_hash text
         check (certificate_hash is null or certificate_hash ~ '^[0-9a-f]{64}$' and result_hash is not null)`,
    );
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
