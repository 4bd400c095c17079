import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A word left to one head about their school: read by who left it and by the head alone. */
export class Concerns1764000000067 implements MigrationInterface {
  name = 'Concerns1764000000067';
  async up(db: QueryRunner): Promise<void> {
    await db.query(CONCERNS);
    await db.query(WHO_READS);
    await db.query(MAIL);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const CONCERNS = `
create table profiles.concern (
  id uuid primary key,
  area_id uuid not null,
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  raised_by uuid not null,
  words text not null check (length(words) between 1 and 2000),
  raised_at timestamptz not null,
  -- C-19, counted by the school's own days and kept with the calendar it was counted by
  due_on date not null,
  due_at timestamptz not null,
  calendar_version text not null,
  state text not null check (state in ('raised', 'became_need', 'declined', 'withdrawn', 'lapsed')),
  ended_at timestamptz,
  version int not null default 1,
  foreign key (area_id, raised_by) references identity.person (area_id, id),
  check ((state = 'raised') = (ended_at is null))
);
create unique index concern_once on profiles.concern (area_id, urn, raised_by) where state = 'raised';
create index concern_waits on profiles.concern (area_id, due_at) where state = 'raised';
create index concern_ended on profiles.concern (area_id, ended_at) where state <> 'raised';
call platform.protect('profiles.concern');

-- What was said stays as it was said, and only the lifecycle's moves happen: from waiting to one end.
create function profiles.concern_moves() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> 'raised' or new.state = 'raised'
    or (to_jsonb(old) - '{state,ended_at,version}'::text[]) is distinct from (to_jsonb(new) - '{state,ended_at,version}'::text[]) then
    raise exception 'A word to a head that is % cannot become % like this.', old.state, new.state using errcode = 'TR004';
  end if;
  return new;
end $$;
create trigger moves before update on profiles.concern for each row execute function profiles.concern_moves();
-- No entry of the log holds a word of it: an act says that it was done, without which nothing commits.
call audit.watch_in_bulk('profiles.concern');
`;

const WHO_READS = `
-- By person, beside the area: who left it, and who leads the school. The worker ends and takes away what it cannot read.
create policy raiser_and_head on profiles.concern as restrictive for all using (
  current_setting('app.actor', true) = 'person:' || raised_by
  or exists (select from identity.appointment a where a.area_id = concern.area_id and a.urn = concern.urn and a.role = 'head'
    and a.state in ('active', 'ending') and (a.to_on is null or a.to_on > current_date)
    and current_setting('app.actor', true) = 'person:' || a.person_id)
  or current_user = 'trellis_worker');
create policy in_their_own_name on profiles.concern as restrictive for insert
  with check (current_setting('app.actor', true) = 'person:' || raised_by);
grant select, insert, update on profiles.concern to trellis_app;
grant select (id, area_id, urn, raised_at, due_on, state, due_at, ended_at, version), update (state, ended_at, version), delete on profiles.concern
  to trellis_worker;
`;

const MAIL = `
alter table platform.mail drop constraint mail_kind_check;
alter table platform.mail add constraint mail_kind_check
  check (kind in ('request', 'offer', 'visit', 'declaration', 'digest', 'urgent', 'need_now', 'word'));
`;
