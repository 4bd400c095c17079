import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the two of a coaching meet next: a day and how, and nothing of what it is about or where. */
export class PlannedSession1764000000074 implements MigrationInterface {
  name = 'PlannedSession1764000000074';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
create table brokerage.planned_session (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  -- whose it is, and the session that was held: of tables that stand later in this order
  coaching_id uuid not null,
  number int not null check (number >= 1),
  held_on date not null,
  mode text not null check (mode in ('in_person', 'remote', 'hybrid')),
  planned_by uuid not null,
  planned_at timestamptz not null,
  state text not null check (state in ('planned', 'done', 'cancelled')),
  ended_at timestamptz,
  session_id uuid,
  version int not null default 1,
  unique (area_id, pairing_id, number),
  unique (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check ((state = 'planned') = (ended_at is null)),
  check ((state = 'done') = (session_id is not null))
);
-- The next one: planning again moves it.
create unique index one_session_ahead on brokerage.planned_session (area_id, pairing_id) where state = 'planned';
call platform.protect('brokerage.planned_session');
call audit.watch('brokerage.planned_session');
grant select, insert, update on brokerage.planned_session to trellis_app;
grant select on brokerage.planned_session to trellis_worker;
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
