import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ground everything stands on: who may touch what, the outbox, leases, blobs, and the audit log.
 * Runs as `trellis_owner`; the log is in force from here on.
 */
export class Ground1764000000001 implements MigrationInterface {
  name = 'Ground1764000000001';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
create schema platform;
create schema audit;
create schema lookup authorization trellis_lookup;
grant usage on schema platform, audit, lookup to trellis_app, trellis_worker, trellis_auditor, trellis_sealer;
grant usage on schema platform, audit to trellis_lookup;

-- The area of the transaction; null before one is known. After SET LOCAL the setting is '', not null: hence nullif.
create function platform.area() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.area', true), '')::uuid $$;

-- What every table of an area gets, so that none can be half protected: the column is there, RLS is on AND forced.
create procedure platform.protect(tbl regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tbl);
  execute format('alter table %s force row level security', tbl);
  execute format('create policy area_only on %s using (area_id = (select platform.area())) '
    'with check (area_id = (select platform.area()))', tbl);
end $$;

-- Global, ids only: written with the change, read through lookup functions alone.
create table platform.outbox (
  id bigint generated always as identity primary key,
  area_id uuid,
  kind text not null check (kind ~ '^[a-z][a-z.-]{2,60}$'),
  key text not null unique check (length(key) between 3 and 200),
  ids jsonb not null default '{}',
  schema_version int not null default 1,
  put_at timestamptz not null default now(),
  sent_at timestamptz,
  parked_at timestamptz,
  parked_because text
);
create index outbox_unsent on platform.outbox (id) where sent_at is null and parked_at is null;
create function platform.outbox_wakes_the_relay() returns trigger language plpgsql as
  $$ begin perform pg_notify('trellis_outbox', ''); return null; end $$;
create trigger wakes_the_relay after insert on platform.outbox
  for each statement execute function platform.outbox_wakes_the_relay();
grant insert on platform.outbox to trellis_app, trellis_worker;
grant select, update on platform.outbox to trellis_lookup;

-- Which area a job's subject belongs to: the queue's tables carry no area, so the worker asks here.
create table platform.job_subject (
  subject uuid primary key,
  area_id uuid not null,
  kind text not null,
  since timestamptz not null default now(),
  settled boolean not null default false
);
grant insert on platform.job_subject to trellis_app, trellis_worker;
grant select, update on platform.job_subject to trellis_lookup;

-- One effect per event and consumer.
create table platform.processed (consumer text, key text, at timestamptz not null default now(), primary key (consumer, key));
grant select, insert on platform.processed to trellis_app, trellis_worker;

-- Work that may be taken over: the final write carries the token; a newer one leaves it without effect.
create table platform.lease (subject text primary key, token bigint not null, until timestamptz not null);
grant select, insert, update on platform.lease to trellis_worker, trellis_app;
grant select on platform.lease to trellis_lookup;

create table platform.limit_counter (key text, bucket timestamptz, n int not null, primary key (key, bucket));
grant select, insert, update, delete on platform.limit_counter to trellis_lookup;

-- Content-addressed files of an area, reached only through the record that names them.
create table platform.blob (
  area_id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  bytes bytea not null,
  stored_at timestamptz not null default now(),
  primary key (area_id, hash)
);
call platform.protect('platform.blob');
grant select, insert on platform.blob to trellis_app, trellis_worker;

-- A repeated request with one key has one effect and one answer (I-21).
create table platform.idempotency (
  area_id uuid not null,
  caller text not null,
  route text not null,
  key text not null check (length(key) between 1 and 200),
  body_hash text not null,
  status int,
  answer jsonb,
  at timestamptz not null default now(),
  primary key (area_id, caller, route, key)
);
call platform.protect('platform.idempotency');
grant select, insert, update on platform.idempotency to trellis_app;

-- What somebody has typed and not sent: theirs alone, thirty days.
create table platform.form_draft (
  area_id uuid not null,
  person_id uuid not null,
  key text not null check (length(key) between 1 and 100),
  fields jsonb not null,
  version int not null default 1,
  saved_at timestamptz not null default now(),
  primary key (area_id, person_id, key)
);
call platform.protect('platform.form_draft');
grant select, insert, update, delete on platform.form_draft to trellis_app;

create table platform.audit_exempt (tbl text primary key, reason text not null);
insert into platform.audit_exempt values
  ('platform.outbox', 'ids only, written with an audited change'),
  ('platform.job_subject', 'ids only, written with an audited change'),
  ('platform.processed', 'bookkeeping of consumers'),
  ('platform.lease', 'bookkeeping of workers'),
  ('platform.limit_counter', 'counts of attempts, kept for a day'),
  ('platform.blob', 'content-addressed and never changed; the record that names it is audited'),
  ('platform.idempotency', 'answers already given'),
  ('platform.form_draft', 'private until sent'),
  ('platform.audit_exempt', 'changed by migrations alone');
grant select on platform.audit_exempt to trellis_app, trellis_worker;
`);
    await db.query(AUDIT);
    await db.query(LOOKUP);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const AUDIT = `
create table audit.entry (
  id uuid primary key,
  area_id uuid,
  seq bigint generated always as identity unique,
  epoch int not null default 1,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null check (kind in ('act', 'change')),
  at timestamptz not null,
  actor text not null,
  act text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  entity text,
  schools text[] not null default '{}',
  of_act uuid not null,
  -- printable ASCII, LF after each line: what will be hashed into the area's tree
  bytes text not null check (bytes ~ '^trellis[.]audit/1\\n([a-z]+=[!-<>-~]+\\n)+$')
);
create index entry_act_of_xid on audit.entry (xid) where kind = 'act';
create index entry_newest on audit.entry (area_id, at desc, seq desc);
create index entry_schools on audit.entry using gin (schools);
create index entry_of_act on audit.entry (of_act);

create table audit.detail (
  entry uuid not null references audit.entry (id),
  area_id uuid,
  name text not null check (name ~ '^[a-z][a-z_.]{0,40}$'),
  salt bytea not null check (length(salt) = 32),
  value text not null,
  primary key (entry, name)
);
alter table audit.entry enable row level security;
alter table audit.entry force row level security;
alter table audit.detail enable row level security;
alter table audit.detail force row level security;
create policy area_only on audit.entry using (area_id is not distinct from (select platform.area()))
  with check (area_id is not distinct from (select platform.area()));
create policy area_only on audit.detail using (area_id is not distinct from (select platform.area()))
  with check (area_id is not distinct from (select platform.area()));
grant select on audit.entry, audit.detail to trellis_auditor, trellis_sealer;

create function audit.nobody_rewrites_history() returns trigger language plpgsql as $$
begin raise exception 'The audit log refuses % on %.', tg_op, tg_table_name using errcode = 'TR003'; end $$;
create trigger nobody_rewrites before update or delete on audit.entry
  for each row execute function audit.nobody_rewrites_history();
create trigger nobody_empties before truncate on audit.entry
  for each statement execute function audit.nobody_rewrites_history();
create trigger nobody_rewrites before update or delete on audit.detail
  for each row execute function audit.nobody_rewrites_history();
create trigger nobody_empties before truncate on audit.detail
  for each statement execute function audit.nobody_rewrites_history();

create function audit.line(k text, v text) returns text language sql immutable as
  $$ select case when v is null or v = '' then '' else k || '=' || v || E'\\n' end $$;

-- SHA-256("trellis.detail/1" || 00 || salt || name || 00 || value): erasing value and salt later reveals nothing.
create function audit.commitment(salt bytea, name text, value text) returns text language sql immutable as
  $$ select encode(sha256(convert_to('trellis.detail/1', 'UTF8') || '\\x00'::bytea || salt || convert_to(name, 'UTF8')
       || '\\x00'::bytea || convert_to(value, 'UTF8')), 'hex') $$;

-- The one way into the log. Not granted to anyone: audit.record and the row trigger call it.
create function audit.write(entry_kind text, entry_id uuid, of_id uuid, act text, outcome text, reason text, entity text,
  schools text[], details jsonb) returns uuid language plpgsql security definer set search_path = pg_catalog as $$
declare
  this_area uuid := platform.area();
  now_at timestamptz := clock_timestamp();
  who text := coalesce(nullif(current_setting('app.actor', true), ''), 'system:unknown');
  named text := '';
  committed jsonb := '[]';
  d record; salt bytea; urns text[];
begin
  select array(select distinct u collate "C" from unnest(coalesce(schools, '{}')) u where u is not null order by 1) into urns;
  for d in select key, value from jsonb_each_text(coalesce(details, '{}')) where value is not null order by key collate "C" loop
    salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    named := named || case when named = '' then '' else ',' end || d.key || ':' || audit.commitment(salt, d.key, d.value);
    committed := committed || jsonb_build_object('name', d.key, 'salt', encode(salt, 'hex'), 'value', d.value);
  end loop;
  insert into audit.entry (id, area_id, kind, at, actor, act, outcome, entity, schools, of_act, bytes)
  values (entry_id, this_area, entry_kind, now_at, who, act, outcome, entity, urns, of_id,
    E'trellis.audit/1\\n'
    || audit.line('id', entry_id::text)
    || audit.line('area', this_area::text)
    || audit.line('request', current_setting('app.request', true))
    || audit.line('of', of_id::text)
    || audit.line('at', to_char(now_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || audit.line('actor', who)
    || audit.line('for', current_setting('app.for', true))
    || audit.line('door', current_setting('app.door', true))
    || audit.line('act', act)
    || audit.line('outcome', outcome)
    || audit.line('reason', reason)
    || audit.line('entity', entity)
    || audit.line('schools', array_to_string(urns, ','))
    || audit.line('matrix', current_setting('app.matrix', true))
    || audit.line('details', named));
  insert into audit.detail (entry, area_id, name, salt, value)
    select entry_id, this_area, c->>'name', decode(c->>'salt', 'hex'), c->>'value' from jsonb_array_elements(committed) c;
  return entry_id;
end $$;
revoke all on function audit.write from public;

-- The id that the first act of this transaction will carry; changes point to it.
create function audit.act_of_transaction() returns uuid language plpgsql as $$
declare known text := current_setting('app.act', true);
begin
  if coalesce(known, '') = '' then
    known := gen_random_uuid()::text;
    perform set_config('app.act', known, true);
  end if;
  return known::uuid;
end $$;

-- An act: what somebody did and why. Called by the verb, on its own transaction.
create function audit.record(act text, outcome text, reason text, entity text, schools text[], details jsonb)
  returns uuid language plpgsql security definer set search_path = pg_catalog as $$
declare first_id uuid := audit.act_of_transaction(); this_id uuid := first_id;
begin
  if exists (select from audit.entry e where e.id = first_id) then this_id := gen_random_uuid(); end if;
  return audit.write('act', this_id, first_id, act, outcome, reason, entity, schools, details);
end $$;
revoke all on function audit.record from public;
grant execute on function audit.record to trellis_app, trellis_worker, trellis_auditor;

-- A change: columns before and after, by trigger, so that raw SQL leaves it too. Argument 0 names the id column.
create function audit.note_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare before_row jsonb; after_row jsonb; k text; row_id text; urns text[]; facts jsonb := '{}';
begin
  if tg_op <> 'INSERT' then before_row := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then after_row := to_jsonb(new); end if;
  row_id := coalesce(after_row, before_row)->>coalesce(tg_argv[0], 'id');
  select array_agg(distinct v) into urns from jsonb_each_text(coalesce(after_row, before_row)) as c(col, v)
    where col in ('urn', 'supporter_urn', 'asker_urn', 'school_urn') and v ~ '^[0-9]{6}$';
  if tg_op = 'UPDATE' then
    for k in select jsonb_object_keys(before_row) loop
      if before_row->k is not distinct from after_row->k then
        before_row := before_row - k; after_row := after_row - k;
      end if;
    end loop;
    if after_row = '{}' then return null; end if;
  end if;
  if before_row is not null then facts := facts || jsonb_build_object('before', before_row::text); end if;
  if after_row is not null then facts := facts || jsonb_build_object('after', after_row::text); end if;
  perform audit.write('change', gen_random_uuid(), audit.act_of_transaction(), 'row.' || lower(tg_op), 'done', null,
    tg_table_schema || '.' || tg_table_name || ':' || regexp_replace(coalesce(row_id, '-'), '[^!-<>-~]', '_', 'g'), urns, facts);
  return null;
end $$;

create function audit.an_act_or_nothing() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from audit.entry where xid = pg_current_xact_id() and kind = 'act') then
    raise exception 'A change to % was refused: no act in the audit log says who did it and why.',
      coalesce(tg_argv[0], 'a business table') using errcode = 'TR002';
  end if;
  return null;
end $$;
create constraint trigger an_act_or_nothing after insert on audit.entry deferrable initially deferred
  for each row when (new.kind = 'change') execute function audit.an_act_or_nothing();

create procedure audit.watch(tbl regclass, id_column text default 'id') language plpgsql as $$
begin
  execute format('create trigger audited after insert or update or delete on %s for each row '
    'execute function audit.note_change(%L)', tbl, id_column);
end $$;

-- Bulk tables of the register: no entry per row, but no commit without the import's act either.
create table audit.bulk_touch (xid xid8, tbl text, primary key (xid, tbl));
create function audit.note_bulk() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.bulk_touch values (pg_current_xact_id(), tg_table_schema || '.' || tg_table_name) on conflict do nothing;
  return null;
end $$;
create function audit.bulk_needs_an_act() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from audit.entry where xid = pg_current_xact_id() and kind = 'act') then
    raise exception 'A change to % was refused: no act in the audit log says who did it and why.', new.tbl using errcode = 'TR002';
  end if;
  delete from audit.bulk_touch where xid = new.xid and tbl = new.tbl;
  return null;
end $$;
create constraint trigger bulk_needs_an_act after insert on audit.bulk_touch deferrable initially deferred
  for each row execute function audit.bulk_needs_an_act();
create procedure audit.watch_in_bulk(tbl regclass) language plpgsql as $$
begin
  execute format('create trigger audited after insert or update or delete on %s for each statement '
    'execute function audit.note_bulk()', tbl);
end $$;
insert into platform.audit_exempt values ('audit.entry', 'the log itself'), ('audit.detail', 'the log itself'),
  ('audit.bulk_touch', 'lives for one transaction');
`;

const LOOKUP = `
set local role trellis_lookup;
create function lookup.claim_outbox(most int) returns table (id bigint, area_id uuid, kind text, key text, ids jsonb, schema_version int)
  language sql security definer set search_path = pg_catalog as $$
  select o.id, o.area_id, o.kind, o.key, o.ids, o.schema_version from platform.outbox o
  where o.sent_at is null and o.parked_at is null order by o.id limit most for update skip locked $$;
create function lookup.mark_sent(sent bigint[]) returns void language sql security definer set search_path = pg_catalog as
  $$ update platform.outbox set sent_at = now() where id = any(sent) $$;
create function lookup.park_outbox(row_id bigint, because text) returns void language sql security definer set search_path = pg_catalog as
  $$ update platform.outbox set parked_at = now(), parked_because = left(because, 200) where id = row_id $$;
create function lookup.outbox_age_seconds() returns double precision language sql security definer set search_path = pg_catalog as
  $$ select coalesce(extract(epoch from now() - min(put_at)), 0) from platform.outbox where sent_at is null and parked_at is null $$;
create function lookup.settle_subject(done uuid) returns void language sql security definer set search_path = pg_catalog as
  $$ update platform.job_subject set settled = true where subject = done $$;
create function lookup.area_of_subject(wanted uuid) returns uuid language sql security definer set search_path = pg_catalog as
  $$ select area_id from platform.job_subject where subject = wanted $$;
-- Fixed windows by database time: how often this key was used in the current one, this time included.
create function lookup.count_attempt(counted text, seconds int) returns int language sql security definer set search_path = pg_catalog as $$
  insert into platform.limit_counter values (counted, to_timestamp(floor(extract(epoch from now()) / seconds) * seconds), 1)
  on conflict (key, bucket) do update set n = platform.limit_counter.n + 1 returning n $$;
-- What was no wrong try after all: taken back, so that only wrong ones add up.
create function lookup.take_back_attempt(counted text, seconds int) returns void language sql security definer set search_path = pg_catalog as $$
  update platform.limit_counter set n = greatest(n - 1, 0)
  where key = counted and bucket = to_timestamp(floor(extract(epoch from now()) / seconds) * seconds) $$;
revoke all on all functions in schema lookup from public;
grant execute on function lookup.claim_outbox, lookup.mark_sent, lookup.park_outbox, lookup.outbox_age_seconds,
  lookup.area_of_subject, lookup.settle_subject, lookup.count_attempt,
  lookup.take_back_attempt to trellis_app, trellis_worker;
reset role;
set local role trellis_owner;
`;
