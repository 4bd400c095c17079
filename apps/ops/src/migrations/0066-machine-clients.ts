import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs that are nobody's: asked for by an administrator, approved by the chair, with a secret that is kept as its hash. */
export class MachineClients1764000000066 implements MigrationInterface {
  name = 'MachineClients1764000000066';
  async up(db: QueryRunner): Promise<void> {
    await db.query(CLIENT);
    await db.query(SECRETS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const CLIENT = `
create table identity.client (
  id uuid primary key,
  area_id uuid not null,
  label text not null check (length(label) between 1 and 60),
  purpose text not null check (length(purpose) between 1 and 500),
  scopes text[] not null check (cardinality(scopes) between 1 and 20),
  -- from which it may call; none: from anywhere
  addresses text[] not null check (cardinality(addresses) <= 20),
  days int not null check (days between 1 and 365),
  state text not null check (state in ('asked', 'approved', 'refused', 'live', 'revoked')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  expires_at timestamptz,
  revoked_by uuid,
  revoked_at timestamptz,
  version int not null default 1,
  unique (area_id, id),
  -- giving a right takes two people
  check (answered_by <> asked_by),
  check ((answered_by is null) = (answered_at is null) and (revoked_by is null) = (revoked_at is null)),
  check (state not in ('approved', 'refused', 'live') or answered_by is not null),
  check (state <> 'asked' or answered_by is null),
  check (state <> 'live' or expires_at is not null),
  check ((state = 'revoked') = (revoked_by is not null))
);
create index client_of_area on identity.client (area_id, asked_at);
create function identity.client_goes_on() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('asked', 'approved'), ('asked', 'refused'), ('asked', 'revoked'),
    ('approved', 'live'), ('approved', 'revoked'), ('live', 'revoked'))
  then raise exception 'A client that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  -- what the second person read is what it may do, for good
  if (new.id, new.area_id, new.label, new.purpose, new.scopes, new.addresses, new.days, new.asked_by, new.asked_at)
    is distinct from (old.id, old.area_id, old.label, old.purpose, old.scopes, old.addresses, old.days, old.asked_by, old.asked_at)
    or (old.answered_by is not null and (new.answered_by, new.answered_at) is distinct from (old.answered_by, old.answered_at))
    or (old.expires_at is not null and new.expires_at is distinct from old.expires_at)
  then raise exception 'What was asked for and approved stands.' using errcode = 'TR004'; end if;
  return new;
end $$;
create trigger goes_on before update on identity.client for each row execute function identity.client_goes_on();
call platform.protect('identity.client');
call audit.watch('identity.client');
grant select, insert, update on identity.client to trellis_app;
`;

const SECRETS = `
-- Global, ids only: a secret is looked up before an area is known.
create table identity.client_secret (
  client_id uuid primary key,
  area_id uuid not null,
  hash bytea not null unique check (length(hash) = 32),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  used_at timestamptz
);
grant select, insert, update on identity.client_secret to trellis_lookup;
insert into platform.audit_exempt values ('identity.client_secret', 'secrets; making and revoking one is an act');
set local role trellis_lookup;
create function lookup.put_client(client uuid, area uuid, secret_hash bytea, until timestamptz) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into identity.client_secret (client_id, area_id, hash, expires_at) values (client, area, secret_hash, until) $$;
-- Read at every request, so that revoking works at the next one. One that is not good any more is told apart for the log alone.
create function lookup.client_by_hash(secret_hash bytea) returns table (client_id uuid, area_id uuid, good boolean)
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update identity.client_secret s set used_at = now() where s.hash = secret_hash and s.revoked_at is null
    and s.expires_at > now() and (s.used_at is null or s.used_at < now() - interval '1 minute');
  return query select s.client_id, s.area_id, s.revoked_at is null and s.expires_at > now()
    from identity.client_secret s where s.hash = secret_hash;
end $$;
create function lookup.clients_used(area uuid) returns table (client_id uuid, used_at timestamptz)
  language sql security definer set search_path = pg_catalog as $$
  select s.client_id, s.used_at from identity.client_secret s where s.area_id = area and s.used_at is not null $$;
create function lookup.revoke_client(wanted uuid, area uuid) returns void
  language sql security definer set search_path = pg_catalog as $$
  update identity.client_secret s set revoked_at = now()
  where s.client_id = wanted and s.area_id = area and s.revoked_at is null $$;
revoke all on function lookup.put_client, lookup.client_by_hash, lookup.clients_used, lookup.revoke_client from public;
grant execute on function lookup.put_client, lookup.client_by_hash, lookup.clients_used, lookup.revoke_client to trellis_app;
reset role;
set local role trellis_owner;
`;
