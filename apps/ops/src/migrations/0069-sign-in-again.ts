import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signing in again while signed in: a new session id with the old one's hours, and the old one ends. */
export class SignInAgain1764000000069 implements MigrationInterface {
  name = 'SignInAgain1764000000069';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
set local role trellis_lookup;
create function lookup.account_by_id(wanted uuid) returns table (email text, password_hash text, disabled boolean)
  language sql security definer set search_path = pg_catalog as $$
  select a.email, a.password_hash, a.disabled_at is not null from identity.account a where a.id = wanted $$;
-- The twelve hours go on from the first sign-in; only a session that is open is renewed, and only its own account's.
create function lookup.renew_session(old_hash bytea, new_hash bytea, account uuid, proved_at timestamptz) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  with ended as (
    update identity.session s set ended_at = now() where s.id_hash = old_hash and s.account_id = account and s.ended_at is null
      and s.seen_at > now() - make_interval(mins => s.idle_minutes) and s.started_at > now() - interval '12 hours'
    returning s.account_id, s.person_id, s.area_id, s.started_at, s.idle_minutes
  ), begun as (
    insert into identity.session (id_hash, account_id, person_id, area_id, started_at, signed_in_at, idle_minutes)
    select new_hash, e.account_id, e.person_id, e.area_id, e.started_at, proved_at, e.idle_minutes from ended e returning 1
  ) select exists (select from begun) $$;
revoke all on function lookup.account_by_id, lookup.renew_session from public;
grant execute on function lookup.account_by_id, lookup.renew_session to trellis_app;
reset role;
set local role trellis_owner;
`;
