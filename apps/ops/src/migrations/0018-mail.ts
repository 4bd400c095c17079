import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be sent by mail, and the links in it that act once. */
export class Mail1764000000018 implements MigrationInterface {
  name = 'Mail1764000000018';
  async up(db: QueryRunner): Promise<void> {
    await db.query(MAIL);
    await db.query(LINKS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const MAIL = `
-- Written with what causes it. It holds no address and no content: whom, which tasks by reference and day, where to.
create table platform.mail (
  id uuid primary key,
  area_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('request', 'offer', 'visit', 'declaration', 'digest', 'urgent', 'need_now')),
  -- one mail per cause and person: put twice, it is the same mail
  key text not null check (length(key) between 3 and 200),
  -- the records on which its fate is shown, by their references
  about text[] not null default '{}',
  tasks jsonb not null check (jsonb_typeof(tasks) = 'array' and jsonb_array_length(tasks) between 1 and 40),
  path text not null check (path ~ '^/[!-~]{0,200}$' and path !~ '^//'),
  -- the link in it that acts once; null in one that only tells
  link_id uuid,
  -- whose days are quiet ones: a school's, the brokers' or the office's
  quiet text not null check (quiet in ('school', 'broker', 'office')),
  urn text check (urn ~ '^[1-9][0-9]{5}$'),
  not_before timestamptz not null,
  put_at timestamptz not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'bounced', 'failed', 'dropped')),
  attempts int not null default 0,
  claimed_until timestamptz,
  -- what the one who carries it calls it
  handed_to text check (length(handed_to) <= 200),
  because text check (length(because) <= 200),
  ended_at timestamptz,
  unique (area_id, id),
  unique (area_id, key),
  foreign key (area_id, person_id) references identity.person (area_id, id),
  check ((state = 'queued') = (ended_at is null))
);
create index mail_due on platform.mail (area_id, not_before) where state = 'queued';
create index mail_of_person on platform.mail (area_id, person_id, put_at desc);
create index mail_about on platform.mail using gin (about) where state in ('bounced', 'failed');
call platform.protect('platform.mail');
grant select, insert, update on platform.mail to trellis_app, trellis_worker;
insert into platform.audit_exempt values
  ('platform.mail', 'ids and references, written with an audited change; its fate is shown on the record and to the person');
`;

const LINKS = `
-- Global, ids only: a link is read before an area is known. Its signature is in the mail alone.
create table identity.action_link (
  id uuid primary key,
  area_id uuid not null,
  person_id uuid not null,
  act text not null check (act in ('sounding.answer', 'offer.answer', 'visit.reply', 'declaration.unchanged')),
  subject text not null check (length(subject) between 1 and 100),
  -- of the record, as it was when the link was made
  record_version int not null check (record_version >= 0),
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, update on identity.action_link to trellis_lookup;
insert into platform.audit_exempt values ('identity.action_link', 'ids only; what a link did is an act, by link');
set local role trellis_lookup;
create function lookup.put_link(new_id uuid, area uuid, person uuid, named text, about text, seen int, until timestamptz) returns void
  language sql security definer set search_path = pg_catalog as $$
  insert into identity.action_link (id, area_id, person_id, act, subject, record_version, expires_at)
  values (new_id, area, person, named, about, seen, until) $$;
create function lookup.link_by_id(wanted uuid) returns table (id uuid, area_id uuid, person_id uuid, act text, subject text,
    record_version int, expires_at timestamptz, used_at timestamptz)
  language sql security definer set search_path = pg_catalog as $$
  select l.id, l.area_id, l.person_id, l.act, l.subject, l.record_version, l.expires_at, l.used_at
  from identity.action_link l where l.id = wanted $$;
-- Inside the transaction of what it does: whoever comes second waits for the first, and finds it used.
create function lookup.use_link(wanted uuid) returns boolean language sql security definer set search_path = pg_catalog as $$
  with used as (update identity.action_link set used_at = now() where id = wanted and used_at is null returning 1)
  select exists (select from used) $$;
revoke all on function lookup.put_link, lookup.link_by_id, lookup.use_link from public;
grant execute on function lookup.put_link, lookup.link_by_id, lookup.use_link to trellis_app, trellis_worker;
reset role;
set local role trellis_owner;
`;
