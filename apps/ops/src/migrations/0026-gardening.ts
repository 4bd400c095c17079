import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keeps a pairing alive: its review points, what went quiet, and what its gardener did about it. */
export class Gardening1764000000026 implements MigrationInterface {
  name = 'Gardening1764000000026';
  async up(db: QueryRunner): Promise<void> {
    await db.query(REVIEW_POINTS);
    await db.query(TENDING);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const REVIEW_POINTS = `
create table brokerage.review_point (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  number int not null check (number >= 1),
  due_on date not null,
  held_on date,
  -- one word an objective, in the order of the agenda
  standings jsonb check (jsonb_typeof(standings) = 'array' and jsonb_array_length(standings) between 1 and 3),
  note text check (length(note) between 1 and 2000),
  held_by uuid,
  held_at timestamptz,
  state text not null check (state in ('due', 'held', 'missed')),
  version int not null default 1,
  unique (area_id, pairing_id, number),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check ((state = 'held') = (held_on is not null and standings is not null and held_by is not null and held_at is not null))
);
-- The next one is set when the last was held: never two that wait.
create unique index review_point_waits on brokerage.review_point (area_id, pairing_id) where state in ('due', 'missed');
call platform.protect('brokerage.review_point');
call audit.watch('brokerage.review_point');
grant select, insert, update on brokerage.review_point to trellis_app, trellis_worker;
`;

const TENDING = `
-- The gardener's acts. What was done is never changed.
create table brokerage.tending (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  act text not null check (act in ('nudge', 'resource', 'connect', 'close', 'none')),
  note text not null check (length(note) between 1 and 2000),
  done_by uuid not null,
  done_at timestamptz not null,
  unique (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id)
);
call platform.protect('brokerage.tending');
call audit.watch('brokerage.tending');
grant select, insert on brokerage.tending to trellis_app, trellis_worker;

create table brokerage.stall (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  -- the clock that ran out, or a review point at which somebody wanted a talk
  rule text not null check (rule in ('C-3', 'C-7', 'C-10', 'C-11', 'needs_a_talk')),
  since date not null,
  raised_at timestamptz not null,
  state text not null check (state in ('open', 'acted', 'dismissed', 'resolved')),
  tending_id uuid,
  ended_at timestamptz,
  version int not null default 1,
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  foreign key (area_id, tending_id) references brokerage.tending (area_id, id),
  check ((state = 'open') = (ended_at is null)),
  check (state not in ('acted', 'dismissed') or tending_id is not null)
);
create unique index stall_open on brokerage.stall (area_id, pairing_id, rule) where state = 'open';
call platform.protect('brokerage.stall');
call audit.watch('brokerage.stall');
grant select, insert, update on brokerage.stall to trellis_app, trellis_worker;
`;
