import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the log takes for a line, and what doors look up about invitations, sessions and devices that knock. */
export class StricterDoors1764000000083 implements MigrationInterface {
  name = 'StricterDoors1764000000083';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SQL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SQL = `
-- The check on a whole entry cannot see that one value holds two lines: each value is held by itself.
create domain audit.printable as text constraint one_line_of_printable_ascii check (value ~ '^[!-<>-~]+$');
create or replace function audit.line(k text, v text) returns text language sql immutable as
  $$ select case when v is null or v = '' then '' else k || '=' || v::audit.printable || E'\\n' end $$;

set local role trellis_lookup;
-- Of an invitation that opens nothing any more, so that its use is kept where it was made.
create function lookup.ended_invitation(hash bytea) returns table (area_id uuid, person_id uuid)
  language sql security definer set search_path = pg_catalog as $$
  select i.area_id, i.person_id from identity.invitation i
  where i.token_hash = hash and (i.used_at is not null or i.expires_at <= now()) $$;
-- Unlike session_by_hash it touches nothing: what is only looked at does not keep a session alive.
create function lookup.session_goes_on(hash bytea) returns boolean language sql security definer set search_path = pg_catalog as $$
  select exists (select from identity.session s join identity.account a on a.id = s.account_id and a.disabled_at is null
    where s.id_hash = hash and s.ended_at is null and s.seen_at > now() - make_interval(mins => s.idle_minutes)
      and s.started_at > now() - interval '12 hours') $$;
-- A browser that still holds a session of this account, open or ended, is one its owner has used.
create function lookup.known_device(hash bytea, mail text) returns boolean language sql security definer set search_path = pg_catalog as $$
  select exists (select from identity.session s join identity.account a on a.id = s.account_id
    where s.id_hash = hash and a.email = mail and s.started_at > now() - interval '30 days') $$;
revoke all on function lookup.ended_invitation, lookup.session_goes_on, lookup.known_device from public;
grant execute on function lookup.ended_invitation, lookup.session_goes_on, lookup.known_device to trellis_app;
reset role;
set local role trellis_owner;
`;
