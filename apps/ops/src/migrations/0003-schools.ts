import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The national register as published (no area), and what an area adds to it. Interests follow from posts and trusts. */
export class Schools1764000000003 implements MigrationInterface {
  name = 'Schools1764000000003';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
create table schools.register_import (
  id uuid primary key,
  kind text not null check (kind in ('register', 'links')),
  file_name text not null check (length(file_name) between 1 and 200),
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  -- held from the upload to the end of the import, whichever way it ends
  file bytea,
  -- what is known of when the file was drawn: a later file may not be older
  extract_date date,
  latest_opening date,
  state text not null check (state in ('reading', 'previewed', 'committed', 'discarded', 'failed')),
  -- the import that was in force when this one was previewed: another one since makes the preview stale
  based_on uuid references schools.register_import (id),
  preview jsonb,
  result jsonb,
  failure jsonb,
  asked_by text not null,
  asked_in uuid,
  asked_at timestamptz not null default now(),
  commit_asked_by text,
  commit_asked_in uuid,
  commit_asked_at timestamptz,
  commit_confirmed text[] not null default '{}',
  committed_at timestamptz,
  -- the order of commits, which no clock decides
  committed_as int unique check (committed_as > 0),
  version int not null default 1
);
-- Ticks of an import, beside it: seen while the import's own transaction is still open.
create table schools.import_progress (
  import_id uuid primary key references schools.register_import (id),
  done int not null default 0 check (done >= 0),
  total int,
  cancel_asked boolean not null default false
);

create table schools.school (
  urn text primary key check (urn ~ '^[1-9][0-9]{5}$'),
  laestab text check (laestab ~ '^[0-9]{7}$'),
  ukprn text,
  la_code text not null check (la_code ~ '^[0-9]{3}$'),
  name text not null,
  type_code text,
  type_name text,
  type_group text,
  status text not null check (status in ('proposed_to_open', 'open', 'proposed_to_close', 'closed')),
  phase_code text,
  phase text,
  low_age int,
  high_age int,
  key_stages text[] not null default '{}',
  setting text not null check (setting in ('mainstream', 'special', 'alternative_provision')),
  sixth_form text,
  boarders text,
  gender text,
  trust_flag text,
  trust_code text,
  trust_name text,
  trust_known boolean not null,
  federation_code text,
  federation_name text,
  diocese text,
  postcode text,
  town text,
  district_code text,
  district_name text,
  easting int,
  northing int,
  capacity int,
  roll int,
  fsm jsonb,
  opened_on date,
  closed_on date,
  website text,
  -- every further column as published, so that nothing is lost that a later theme needs
  published jsonb not null default '{}',
  import_id uuid not null references schools.register_import (id)
);
create index school_la on schools.school (la_code, status);
create index school_trust on schools.school (trust_code) where trust_code is not null;
create index school_trust_name on schools.school (trust_name) where trust_name is not null;
create index school_federation on schools.school (federation_code) where federation_code is not null;
create index school_federation_name on schools.school (federation_name) where federation_name is not null;
create table schools.school_link (
  from_urn text not null,
  to_urn text not null,
  kind text not null check (kind in ('successor', 'merger', 'split', 'other')),
  linked_on date,
  import_id uuid not null references schools.register_import (id),
  primary key (from_urn, to_urn, kind)
);
create index school_link_back on schools.school_link (to_urn);
call audit.watch_in_bulk('schools.school');
call audit.watch_in_bulk('schools.school_link');
insert into platform.audit_exempt values
  ('schools.register_import', 'its preview, commit, cancelling and discarding are acts'),
  ('schools.import_progress', 'ticks of an import whose steps are acts');
grant select, insert, update on schools.school, schools.school_link, schools.register_import, schools.import_progress
  to trellis_app, trellis_worker;
-- A link is replaced where a later file tells the same two schools otherwise. Schools are never deleted.
grant delete on schools.school_link to trellis_app, trellis_worker;
grant select on schools.school, schools.school_link to trellis_auditor;

-- What is local: which schools belong to the area, and what the register leaves blank.
create table schools.area_school (
  id uuid primary key,
  area_id uuid not null,
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  district text,
  trust_code text,
  trust_name text,
  calendar jsonb not null default '{}',
  flags jsonb not null default '{}',
  state text not null default 'live' check (state in ('live', 'ended')),
  version int not null default 1,
  unique (area_id, urn)
);
call platform.protect('schools.area_school');
call audit.watch('schools.area_school');
grant select, insert, update on schools.area_school to trellis_app, trellis_worker;

-- Where history leads from these schools, themselves included: on to what followed them, and back to what they were.
-- Never back and on again, so that the two halves of a split school are no history of each other. "union" ends a ring.
create function schools.later_of(urns text[]) returns setof text language sql stable as $$
  with recursive later as (
    select u as urn from unnest(urns) u
    union select k.to_urn from later l join schools.school_link k on k.from_urn = l.urn and k.kind <> 'other'
  ) select urn from later
$$;
create function schools.earlier_of(urns text[]) returns setof text language sql stable as $$
  with recursive earlier as (
    select u as urn from unnest(urns) u
    union select k.from_urn from earlier e join schools.school_link k on k.to_urn = e.urn and k.kind <> 'other'
  ) select urn from earlier
$$;
grant execute on function schools.later_of, schools.earlier_of to trellis_app, trellis_worker;

-- Every school in which this person has an interest on that day (I-4): posts now and in the last three years, what
-- they declared, what those schools became or were, and every school of the same trust or federation as one of those.
-- Trusts and federations are known by code; by name where one side has no code. Runs with the caller's rights.
create function identity.interests_of(person uuid, on_day date) returns setof text language sql stable as $$
  with named as (
    select a.urn from identity.appointment a
    where a.person_id = person and a.urn is not null and a.state in ('active', 'ending', 'ended')
      and a.from_on <= on_day and (a.to_on is null or a.to_on > on_day - interval '3 years')
    union
    select i.urn from identity.interest i
    where i.person_id = person and i.state = 'live' and i.from_on <= on_day and (i.to_on is null or i.to_on >= on_day)
  ), direct as (
    select urn from schools.later_of(array(select urn from named)) urn
    union
    select urn from schools.earlier_of(array(select urn from named)) urn
  ), trusts as (
    -- what an area has recorded stands before the register
    select case when l.trust_name is null then s.trust_code else l.trust_code end as code,
      coalesce(l.trust_name, s.trust_name) as name
    from direct d left join schools.school s on s.urn = d.urn left join schools.area_school l on l.urn = d.urn
  ), federations as (
    select s.federation_code as code, s.federation_name as name from direct d join schools.school s on s.urn = d.urn
  )
  select urn from direct
  union
  select s.urn from schools.school s join trusts t on s.trust_code = t.code
  union
  select s.urn from schools.school s join trusts t on s.trust_name = t.name where s.trust_code is null or t.code is null
  union
  select l.urn from schools.area_school l join trusts t on l.trust_code = t.code
  union
  select l.urn from schools.area_school l join trusts t on l.trust_name = t.name where l.trust_code is null or t.code is null
  union
  select s.urn from schools.school s join federations f on s.federation_code = f.code
  union
  select s.urn from schools.school s join federations f on s.federation_name = f.name
    where s.federation_code is null or f.code is null
$$;
-- The database's own word against a conflicted decision, by raw SQL too: raises TR001.
create function identity.refuse_interest(person uuid, urns text[]) returns void language plpgsql as $$
begin
  perform from identity.person p where p.id = person for share;
  if exists (select from identity.interests_of(person, current_date) u where u = any (urns)) then
    raise exception 'This person has an interest in a school of the case.' using errcode = 'TR001';
  end if;
end $$;
grant execute on function identity.interests_of, identity.refuse_interest to trellis_app, trellis_worker;
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
