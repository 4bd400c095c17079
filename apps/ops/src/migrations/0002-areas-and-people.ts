import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Areas with their versioned settings; accounts, people, posts, interests; sessions, invitations and tokens. */
export class AreasAndPeople1764000000002 implements MigrationInterface {
  name = 'AreasAndPeople1764000000002';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
create schema schools;
create schema identity;
grant usage on schema schools, identity to trellis_app, trellis_worker, trellis_lookup, trellis_auditor;

create table schools.area (
  id uuid primary key,
  area_id uuid generated always as (id) stored,
  code text not null unique check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text not null check (length(name) between 2 and 100),
  la_code text check (la_code ~ '^[0-9]{3}$'),
  controller text not null,
  demo boolean not null default false,
  state text not null default 'live' check (state in ('setting_up', 'live', 'read_only', 'closed')),
  version int not null default 1
);
call platform.protect('schools.area');
call audit.watch('schools.area');
grant select, insert, update on schools.area to trellis_app, trellis_worker;
grant select on schools.area to trellis_lookup;

-- Policies, calendars, clocks, thresholds, themes: versioned rows of the area. config/*.yaml are templates only.
create table schools.area_setting (
  id uuid primary key,
  area_id uuid not null,
  kind text not null check (kind in ('policy', 'calendar', 'clocks', 'thresholds', 'themes', 'outline')),
  number int not null check (number > 0),
  body jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('draft', 'in_force', 'retired')),
  in_force_from date,
  version int not null default 1,
  unique (area_id, kind, number),
  unique (area_id, id)
);
create unique index one_in_force on schools.area_setting (area_id, kind) where state = 'in_force';
call platform.protect('schools.area_setting');
call audit.watch('schools.area_setting');
grant select, insert, update on schools.area_setting to trellis_app, trellis_worker;

-- Global: an account signs in, a person belongs to one area. Reached through lookup functions alone.
create table identity.account (
  id uuid primary key,
  email text not null unique check (email ~ '^[!-~]+@[!-~]+$' and email = lower(email)),
  password_hash text,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create table identity.session (
  id_hash bytea primary key check (length(id_hash) = 32),
  account_id uuid not null references identity.account (id),
  person_id uuid not null,
  area_id uuid not null,
  started_at timestamptz not null default now(),
  signed_in_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  idle_minutes int not null check (idle_minutes between 1 and 60),
  ended_at timestamptz
);
create index session_of_person on identity.session (person_id) where ended_at is null;
create table identity.invitation (
  token_hash bytea primary key check (length(token_hash) = 32),
  area_id uuid not null,
  person_id uuid not null,
  email text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table identity.token (
  id uuid primary key,
  hash bytea not null unique check (length(hash) = 32),
  account_id uuid not null,
  person_id uuid not null,
  area_id uuid not null,
  label text not null check (length(label) between 1 and 60),
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  used_at timestamptz
);
grant select, insert, update on identity.account, identity.session, identity.invitation, identity.token to trellis_lookup;
insert into platform.audit_exempt values
  ('identity.account', 'secrets; invitation, sign-in and disabling are acts'),
  ('identity.session', 'touched by every request; sign-in and revoking are acts'),
  ('identity.invitation', 'secrets; inviting is an act'),
  ('identity.token', 'secrets; issuing and revoking are acts');

create table identity.person (
  id uuid primary key,
  area_id uuid not null,
  account_id uuid,
  name text not null check (length(name) between 1 and 120),
  email text not null check (email = lower(email)),
  state text not null default 'active' check (state in ('invited', 'active', 'lapsed', 'disabled', 'erased')),
  interests_confirmed_on date,
  persona text,
  version int not null default 1,
  unique (area_id, id),
  unique (area_id, email)
);
create table identity.appointment (
  id uuid primary key,
  area_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('head', 'staff', 'broker', 'adviser', 'officer', 'board', 'chair', 'hub', 'body', 'sysadmin')),
  urn text check (urn ~ '^[1-9][0-9]{5}$'),
  body text,
  from_on date not null,
  to_on date,
  fte_percent int check (fte_percent between 1 and 100),
  broker_weekday int check (broker_weekday between 1 and 5),
  flags text[] not null default '{}' check (flags <@ array['delegated', 'dpo', 'inst']),
  state text not null default 'active' check (state in ('nominated', 'active', 'ending', 'ended', 'withdrawn')),
  version int not null default 1,
  foreign key (area_id, person_id) references identity.person (area_id, id),
  check (to_on is null or to_on > from_on),
  check (role not in ('head', 'staff') or urn is not null)
);
create index appointment_of_person on identity.appointment (area_id, person_id);
create index appointment_at_school on identity.appointment (area_id, urn);
create table identity.interest (
  id uuid primary key,
  area_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('post', 'governor', 'family', 'paid_work', 'competition')),
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  from_on date not null,
  to_on date,
  state text not null default 'live' check (state in ('live', 'ended')),
  version int not null default 1,
  foreign key (area_id, person_id) references identity.person (area_id, id),
  check (to_on is null or to_on >= from_on)
);
create index interest_of_person on identity.interest (area_id, person_id);
call platform.protect('identity.person');
call platform.protect('identity.appointment');
call platform.protect('identity.interest');
call audit.watch('identity.person');
call audit.watch('identity.appointment');
call audit.watch('identity.interest');
grant select, insert, update on identity.person, identity.appointment, identity.interest to trellis_app, trellis_worker;
`);
    await db.query(LOOKUP);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const LOOKUP = `
set local role trellis_lookup;
create table lookup.area_index (id uuid primary key, code text not null, name text not null, demo boolean not null);
create table lookup.person_index (person_id uuid primary key, account_id uuid not null, area_id uuid not null);
create function lookup.areas() returns table (id uuid, code text, name text, demo boolean)
  language sql security definer set search_path = pg_catalog as $$
  select a.id, a.code, a.name, a.demo from lookup.area_index a order by a.code collate "C" $$;
-- Accounts by e-mail: hash and state, for the sign-in path alone.
create function lookup.account_by_email(wanted text) returns table (id uuid, password_hash text, disabled boolean)
  language sql security definer set search_path = pg_catalog as $$
  select a.id, a.password_hash, a.disabled_at is not null from identity.account a where a.email = wanted $$;
create function lookup.put_account(new_id uuid, mail text, hash text) returns uuid
  language sql security definer set search_path = pg_catalog as $$
  insert into identity.account (id, email, password_hash) values (new_id, mail, hash)
  on conflict (email) do update set password_hash = coalesce(identity.account.password_hash, excluded.password_hash) returning id $$;
create function lookup.disable_account(wanted uuid) returns void language sql security definer set search_path = pg_catalog as $$
  update identity.account set disabled_at = now() where id = wanted;
  update identity.session set ended_at = now() where account_id = wanted and ended_at is null;
  update identity.token set revoked_at = now() where account_id = wanted and revoked_at is null $$;
create function lookup.people_of_account(wanted uuid) returns table (person_id uuid, area_id uuid)
  language sql security definer set search_path = pg_catalog as $$
  select p.person_id, p.area_id from lookup.person_index p where p.account_id = wanted order by p.area_id $$;
create function lookup.start_session(hash bytea, account uuid, person uuid, area uuid, idle int) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into identity.session (id_hash, account_id, person_id, area_id, idle_minutes) values (hash, account, person, area, idle) $$;
-- Read on every request, so that revoking works at the next one; touched at most once a minute.
create function lookup.session_by_hash(hash bytea) returns table (account_id uuid, person_id uuid, area_id uuid, signed_in_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update identity.session s set seen_at = now() where s.id_hash = hash and s.ended_at is null and s.seen_at < now() - interval '1 minute'
    and s.seen_at > now() - make_interval(mins => s.idle_minutes);
  return query select s.account_id, s.person_id, s.area_id, s.signed_in_at from identity.session s
    join identity.account a on a.id = s.account_id and a.disabled_at is null
    where s.id_hash = hash and s.ended_at is null and s.seen_at > now() - make_interval(mins => s.idle_minutes)
      and s.started_at > now() - interval '12 hours';
end $$;
create function lookup.end_session(hash bytea) returns void language sql security definer set search_path = pg_catalog as
  $$ update identity.session set ended_at = now() where id_hash = hash and ended_at is null $$;
create function lookup.end_sessions_of(person uuid) returns void language sql security definer set search_path = pg_catalog as
  $$ update identity.session set ended_at = now() where person_id = person and ended_at is null $$;
create function lookup.put_invitation(hash bytea, area uuid, person uuid, mail text, until timestamptz) returns void
  language sql security definer set search_path = pg_catalog as
  $$ insert into identity.invitation values (hash, area, person, mail, until, null) $$;
create function lookup.invitation_by_hash(hash bytea) returns table (area_id uuid, person_id uuid, email text)
  language sql security definer set search_path = pg_catalog as $$
  select i.area_id, i.person_id, i.email from identity.invitation i
  where i.token_hash = hash and i.used_at is null and i.expires_at > now() $$;
create function lookup.use_invitation(hash bytea) returns boolean language sql security definer set search_path = pg_catalog as $$
  with used as (update identity.invitation set used_at = now() where token_hash = hash and used_at is null and expires_at > now() returning 1)
  select exists (select from used) $$;
create function lookup.put_token(new_id uuid, secret_hash bytea, account uuid, person uuid, area uuid, named text, until timestamptz) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into identity.token (id, hash, account_id, person_id, area_id, label, expires_at)
  values (new_id, secret_hash, account, person, area, named, until) $$;
create function lookup.token_by_hash(secret_hash bytea) returns table (id uuid, account_id uuid, person_id uuid, area_id uuid)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update identity.token t set used_at = now() where t.hash = secret_hash and (t.used_at is null or t.used_at < now() - interval '1 minute');
  return query select t.id, t.account_id, t.person_id, t.area_id from identity.token t
    join identity.account a on a.id = t.account_id and a.disabled_at is null
    where t.hash = secret_hash and t.revoked_at is null and t.expires_at > now();
end $$;
create function lookup.tokens_of(person uuid) returns table (id uuid, label text, made_at timestamptz, expires_at timestamptz, used_at timestamptz)
  language sql security definer set search_path = pg_catalog as $$
  select t.id, t.label, t.made_at, t.expires_at, t.used_at from identity.token t
  where t.person_id = person and t.revoked_at is null and t.expires_at > now() order by t.made_at, t.id $$;
create function lookup.revoke_token(wanted uuid, person uuid) returns boolean language sql security definer set search_path = pg_catalog as $$
  with gone as (update identity.token set revoked_at = now() where id = wanted and person_id = person and revoked_at is null returning 1)
  select exists (select from gone) $$;
-- Ids of areas and people, kept beside the protected rows so that sign-in finds them before an area is known.
create function lookup.index_area() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into lookup.area_index values (new.id, new.code, new.name, new.demo)
  on conflict (id) do update set name = excluded.name, demo = excluded.demo;
  return null;
end $$;
create function lookup.index_person() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from lookup.person_index where person_id = new.id;
  if new.account_id is not null and new.state = 'active' then
    insert into lookup.person_index values (new.id, new.account_id, new.area_id);
  else
    update identity.session set ended_at = now() where person_id = new.id and ended_at is null;
    update identity.token set revoked_at = now() where person_id = new.id and revoked_at is null;
  end if;
  return null;
end $$;
revoke all on all functions in schema lookup from public;
grant execute on all functions in schema lookup to trellis_app, trellis_worker;
grant execute on function lookup.index_area, lookup.index_person to trellis_owner;
reset role;
set local role trellis_owner;
create trigger indexed after insert or update on schools.area for each row execute function lookup.index_area();
create trigger indexed after insert or update on identity.person for each row execute function lookup.index_person();
insert into platform.audit_exempt values ('lookup.area_index', 'kept by trigger from an audited row'),
  ('lookup.person_index', 'kept by trigger from an audited row');
`;
