import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Visits that are to be: planned, moved, called off or missed, until one is recorded; and the calendars that show them. */
export class PlannedVisits1764000000034 implements MigrationInterface {
  name = 'PlannedVisits1764000000034';
  async up(db: QueryRunner): Promise<void> {
    await db.query(PLANNED);
    await db.query(FEEDS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const PLANNED = `
create table brokerage.planned_visit (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  number int not null check (number >= 1),
  -- the wall calendar and the wall clock of the United Kingdom
  held_on date not null,
  starts_at text not null check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes int not null check (minutes between 15 and 600 and minutes % 15 = 0),
  mode text not null check (mode in ('in_person', 'remote', 'hybrid')),
  -- a room, or the address of a call
  place text check (length(place) between 1 and 500),
  planned_by uuid not null,
  planned_at timestamptz not null,
  state text not null check (state in ('planned', 'done', 'missed', 'cancelled')),
  reason text check (length(reason) between 1 and 2000),
  ended_by uuid,
  ended_at timestamptz,
  visit_id uuid,
  version int not null default 1,
  unique (area_id, pairing_id, number),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  foreign key (area_id, visit_id) references brokerage.visit (area_id, id),
  check ((state = 'planned') = (ended_at is null and ended_by is null)),
  check ((state = 'done') = (visit_id is not null)),
  check ((state in ('missed', 'cancelled')) = (reason is not null))
);
create index planned_visit_waits on brokerage.planned_visit (area_id, pairing_id, held_on) where state = 'planned';
-- What was held, missed or called off stays so.
create function brokerage.ended_plan_stands() returns trigger language plpgsql as $$
begin
  if old.state <> 'planned' then
    raise exception 'A visit that was % stays so.', old.state using errcode = 'TR007';
  end if;
  return new;
end $$;
create trigger stands before update on brokerage.planned_visit for each row execute function brokerage.ended_plan_stands();
call platform.protect('brokerage.planned_visit');
call audit.watch('brokerage.planned_visit');
grant select, insert, update on brokerage.planned_visit to trellis_app, trellis_worker;
`;

const FEEDS = `
-- Global, ids only: the address of a feed is read before an area is known. Only the hash of its secret is kept.
create table identity.calendar_feed (
  id uuid primary key,
  hash bytea not null unique check (length(hash) = 32),
  person_id uuid not null,
  area_id uuid not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index calendar_feed_of_person on identity.calendar_feed (person_id) where ended_at is null;
grant select, insert, update on identity.calendar_feed to trellis_lookup;
insert into platform.audit_exempt values ('identity.calendar_feed', 'secrets; making and ending one is an act');
set local role trellis_lookup;
create function lookup.end_feed_of(person uuid) returns boolean language sql security definer set search_path = pg_catalog as $$
  with gone as (update identity.calendar_feed set ended_at = now() where person_id = person and ended_at is null returning 1)
  select exists (select from gone) $$;
create function lookup.put_feed(new_id uuid, secret_hash bytea, person uuid, area uuid) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into identity.calendar_feed (id, hash, person_id, area_id) values (new_id, secret_hash, person, area) $$;
create function lookup.feed_of(person uuid) returns table (made_at timestamptz)
  language sql security definer set search_path = pg_catalog as $$
  select f.made_at from identity.calendar_feed f where f.person_id = person and f.ended_at is null $$;
-- Read at every request, so that ending one works at the next; of active people alone.
create function lookup.feed_by_hash(secret_hash bytea) returns table (person_id uuid, area_id uuid)
  language sql security definer set search_path = pg_catalog as $$
  select f.person_id, f.area_id from identity.calendar_feed f
    join lookup.person_index p on p.person_id = f.person_id and p.area_id = f.area_id
    join identity.account a on a.id = p.account_id and a.disabled_at is null
  where f.hash = secret_hash and f.ended_at is null $$;
-- Whoever is disabled or erased loses sessions, tokens and the calendar for good.
create or replace function lookup.disable_account(wanted uuid) returns void language sql security definer set search_path = pg_catalog as $$
  update identity.account set disabled_at = now() where id = wanted;
  update identity.session set ended_at = now() where account_id = wanted and ended_at is null;
  update identity.token set revoked_at = now() where account_id = wanted and revoked_at is null;
  update identity.calendar_feed f set ended_at = now() from lookup.person_index p
    where p.account_id = wanted and f.person_id = p.person_id and f.ended_at is null $$;
create or replace function lookup.index_person() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from lookup.person_index where person_id = new.id;
  if new.account_id is not null and new.state = 'active' then
    insert into lookup.person_index values (new.id, new.account_id, new.area_id);
  else
    update identity.session set ended_at = now() where person_id = new.id and ended_at is null;
    update identity.token set revoked_at = now() where person_id = new.id and revoked_at is null;
    update identity.calendar_feed set ended_at = now() where person_id = new.id and ended_at is null;
  end if;
  return null;
end $$;
revoke all on function lookup.end_feed_of, lookup.put_feed, lookup.feed_of, lookup.feed_by_hash from public;
grant execute on function lookup.end_feed_of, lookup.put_feed, lookup.feed_of, lookup.feed_by_hash to trellis_app;
reset role;
set local role trellis_owner;
`;
