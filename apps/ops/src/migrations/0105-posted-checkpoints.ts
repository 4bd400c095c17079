import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A checkpoint of the audit log goes by mail to those who keep it elsewhere. */
export class PostedCheckpoints1764000000105 implements MigrationInterface {
  name = 'PostedCheckpoints1764000000105';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
alter table platform.mail drop constraint mail_kind_check;
alter table platform.mail add constraint mail_kind_check check (kind in
  ('request', 'offer', 'visit', 'declaration', 'digest', 'urgent', 'need_now', 'word', 'question', 'reset', 'checkpoint'));
`;
