import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was typed and never sent goes after thirty days: the worker may find it by its age and take it away, and nothing else. */
export class DraftsEnd1764000000048 implements MigrationInterface {
  name = 'DraftsEnd1764000000048';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create index form_draft_oldest on platform.form_draft (area_id, saved_at);
      grant select (area_id, saved_at), delete on platform.form_draft to trellis_worker;
    `);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
