import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The brokering meeting: need by need through one run, who stepped out for which, and what was said. */
export class Meeting1764000000029 implements MigrationInterface {
  name = 'Meeting1764000000029';
  async up(db: QueryRunner): Promise<void> {
    await db.query(MEETING);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const MEETING = `
create table brokerage.meeting (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^M-[0-9]{4}-[0-9]{3,}$'),
  run_id uuid not null,
  -- in the order in which they are gone through
  need_ids uuid[] not null check (cardinality(need_ids) between 1 and 500),
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id)
);
call platform.protect('brokerage.meeting');
call audit.watch('brokerage.meeting');
grant select, insert, update on brokerage.meeting to trellis_app, trellis_worker;

-- Who stepped out for which need, or was not there for it. Kept as it was.
create table brokerage.meeting_away (
  id uuid primary key,
  area_id uuid not null,
  meeting_id uuid not null,
  need_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('left', 'absent')),
  noted_by uuid not null,
  noted_at timestamptz not null,
  unique (area_id, meeting_id, need_id, person_id),
  foreign key (area_id, meeting_id) references brokerage.meeting (area_id, id)
);
call platform.protect('brokerage.meeting_away');
call audit.watch('brokerage.meeting_away');
grant select, insert on brokerage.meeting_away to trellis_app, trellis_worker;

-- What the meeting made of a need; a later turn stands in the place of an earlier one, which stays.
create table brokerage.meeting_turn (
  id uuid primary key,
  area_id uuid not null,
  meeting_id uuid not null,
  need_id uuid not null,
  outcome text not null check (outcome in ('propose', 'rule_out', 'leave_open')),
  supporter_urn text check (supporter_urn ~ '^[1-9][0-9]{5}$'),
  said text check (length(said) between 1 and 2000),
  noted_by uuid not null,
  noted_at timestamptz not null,
  foreign key (area_id, meeting_id) references brokerage.meeting (area_id, id),
  check ((outcome = 'leave_open') = (supporter_urn is null))
);
call platform.protect('brokerage.meeting_turn');
call audit.watch('brokerage.meeting_turn');
grant select, insert on brokerage.meeting_turn to trellis_app, trellis_worker;
create index meeting_turn_of_need on brokerage.meeting_turn (area_id, need_id, noted_at desc);
`;
