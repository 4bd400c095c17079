import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passkeys of people, and the questions that a browser answers with one: each of one session, once. */
export class Passkeys1764000000085 implements MigrationInterface {
  name = 'Passkeys1764000000085';
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(LOOKUP);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const TABLES = `
create table identity.passkey (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null check (length(public_key) <= 4000),
  -- of the device; 0 for ever where it does not count
  sign_count bigint not null check (sign_count >= 0),
  transports text[] not null default '{}',
  label text not null check (length(label) between 1 and 60),
  made_at timestamptz not null,
  used_at timestamptz
);
create index passkey_of_account on identity.passkey (account_id);
create table identity.passkey_challenge (
  -- of the cookie, signed in or not
  id_hash bytea not null check (length(id_hash) = 32),
  purpose text not null check (purpose in ('register', 'enter', 'again')),
  challenge text not null,
  ends_at timestamptz not null,
  primary key (id_hash, purpose)
);
grant select, insert, update, delete on identity.passkey, identity.passkey_challenge to trellis_lookup;
insert into platform.audit_exempt values
  ('identity.passkey', 'counts with every use; adding, removing and refusing are acts'),
  ('identity.passkey_challenge', 'a question to a browser, gone with its answer');
`;

const LOOKUP = `
set local role trellis_lookup;
create function lookup.put_passkey_challenge(hash bytea, asked_for text, words text) returns void
  language sql security definer set search_path = pg_catalog as $$
  delete from identity.passkey_challenge c where c.ends_at < now();
  insert into identity.passkey_challenge as c (id_hash, purpose, challenge, ends_at) values (hash, asked_for, words, now() + interval '5 minutes')
  on conflict (id_hash, purpose) do update set challenge = excluded.challenge, ends_at = excluded.ends_at $$;
-- Gone with the first answer, right or wrong.
create function lookup.take_passkey_challenge(hash bytea, asked_for text) returns table (challenge text)
  language sql security definer set search_path = pg_catalog as $$
  with taken as (delete from identity.passkey_challenge c where c.id_hash = hash and c.purpose = asked_for returning c.challenge, c.ends_at)
  select t.challenge from taken t where t.ends_at > now() $$;
create function lookup.passkeys_of(account uuid)
  returns table (id uuid, credential_id bytea, transports text[], label text, made_at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.credential_id, p.transports, p.label, p.made_at, p.used_at from identity.passkey p
  where p.account_id = account order by p.made_at, p.id $$;
create function lookup.put_passkey(new_id uuid, account uuid, credential bytea, key bytea, counted bigint, ways text[], named text, at timestamptz)
  returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from identity.account a where a.id = account for update;
  if (select count(*) from identity.passkey p where p.account_id = account) >= 10 then return false; end if;
  insert into identity.passkey (id, account_id, credential_id, public_key, sign_count, transports, label, made_at)
  values (new_id, account, credential, key, counted, ways, named, at) on conflict (credential_id) do nothing;
  return found;
end $$;
create function lookup.passkey_by_credential(credential bytea) returns table (id uuid, account_id uuid, public_key bytea, sign_count bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.account_id, p.public_key, p.sign_count from identity.passkey p
  join identity.account a on a.id = p.account_id and a.disabled_at is null where p.credential_id = credential $$;
-- A count that does not grow is a copy, or the same answer again; a device that does not count says 0 for ever.
create function lookup.use_passkey(wanted uuid, counted bigint) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  with used as (update identity.passkey p set sign_count = counted, used_at = now()
    where p.id = wanted and (p.sign_count < counted or (p.sign_count = 0 and counted = 0)) returning 1)
  select exists (select from used) $$;
create function lookup.name_passkey(account uuid, wanted uuid, named text) returns boolean
  language sql security definer set search_path = pg_catalog as $$
  with named_one as (update identity.passkey p set label = named where p.id = wanted and p.account_id = account returning 1)
  select exists (select from named_one) $$;
-- Of two taken away at one moment the second finds out that it is the last.
create function lookup.drop_passkey(account uuid, wanted uuid, last_may_go boolean) returns text
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from identity.account a where a.id = account for update;
  if not exists (select from identity.passkey p where p.id = wanted and p.account_id = account) then return 'unknown'; end if;
  if not last_may_go and (select count(*) from identity.passkey p where p.account_id = account) = 1 then return 'last'; end if;
  delete from identity.passkey p where p.id = wanted and p.account_id = account;
  return 'gone';
end $$;
create or replace function lookup.factors_of(account uuid) returns table (totp_since timestamptz, passkeys int, codes_left int)
  language sql stable security definer set search_path = pg_catalog as $$
  select (select t.confirmed_at from identity.totp t where t.account_id = account),
    (select count(*)::int from identity.passkey p where p.account_id = account),
    (select count(*)::int from identity.recovery_code r where r.account_id = account and r.used_at is null) $$;
revoke all on function lookup.put_passkey_challenge, lookup.take_passkey_challenge, lookup.passkeys_of, lookup.put_passkey,
  lookup.passkey_by_credential, lookup.use_passkey, lookup.name_passkey, lookup.drop_passkey from public;
grant execute on function lookup.put_passkey_challenge, lookup.take_passkey_challenge, lookup.passkeys_of, lookup.put_passkey,
  lookup.passkey_by_credential, lookup.use_passkey, lookup.name_passkey, lookup.drop_passkey to trellis_app;
reset role;
set local role trellis_owner;
`;
