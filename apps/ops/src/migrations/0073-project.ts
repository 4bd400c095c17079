import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A pairing of several schools with common goals (R33): each takes part by its own head's yes, and may leave alone. */
export class Project1764000000073 implements MigrationInterface {
  name = 'Project1764000000073';
  async up(db: QueryRunner): Promise<void> {
    await db.query(PROJECT);
    await db.query(SCHOOLS);
    await db.query(SESSIONS);
    await db.query(GATE);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const PROJECT = `
create table brokerage.project (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^PJ-[0-9]{4}-[0-9]{3,}$'),
  theme text not null,
  purpose text not null check (length(purpose) between 1 and 500),
  inclusion text not null check (length(inclusion) between 1 and 2000),
  exit_rule text not null check (length(exit_rule) between 1 and 1000),
  confidentiality text not null check (length(confidentiality) between 1 and 1000),
  cadence_days int not null check (cadence_days between 1 and 60),
  -- at most three: aim, measure, baseline, target, due day (I-24)
  objectives jsonb not null check (jsonb_typeof(objectives) = 'array' and jsonb_array_length(objectives) between 1 and 3),
  gardener_person_id uuid not null,
  state text not null check (state in ('agreed_in_principle', 'active', 'paused', 'closed', 'not_started')),
  next_date date,
  made_by uuid not null,
  made_at timestamptz not null,
  began_by uuid,
  began_at timestamptz,
  pause_reason text check (length(pause_reason) between 1 and 2000),
  outcome text check (outcome in ('met', 'part_met', 'not_met', 'ended_early')),
  closed_summary text check (length(closed_summary) between 1 and 2000),
  thanks text check (length(thanks) between 1 and 2000),
  closed_by uuid,
  closed_at timestamptz,
  -- by when each school says what changed for it (C-14)
  words_by date,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, gardener_person_id) references identity.person (area_id, id),
  check (state not in ('active', 'paused') or began_at is not null),
  check (state not in ('closed', 'not_started') or outcome is not null and closed_summary is not null)
);
-- I-11: what the schools said yes to stands once the work has begun.
create function brokerage.begun_goals_stand() returns trigger language plpgsql as $$
begin
  if old.began_at is not null and (new.objectives, new.purpose, new.exit_rule, new.inclusion, new.began_at)
     is distinct from (old.objectives, old.purpose, old.exit_rule, old.inclusion, old.began_at) then
    raise exception 'The goals of a project stand as its schools agreed them.' using errcode = 'TR004';
  end if;
  return new;
end $$;
create trigger stands before update on brokerage.project for each row execute function brokerage.begun_goals_stand();
call platform.protect('brokerage.project');
call audit.watch('brokerage.project');
grant select, insert, update on brokerage.project to trellis_app, trellis_worker;
`;

const SCHOOLS = `
create table brokerage.project_school (
  id uuid primary key,
  area_id uuid not null,
  project_id uuid not null,
  urn text not null,
  part text not null check (part in ('supporter', 'supported', 'both')),
  -- asked of it, by half-term; once it takes part, what its head gives
  half_days jsonb not null check (jsonb_typeof(half_days) = 'object'),
  state text not null check (state in ('asked', 'taking_part', 'declined', 'lapsed', 'left')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answer_by date not null,
  answered_by uuid,
  answered_at timestamptz,
  -- held days go back after this day where the work has not begun (C-5)
  held_until date,
  left_at timestamptz,
  left_note text check (length(left_note) between 1 and 2000),
  outcome text check (outcome in ('met', 'part_met', 'not_met')),
  words text check (length(words) between 1 and 2000),
  words_by uuid,
  words_at timestamptz,
  version int not null default 1,
  unique (area_id, project_id, urn),
  unique (area_id, id),
  foreign key (area_id, project_id) references brokerage.project (area_id, id),
  check (part <> 'supported' or half_days = '{}'),
  check (state not in ('taking_part', 'left') or answered_by is not null),
  check ((words is null) = (outcome is null) and (words is null) = (words_by is null))
);
create index project_school_by_urn on brokerage.project_school (area_id, urn);
call platform.protect('brokerage.project_school');
call audit.watch('brokerage.project_school');
grant select, insert, update on brokerage.project_school to trellis_app, trellis_worker;
`;

const SESSIONS = `
create table brokerage.project_session (
  id uuid primary key,
  area_id uuid not null,
  project_id uuid not null,
  number int not null check (number >= 1),
  held_on date not null,
  mode text not null check (mode in ('in_person', 'remote', 'hybrid')),
  summary text not null check (length(summary) between 1 and 2000),
  -- half-days by URN of the school that gave them
  given jsonb not null check (jsonb_typeof(given) = 'object'),
  logged_by uuid not null,
  logged_at timestamptz not null,
  unique (area_id, project_id, number),
  unique (area_id, id),
  foreign key (area_id, project_id) references brokerage.project (area_id, id)
);
call platform.protect('brokerage.project_session');
call audit.watch('brokerage.project_session');
grant select, insert on brokerage.project_session to trellis_app;
grant select on brokerage.project_session to trellis_worker;
`;

const GATE = `
-- I-1 by raw SQL too, for each side: who takes part said yes, whoever supports has promised days, nothing bars any two.
create function brokerage.project_through_the_gate() returns trigger language plpgsql as $$
declare before text := null;
begin
  if tg_op = 'UPDATE' then before := old.state; end if;
  if new.state <> 'active' or before = 'active' then return null; end if;
  if (select count(*) from brokerage.project_school s where s.area_id = new.area_id and s.project_id = new.id
      and s.state = 'taking_part') < (case when before = 'paused' then 2 else 3 end)
  then raise exception 'A project is active with several schools alone.' using errcode = 'TR007'; end if;
  if exists (select from brokerage.project_school s where s.area_id = new.area_id and s.project_id = new.id
      and s.state = 'taking_part' and s.part = 'supporter' and coalesce((select sum(e.half_days) from profiles.capacity_entry e
        where e.area_id = s.area_id and e.reference = 'project:' || s.id::text and e.kind in ('committed', 'delivered')), 0) <= 0)
  then raise exception 'A project is active with promised days of each supporting school alone.' using errcode = 'TR007'; end if;
  if exists (select from brokerage.conflict c where c.area_id = new.area_id and c.state = 'barred'
      and c.urn in (select s.urn from brokerage.project_school s where s.area_id = new.area_id and s.project_id = new.id and s.state = 'taking_part')
      and c.other_urn in (select s.urn from brokerage.project_school s where s.area_id = new.area_id and s.project_id = new.id and s.state = 'taking_part'))
  then raise exception 'A conflict between two schools of a project bars it.' using errcode = 'TR007'; end if;
  return null;
end $$;
create constraint trigger gate after insert or update on brokerage.project deferrable initially deferred
  for each row execute function brokerage.project_through_the_gate();
`;
