import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who forgot their password chooses another by a link that is mailed to them, works once and for an hour. */
export class PasswordResets1764000000088 implements MigrationInterface {
  name = 'PasswordResets1764000000088';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
create table identity.password_reset (
  id uuid primary key,
  -- as it was typed, until somebody has looked whose it is; whoever asks at the page is told nothing of that
  email text check (length(email) <= 254),
  account_id uuid references identity.account (id),
  token_hash bytea unique check (length(token_hash) = 32),
  asked_at timestamptz not null default now(),
  expires_at timestamptz,
  -- used, or another took its place, or its person signed in
  ended_at timestamptz,
  check ((account_id is null) = (token_hash is null) and (token_hash is null) = (expires_at is null)),
  check (email is null or account_id is null)
);
create index password_reset_of_account on identity.password_reset (account_id) where ended_at is null;
grant select, insert, update, delete on identity.password_reset to trellis_lookup;
insert into platform.audit_exempt values
  ('identity.password_reset', 'secrets; asking for one by somebody who is here, and using it, are acts');

alter table platform.mail drop constraint mail_kind_check;
alter table platform.mail add constraint mail_kind_check
  check (kind in ('request', 'offer', 'visit', 'declaration', 'digest', 'urgent', 'need_now', 'word', 'question', 'reset'));
alter table platform.mail drop constraint mail_quiet_check;
alter table platform.mail add constraint mail_quiet_check check (quiet in ('school', 'broker', 'office', 'never'));

set local role trellis_lookup;
-- The same for an address that nobody has: whose it is, is looked up by the worker.
create function lookup.ask_reset(new_id uuid, mail text) returns void language sql security definer set search_path = pg_catalog as
  $$ insert into identity.password_reset (id, email) values (new_id, mail) $$;
create function lookup.reset_asked(wanted uuid) returns table (account_id uuid, person_id uuid, area_id uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id, p.person_id, p.area_id from identity.password_reset r
  join identity.account a on a.email = r.email and a.disabled_at is null and a.password_hash is not null
  join lookup.person_index p on p.account_id = a.id
  where r.id = wanted and r.ended_at is null order by p.area_id limit 1 $$;
create function lookup.close_reset(wanted uuid) returns void language sql security definer set search_path = pg_catalog as
  $$ update identity.password_reset r set email = null, ended_at = now() where r.id = wanted and r.account_id is null $$;
-- One at a time: the newest is the one that works.
create function lookup.open_reset(wanted uuid, account uuid, hash bytea) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  update identity.password_reset r set ended_at = now() where r.account_id = account and r.ended_at is null;
  update identity.password_reset r set email = null, account_id = account, token_hash = hash, expires_at = now() + interval '1 hour'
    where r.id = wanted and r.ended_at is null and r.account_id is null;
  return found;
end $$;
create function lookup.reset_by_hash(hash bytea) returns table (account_id uuid, person_id uuid, area_id uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id, p.person_id, p.area_id from identity.password_reset r
  join identity.account a on a.id = r.account_id and a.disabled_at is null and a.password_hash is not null
  join lookup.person_index p on p.account_id = a.id
  where r.token_hash = hash and r.ended_at is null and r.expires_at > now() order by p.area_id limit 1 $$;
create function lookup.reset_waits(wanted uuid) returns boolean language sql stable security definer set search_path = pg_catalog as
  $$ select exists (select from identity.password_reset r where r.id = wanted and r.ended_at is null and r.expires_at > now()) $$;
create function lookup.ended_reset(hash bytea) returns table (person_id uuid, area_id uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.person_id, p.area_id from identity.password_reset r join lookup.person_index p on p.account_id = r.account_id
  where r.token_hash = hash and (r.ended_at is not null or r.expires_at <= now()) order by p.area_id limit 1 $$;
-- Whoever comes second waits for the first and finds it ended.
create function lookup.use_reset(hash bytea, new_hash text) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare
  account uuid;
begin
  update identity.password_reset r set ended_at = now() where r.token_hash = hash and r.ended_at is null and r.expires_at > now()
    returning r.account_id into account;
  if account is null then return false; end if;
  update identity.account a set password_hash = new_hash where a.id = account and a.disabled_at is null and a.password_hash is not null;
  if not found then return false; end if;
  update identity.session s set ended_at = now() where s.account_id = account and s.ended_at is null;
  update identity.half_session h set ended_at = now() where h.account_id = account and h.ended_at is null;
  return true;
end $$;
-- Who signs in has remembered.
create or replace function lookup.start_session(hash bytea, account uuid, person uuid, area uuid, idle int) returns void
  language sql security definer set search_path = pg_catalog as $$
  update identity.password_reset r set ended_at = now() where r.account_id = account and r.ended_at is null;
  insert into identity.session (id_hash, account_id, person_id, area_id, idle_minutes) values (hash, account, person, area, idle) $$;
create or replace function lookup.change_password(account uuid, old_hash text, new_hash text) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  update identity.password_reset r set ended_at = now() where r.account_id = account and r.ended_at is null;
  with changed as (update identity.account a set password_hash = new_hash
    where a.id = account and a.password_hash = old_hash and a.disabled_at is null returning 1)
  select exists (select from changed) $$;
create or replace function lookup.sweep_sessions() returns int language sql security definer set search_path = pg_catalog as $$
  with halves as (delete from identity.half_session h where h.ends_at < now() - interval '1 day' returning 1),
    old as (delete from identity.session s where s.started_at < now() - interval '31 days' returning 1),
    resets as (delete from identity.password_reset r where r.asked_at < now() - interval '30 days'
      or (r.email is not null and r.asked_at < now() - interval '1 day') returning 1)
  select (select count(*) from halves)::int + (select count(*) from old)::int + (select count(*) from resets)::int $$;
revoke all on function lookup.ask_reset, lookup.reset_asked, lookup.close_reset, lookup.open_reset, lookup.reset_by_hash,
  lookup.reset_waits, lookup.ended_reset, lookup.use_reset from public;
grant execute on function lookup.ask_reset, lookup.reset_by_hash, lookup.ended_reset, lookup.use_reset to trellis_app;
grant execute on function lookup.reset_asked, lookup.close_reset, lookup.open_reset, lookup.reset_waits to trellis_worker;
reset role;
set local role trellis_owner;
`;
