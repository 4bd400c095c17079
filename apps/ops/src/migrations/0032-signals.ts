import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What published figures show about a school beside similar ones, its head's reply, and who is in the data room. */
export class Signals1764000000032 implements MigrationInterface {
  name = 'Signals1764000000032';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SIGNALS);
    await db.query(LOOKS);
    await db.query(DATA_ROOM);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SIGNALS = `
create table schools.signal (
  id uuid primary key,
  area_id uuid not null references schools.area (id),
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  measure text not null check (measure ~ '^[a-z0-9_.]{3,60}$'),
  -- the latest school year that it speaks of; the years pooled stand in periods
  period text not null check (period ~ '^20[0-9]{2}/[0-9]{2}$'),
  periods jsonb not null check (jsonb_array_length(periods) in (1, 3)),
  value numeric not null,
  denominator int check (denominator > 0),
  side text not null check (side in ('higher', 'lower')),
  median numeric not null,
  mad numeric not null check (mad > 0),
  -- the numbers of similar schools, the lowest first and without their names
  similar_values jsonb not null check (jsonb_array_length(similar_values) between 10 and 20),
  loaded_on timestamptz not null,
  found_at timestamptz not null,
  -- C-20, counted by the school's own days and kept with the calendar it was counted by
  due_on date not null,
  due_at timestamptz not null,
  calendar_version text not null,
  state text not null check (state in ('with_head', 'with_adviser', 'answered')),
  passed_on_at timestamptz,
  reply text check (length(reply) between 1 and 2000),
  replied_by uuid,
  replied_at timestamptz,
  version int not null default 1,
  unique (area_id, urn, measure, period),
  foreign key (area_id, replied_by) references identity.person (area_id, id),
  check ((state = 'answered') = (reply is not null)),
  check (num_nonnulls(reply, replied_by, replied_at) in (0, 3)),
  check (state <> 'with_adviser' or passed_on_at is not null),
  check (state <> 'with_head' or passed_on_at is null)
);
create index signal_waits on schools.signal (area_id, due_at) where state = 'with_head';
call platform.protect('schools.signal');
call audit.watch('schools.signal');

-- What was found stays as its head first saw it, and only the lifecycle's moves happen.
create function schools.signal_moves() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (to_jsonb(old) - '{state,passed_on_at,reply,replied_by,replied_at,version}'::text[])
      is distinct from (to_jsonb(new) - '{state,passed_on_at,reply,replied_by,replied_at,version}'::text[])
    or (old.state, new.state) not in (('with_head', 'answered'), ('with_head', 'with_adviser'), ('with_adviser', 'answered')) then
    raise exception 'A signal that is % cannot become % like this.', old.state, new.state using errcode = 'TR004';
  end if;
  return new;
end $$;
create trigger moves before update on schools.signal for each row execute function schools.signal_moves();
grant select, insert, update on schools.signal to trellis_app, trellis_worker;
`;

const LOOKS = `
-- The latest look at each published measure of a school: a signal, or why there is none.
create table schools.signal_look (
  area_id uuid not null references schools.area (id),
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  measure text not null check (measure ~ '^[a-z0-9_.]{3,60}$'),
  period text not null check (period ~ '^20[0-9]{2}/[0-9]{2}$'),
  because text check (because ~ '^[A-Z_]{3,40}$'),
  is_signal boolean not null,
  looked_at timestamptz not null,
  primary key (area_id, urn, measure),
  check (is_signal = (because is null))
);
call platform.protect('schools.signal_look');
call audit.watch_in_bulk('schools.signal_look');
grant select, insert, update on schools.signal_look to trellis_app, trellis_worker;

-- One look an import of figures: the same import is never looked at twice.
create table schools.signal_run (
  id uuid primary key,
  area_id uuid not null references schools.area (id),
  committed_as int not null,
  looked_at timestamptz not null,
  found int not null check (found >= 0),
  unique (area_id, committed_as)
);
call platform.protect('schools.signal_run');
call audit.watch('schools.signal_run');
grant select, insert on schools.signal_run to trellis_app, trellis_worker;
`;

const DATA_ROOM = `
-- Schools whose heads put their published figures beside those of other heads who did. Leaving ends a row.
create table schools.data_room_place (
  id uuid primary key,
  area_id uuid not null references schools.area (id),
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  joined_at timestamptz not null,
  joined_by uuid not null,
  left_at timestamptz,
  left_by uuid,
  version int not null default 1,
  foreign key (area_id, joined_by) references identity.person (area_id, id),
  foreign key (area_id, left_by) references identity.person (area_id, id),
  check ((left_at is null) = (left_by is null)),
  check (left_at >= joined_at)
);
create unique index data_room_place_once on schools.data_room_place (area_id, urn) where left_at is null;
call platform.protect('schools.data_room_place');
call audit.watch('schools.data_room_place');
grant select, insert, update on schools.data_room_place to trellis_app, trellis_worker;
`;
