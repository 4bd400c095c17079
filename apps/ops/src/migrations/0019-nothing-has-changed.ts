import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A school's yearly word: by a link in a mail, and said again each term in one press (C-13). */
export class NothingHasChanged1764000000019 implements MigrationInterface {
  name = 'NothingHasChanged1764000000019';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
-- the day on which the school last said that its word still stands
alter table profiles.declaration add unchanged_on date;
alter table identity.action_link drop constraint action_link_act_check;
alter table identity.action_link add constraint action_link_act_check check (act in
  ('sounding.answer', 'offer.answer', 'visit.reply', 'declaration.unchanged', 'declaration.send'));
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
