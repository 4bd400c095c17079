import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A code from an app and recovery codes beside the password; and what a session is until they are given. */
export class SecondFactors1764000000084 implements MigrationInterface {
  name = 'SecondFactors1764000000084';
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(LOOKUP);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const TABLES = `
-- Somebody whose password was right and who owes more: it opens the page that asks for it, and nothing else.
create table identity.half_session (
  id_hash bytea primary key check (length(id_hash) = 32),
  account_id uuid not null references identity.account (id),
  person_id uuid not null,
  area_id uuid not null,
  owes text not null check (owes in ('factor', 'enrol')),
  ends_at timestamptz not null,
  ended_at timestamptz
);
create table identity.totp (
  account_id uuid primary key references identity.account (id),
  -- by the field key, which is no part of the database
  sealed bytea,
  confirmed_at timestamptz,
  -- the newest step of thirty seconds that was used: none before it is taken again
  last_step bigint,
  offered bytea,
  offered_at timestamptz,
  check ((sealed is null) = (confirmed_at is null) and (sealed is null) = (last_step is null)),
  check ((offered is null) = (offered_at is null))
);
create table identity.recovery_code (
  account_id uuid not null references identity.account (id),
  code_hash bytea not null check (length(code_hash) = 32),
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (account_id, code_hash)
);
create table identity.factor_tries (
  account_id uuid primary key references identity.account (id),
  wrong int not null,
  paused_until timestamptz
);
grant select, insert, update on identity.half_session, identity.totp, identity.recovery_code, identity.factor_tries to trellis_lookup;
grant delete on identity.totp, identity.recovery_code to trellis_lookup;
insert into platform.audit_exempt values
  ('identity.half_session', 'no session yet; sign-in and refusals are acts'),
  ('identity.totp', 'secrets; adding, removing and refusing are acts'),
  ('identity.recovery_code', 'secrets; making and using are acts'),
  ('identity.factor_tries', 'a counter; pausing is an act');
`;

const LOOKUP = `
set local role trellis_lookup;
create function lookup.start_half_session(hash bytea, account uuid, person uuid, area uuid, owed text, minutes int) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into identity.half_session (id_hash, account_id, person_id, area_id, owes, ends_at)
  values (hash, account, person, area, owed, now() + make_interval(mins => minutes)) $$;
create function lookup.half_session_by_hash(hash bytea) returns table (account_id uuid, person_id uuid, area_id uuid, owes text)
  language sql security definer set search_path = pg_catalog as $$
  select h.account_id, h.person_id, h.area_id, h.owes from identity.half_session h
  join identity.account a on a.id = h.account_id and a.disabled_at is null
  join lookup.person_index p on p.person_id = h.person_id and p.account_id = h.account_id
  where h.id_hash = hash and h.ended_at is null and h.ends_at > now() $$;
create function lookup.end_half_session(hash bytea) returns boolean language sql security definer set search_path = pg_catalog as $$
  with gone as (update identity.half_session set ended_at = now() where id_hash = hash and ended_at is null and ends_at > now() returning 1)
  select exists (select from gone) $$;

create function lookup.factors_of(account uuid) returns table (totp_since timestamptz, passkeys int, codes_left int)
  language sql stable security definer set search_path = pg_catalog as $$
  select (select t.confirmed_at from identity.totp t where t.account_id = account), 0,
    (select count(*)::int from identity.recovery_code r where r.account_id = account and r.used_at is null) $$;
-- One that was offered within the hour stays: a page opened again shows the picture that was taken.
create function lookup.offer_totp(account uuid, fresh bytea, at timestamptz) returns bytea
  language sql security definer set search_path = pg_catalog as $$
  insert into identity.totp as t (account_id, offered, offered_at) values (account, fresh, at)
  on conflict (account_id) do update set
    offered = case when t.offered_at > at - interval '1 hour' then t.offered else excluded.offered end,
    offered_at = case when t.offered_at > at - interval '1 hour' then t.offered_at else excluded.offered_at end
  returning t.offered $$;
create function lookup.totp_of(account uuid) returns table (sealed bytea, offered bytea)
  language sql stable security definer set search_path = pg_catalog as $$
  select t.sealed, t.offered from identity.totp t where t.account_id = account $$;
create function lookup.confirm_totp(account uuid, seed bytea, step bigint, at timestamptz) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  with made as (update identity.totp t set sealed = seed, confirmed_at = at, last_step = step, offered = null, offered_at = null
    where t.account_id = account and t.offered = seed returning 1)
  select exists (select from made) $$;
-- Each step once, however many ask at one moment.
create function lookup.use_totp_step(account uuid, step bigint) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  with used as (update identity.totp t set last_step = step where t.account_id = account and t.sealed is not null and t.last_step < step returning 1)
  select exists (select from used) $$;
create function lookup.drop_totp(account uuid) returns boolean language sql security definer set search_path = pg_catalog as $$
  with codes as (delete from identity.recovery_code r where r.account_id = account),
    gone as (delete from identity.totp t where t.account_id = account and t.sealed is not null returning 1)
  select exists (select from gone) $$;
create function lookup.put_recovery_codes(account uuid, hashes bytea[]) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from identity.recovery_code r where r.account_id = account;
  insert into identity.recovery_code (account_id, code_hash) select account, h from unnest(hashes) h;
end $$;
create function lookup.use_recovery_code(account uuid, hash bytea) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  with used as (update identity.recovery_code r set used_at = now() where r.account_id = account and r.code_hash = hash and r.used_at is null returning 1)
  select exists (select from used) $$;
-- A try counts before it is looked at, so that many at once cannot slip through; the sixth in a row is the last for a while.
create function lookup.begin_factor_try(account uuid, at timestamptz) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare
  n int;
  until timestamptz;
begin
  insert into identity.factor_tries (account_id, wrong) values (account, 0) on conflict do nothing;
  select t.wrong, t.paused_until into n, until from identity.factor_tries t where t.account_id = account for update;
  if until > at then return 'paused'; end if;
  n := case when until is null then n + 1 else 1 end;
  update identity.factor_tries t set wrong = n, paused_until = case when n >= 6 then at + interval '15 minutes' end where t.account_id = account;
  return case when n >= 6 then 'last' else 'go' end;
end $$;
create function lookup.factor_was_right(account uuid) returns void language sql security definer set search_path = pg_catalog as
  $$ update identity.factor_tries t set wrong = 0, paused_until = null where t.account_id = account $$;

drop function lookup.session_by_hash(bytea);
create function lookup.session_by_hash(hash bytea)
  returns table (account_id uuid, person_id uuid, area_id uuid, signed_in_at timestamptz, has_totp boolean, has_passkey boolean)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update identity.session s set seen_at = now() where s.id_hash = hash and s.ended_at is null and s.seen_at < now() - interval '1 minute'
    and s.seen_at > now() - make_interval(mins => s.idle_minutes);
  return query select s.account_id, s.person_id, s.area_id, s.signed_in_at, f.totp_since is not null, f.passkeys > 0 from identity.session s
    join identity.account a on a.id = s.account_id and a.disabled_at is null
    cross join lateral lookup.factors_of(s.account_id) f
    where s.id_hash = hash and s.ended_at is null and s.seen_at > now() - make_interval(mins => s.idle_minutes)
      and s.started_at > now() - interval '12 hours';
end $$;
revoke all on function lookup.start_half_session, lookup.half_session_by_hash, lookup.end_half_session, lookup.factors_of,
  lookup.offer_totp, lookup.totp_of, lookup.confirm_totp, lookup.use_totp_step, lookup.drop_totp, lookup.put_recovery_codes,
  lookup.use_recovery_code, lookup.begin_factor_try, lookup.factor_was_right, lookup.session_by_hash from public;
grant execute on function lookup.start_half_session, lookup.half_session_by_hash, lookup.end_half_session, lookup.factors_of,
  lookup.offer_totp, lookup.totp_of, lookup.confirm_totp, lookup.use_totp_step, lookup.drop_totp, lookup.put_recovery_codes,
  lookup.use_recovery_code, lookup.begin_factor_try, lookup.factor_was_right, lookup.session_by_hash to trellis_app;
reset role;
set local role trellis_owner;
`;
