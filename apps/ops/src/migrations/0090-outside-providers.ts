import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signing in at somebody else's: the ways that are under way, and whose account there is whose here. */
export class OutsideProviders1764000000090 implements MigrationInterface {
  name = 'OutsideProviders1764000000090';
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(LOOKUP);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const TABLES = `
-- One way to a provider and back: of one browser, for one purpose, once. What proves it (nonce, PKCE) is made anew from
-- its state by the field key, and stands nowhere.
create table identity.provider_flow (
  state_hash bytea primary key check (length(state_hash) = 32),
  -- of the cookie, signed in or not
  browser_hash bytea not null check (length(browser_hash) = 32),
  provider text not null check (provider in ('dfe', 'entra')),
  purpose text not null check (purpose in ('enter', 'again', 'link', 'invitation')),
  account_id uuid references identity.account (id),
  invitation_hash bytea check (length(invitation_hash) = 32),
  next text not null check (length(next) between 1 and 500),
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  taken_at timestamptz,
  -- what the provider said, until its person confirms it on a page here
  issuer text check (length(issuer) <= 500),
  subject text check (length(subject) between 1 and 255),
  label text check (length(label) <= 120),
  organisation_urn text check (organisation_urn ~ '^[0-9]{6}$'),
  organisation text check (length(organisation) <= 200),
  strong boolean,
  confirmed_at timestamptz,
  check ((account_id is not null) = (purpose in ('again', 'link'))),
  check ((invitation_hash is not null) = (purpose = 'invitation')),
  check ((issuer is null) = (subject is null) and (issuer is null) = (strong is null)),
  check (issuer is null or taken_at is not null)
);
create index provider_flow_of_browser on identity.provider_flow (browser_hash);
create index provider_flow_ends on identity.provider_flow (ends_at);
create table identity.provider_link (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  provider text not null check (provider in ('dfe', 'entra')),
  issuer text not null check (length(issuer) <= 500),
  subject text not null check (length(subject) between 1 and 255),
  -- so that its person knows it again; never looked up by
  label text not null check (length(label) between 1 and 120),
  made_at timestamptz not null default now(),
  used_at timestamptz,
  unique (issuer, subject),
  unique (account_id, provider)
);
grant select, insert, update, delete on identity.provider_flow, identity.provider_link to trellis_lookup;
insert into platform.audit_exempt values
  ('identity.provider_flow', 'on the way to a session; sign-in, linking and refusals are acts'),
  ('identity.provider_link', 'touched by every use; linking, unlinking and refusing are acts');
`;

const LOOKUP = `
set local role trellis_lookup;
create function lookup.start_provider_flow(state bytea, browser bytea, at_provider text, wanted text, account uuid, invitation bytea, onward text)
  returns void language sql security definer set search_path = pg_catalog as $$
  delete from identity.provider_flow f where f.ends_at < now() - interval '1 hour';
  insert into identity.provider_flow (state_hash, browser_hash, provider, purpose, account_id, invitation_hash, next, ends_at)
  values (state, browser, at_provider, wanted, account, invitation, onward, now() + interval '10 minutes') $$;
-- Taken by the first who brings it, whoever that is: a state that somebody else holds is good for nobody any more.
create function lookup.take_provider_flow(state bytea, browser bytea, at_provider text)
  returns table (outcome text, purpose text, account_id uuid, invitation_hash bytea, next text, started_s bigint, now_s bigint)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  f identity.provider_flow;
begin
  select * into f from identity.provider_flow w where w.state_hash = state for update;
  if not found then
    return query select 'unknown', null::text, null::uuid, null::bytea, null::text, null::bigint, null::bigint;
    return;
  end if;
  update identity.provider_flow w set taken_at = now() where w.state_hash = state and w.taken_at is null;
  return query select case when f.taken_at is not null then 'used' when f.browser_hash <> browser then 'other_browser'
      when f.provider <> at_provider then 'other_provider' when f.ends_at <= now() then 'late' else 'good' end,
    f.purpose, f.account_id, f.invitation_hash, f.next,
    floor(extract(epoch from f.started_at))::bigint, floor(extract(epoch from now()))::bigint;
end $$;
create function lookup.keep_provider_answer(state bytea, said_issuer text, said_subject text, said_label text, urn text, named text, was_strong boolean)
  returns void language sql security definer set search_path = pg_catalog as $$
  update identity.provider_flow f set issuer = said_issuer, subject = said_subject, label = said_label, organisation_urn = urn,
    organisation = named, strong = was_strong, ends_at = now() + interval '10 minutes'
  where f.state_hash = state and f.taken_at is not null and f.issuer is null $$;
-- The newest answer that waits in this browser for its person's word.
create function lookup.provider_answer_of(browser bytea, at_provider text)
  returns table (state_hash bytea, purpose text, account_id uuid, invitation_hash bytea, issuer text, subject text, label text,
    organisation_urn text, organisation text, strong boolean)
  language sql stable security definer set search_path = pg_catalog as $$
  select f.state_hash, f.purpose, f.account_id, f.invitation_hash, f.issuer, f.subject, f.label, f.organisation_urn, f.organisation, f.strong
  from identity.provider_flow f where f.browser_hash = browser and f.provider = at_provider and f.issuer is not null
    and f.purpose in ('link', 'invitation') and f.confirmed_at is null and f.ends_at > now()
  order by f.started_at desc, f.state_hash limit 1 $$;
create function lookup.end_provider_answer(state bytea) returns boolean language sql security definer set search_path = pg_catalog as $$
  with done as (update identity.provider_flow f set confirmed_at = now()
    where f.state_hash = state and f.issuer is not null and f.confirmed_at is null and f.ends_at > now() returning 1)
  select exists (select from done) $$;

create function lookup.provider_link_by_subject(of_issuer text, of_subject text) returns table (id uuid, account_id uuid, disabled boolean)
  language sql stable security definer set search_path = pg_catalog as $$
  select l.id, l.account_id, a.disabled_at is not null from identity.provider_link l join identity.account a on a.id = l.account_id
  where l.issuer = of_issuer and l.subject = of_subject $$;
create function lookup.use_provider_link(wanted uuid) returns void language sql security definer set search_path = pg_catalog as
  $$ update identity.provider_link l set used_at = now() where l.id = wanted $$;
create function lookup.put_provider_link(new_id uuid, account uuid, at_provider text, of_issuer text, of_subject text, named text)
  returns text language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from identity.account a where a.id = account and a.disabled_at is null for update;
  if not found then return 'gone'; end if;
  if exists (select from identity.provider_link l where l.account_id = account and l.provider = at_provider) then return 'has'; end if;
  insert into identity.provider_link (id, account_id, provider, issuer, subject, label)
  values (new_id, account, at_provider, of_issuer, of_subject, named) on conflict (issuer, subject) do nothing;
  return case when found then 'put' else 'taken' end;
end $$;
create function lookup.provider_links_of(account uuid) returns table (id uuid, provider text, label text, made_at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select l.id, l.provider, l.label, l.made_at, l.used_at from identity.provider_link l where l.account_id = account order by l.made_at, l.id $$;
-- A password, a passkey or another provider has to stay: of two taken away at one moment the second finds out.
create function lookup.drop_provider_link(account uuid, wanted uuid) returns text
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  has_password boolean;
begin
  select a.password_hash is not null into has_password from identity.account a where a.id = account for update;
  if not exists (select from identity.provider_link l where l.id = wanted and l.account_id = account) then return 'unknown'; end if;
  if not has_password and not exists (select from identity.passkey p where p.account_id = account)
    and not exists (select from identity.provider_link l where l.account_id = account and l.id <> wanted) then return 'last'; end if;
  delete from identity.provider_link l where l.id = wanted and l.account_id = account;
  return 'gone';
end $$;
-- With no password, and only where the address has no account yet: nobody is known by their address.
create function lookup.put_account_without_password(new_id uuid, mail text) returns boolean
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into identity.account (id, email, password_hash) values (new_id, mail, null) on conflict (email) do nothing;
  return found;
end $$;
-- Also what somebody may show when they are asked again who they are.
drop function lookup.session_by_hash(bytea, text);
create function lookup.session_by_hash(hash bytea, from_device text)
  returns table (account_id uuid, person_id uuid, area_id uuid, signed_in_at timestamptz, has_totp boolean, has_passkey boolean,
    has_password boolean, providers text[])
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  update identity.session s set seen_at = now(), device = coalesce(from_device, s.device)
    where s.id_hash = hash and lookup.is_open(s)
    and (s.seen_at < now() - interval '1 minute' or s.device is distinct from coalesce(from_device, s.device));
  return query select s.account_id, s.person_id, s.area_id, s.signed_in_at, f.totp_since is not null, f.passkeys > 0,
      a.password_hash is not null, array(select l.provider from identity.provider_link l where l.account_id = a.id order by l.provider)
    from identity.session s
    join identity.account a on a.id = s.account_id and a.disabled_at is null
    cross join lateral lookup.factors_of(s.account_id) f
    where s.id_hash = hash and lookup.is_open(s);
end $$;
revoke all on function lookup.session_by_hash, lookup.start_provider_flow, lookup.take_provider_flow, lookup.keep_provider_answer, lookup.provider_answer_of,
  lookup.end_provider_answer, lookup.provider_link_by_subject, lookup.use_provider_link, lookup.put_provider_link,
  lookup.provider_links_of, lookup.drop_provider_link, lookup.put_account_without_password from public;
grant execute on function lookup.session_by_hash, lookup.start_provider_flow, lookup.take_provider_flow, lookup.keep_provider_answer, lookup.provider_answer_of,
  lookup.end_provider_answer, lookup.provider_link_by_subject, lookup.use_provider_link, lookup.put_provider_link,
  lookup.provider_links_of, lookup.drop_provider_link, lookup.put_account_without_password to trellis_app;
reset role;
set local role trellis_owner;
`;
