import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People see where they are signed in and end it; and they choose another password, which ends it everywhere else. */
export class OwnSessions1764000000087 implements MigrationInterface {
  name = 'OwnSessions1764000000087';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
alter table identity.session
  -- what a page may name it by: its hash is kept from every page
  add column id uuid not null default gen_random_uuid() unique,
  -- in two or three words, like Firefox on Windows: no address and no version
  add column device text check (length(device) between 1 and 60);
create index session_of_account on identity.session (account_id) where ended_at is null;
create index half_session_ends on identity.half_session (ends_at);
grant delete on identity.session, identity.half_session to trellis_lookup;

set local role trellis_lookup;
-- What stands for "open" everywhere: neither ended nor idle for too long nor too old.
create function lookup.is_open(s identity.session) returns boolean language sql stable set search_path = pg_catalog as $$
  select s.ended_at is null and s.seen_at > now() - make_interval(mins => s.idle_minutes)
    and s.started_at > now() - interval '12 hours' $$;
drop function lookup.session_by_hash(bytea);
create function lookup.session_by_hash(hash bytea, from_device text)
  returns table (account_id uuid, person_id uuid, area_id uuid, signed_in_at timestamptz, has_totp boolean, has_passkey boolean)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update identity.session s set seen_at = now(), device = coalesce(from_device, s.device)
    where s.id_hash = hash and lookup.is_open(s)
    and (s.seen_at < now() - interval '1 minute' or s.device is distinct from coalesce(from_device, s.device));
  return query select s.account_id, s.person_id, s.area_id, s.signed_in_at, f.totp_since is not null, f.passkeys > 0 from identity.session s
    join identity.account a on a.id = s.account_id and a.disabled_at is null
    cross join lateral lookup.factors_of(s.account_id) f
    where s.id_hash = hash and lookup.is_open(s);
end $$;
create function lookup.sessions_of(account uuid, here bytea)
  returns table (id uuid, started_at timestamptz, seen_at timestamptz, device text, is_here boolean)
  language sql stable security definer set search_path = pg_catalog as $$
  select s.id, s.started_at, s.seen_at, s.device, s.id_hash = here from identity.session s
  where s.account_id = account and lookup.is_open(s) order by s.id_hash = here desc, s.seen_at desc, s.id limit 50 $$;
create function lookup.end_own_session(account uuid, wanted uuid) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  with gone as (update identity.session s set ended_at = now() where s.id = wanted and s.account_id = account and s.ended_at is null returning 1)
  select exists (select from gone) $$;
-- Every other one, and what was begun elsewhere and stopped before its second step.
create function lookup.end_other_sessions(account uuid, here bytea) returns int
  language sql security definer set search_path = pg_catalog as $$
  with half as (update identity.half_session h set ended_at = now() where h.account_id = account and h.ended_at is null),
    gone as (update identity.session s set ended_at = now() where s.account_id = account and s.id_hash <> here and s.ended_at is null returning 1)
  select count(*)::int from gone $$;
create function lookup.change_password(account uuid, old_hash text, new_hash text) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  with changed as (update identity.account a set password_hash = new_hash
    where a.id = account and a.password_hash = old_hash and a.disabled_at is null returning 1)
  select exists (select from changed) $$;
-- A half session ends by itself; what is left of it a day later is of no use to anybody. Sessions are kept for thirty
-- days, since a browser that brings one is a known device.
create function lookup.sweep_sessions() returns int language sql security definer set search_path = pg_catalog as $$
  with halves as (delete from identity.half_session h where h.ends_at < now() - interval '1 day' returning 1),
    old as (delete from identity.session s where s.started_at < now() - interval '31 days' returning 1)
  select (select count(*) from halves)::int + (select count(*) from old)::int $$;
revoke all on function lookup.is_open, lookup.session_by_hash, lookup.sessions_of, lookup.end_own_session, lookup.end_other_sessions,
  lookup.change_password, lookup.sweep_sessions from public;
grant execute on function lookup.session_by_hash, lookup.sessions_of, lookup.end_own_session, lookup.end_other_sessions,
  lookup.change_password to trellis_app;
grant execute on function lookup.sweep_sessions to trellis_app, trellis_worker;
reset role;
set local role trellis_owner;
`;
