import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The Board’s goals: drafted, adopted on a day at a meeting, reviewed, closed. A later wording takes an earlier one’s place, and rewrites nothing. */
export class BoardGoal1764000000064 implements MigrationInterface {
  name = 'BoardGoal1764000000064';
  async up(db: QueryRunner): Promise<void> {
    await db.query(GOAL);
    await db.query(GUARDS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const GOAL = `
create table board_report.goal (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^G[1-9]-[0-9]{3,}$'),
  -- of the map goals in the area's themes: whatever it is called, requests are counted under it
  goal text not null check (goal ~ '^[1-9]$'),
  name text not null check (length(name) between 1 and 80),
  wording text not null check (length(wording) between 1 and 500),
  aim text not null check (length(aim) between 1 and 300),
  owner text not null check (length(owner) between 1 and 80),
  measures text[] not null check (cardinality(measures) <= 4),
  from_year text not null check (from_year ~ '^20[0-9]{2}/[0-9]{2}$'),
  to_year text not null check (to_year ~ '^20[0-9]{2}/[0-9]{2}$'),
  -- everybody who wrote a word of it
  written_by uuid[] not null check (cardinality(written_by) > 0),
  written_at timestamptz not null,
  meeting text check (length(meeting) between 1 and 120),
  adopted_on date,
  adopted_by uuid,
  review_note text check (length(review_note) between 1 and 1000),
  reviewed_on date,
  reviewed_by uuid,
  closed_because text check (length(closed_because) between 1 and 500),
  closed_on date,
  closed_by uuid,
  state text not null check (state in ('draft', 'adopted', 'reviewed', 'closed')),
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  check (from_year <= to_year),
  -- two people: nobody adopts their own words
  check (adopted_by <> all (written_by)),
  check ((state = 'draft') = (meeting is null) and (meeting is null) = (adopted_on is null)
    and (meeting is null) = (adopted_by is null)),
  check ((state in ('reviewed', 'closed')) = (review_note is not null and reviewed_on is not null and reviewed_by is not null)),
  check ((state = 'closed') = (closed_because is not null and closed_on is not null and closed_by is not null)),
  check (reviewed_on >= adopted_on and closed_on >= reviewed_on)
);
-- one wording at a time is being written, and a day has one wording
create unique index goal_draft on board_report.goal (area_id, goal) where state = 'draft';
create unique index goal_day on board_report.goal (area_id, goal, adopted_on);
call platform.protect('board_report.goal');
call audit.watch('board_report.goal');
grant select, insert, update on board_report.goal to trellis_app;
`;

const GUARDS = `
create function board_report.goal_goes_on() returns trigger language plpgsql as $$
declare
  own text[] := case new.state
    when 'draft' then '{name,wording,aim,owner,measures,from_year,to_year,written_by,written_at}'::text[]
    when 'adopted' then '{meeting,adopted_on,adopted_by}'::text[]
    when 'reviewed' then '{review_note,reviewed_on,reviewed_by}'::text[]
    else '{closed_because,closed_on,closed_by}'::text[] end;
begin
  if (old.state, new.state) not in (('draft', 'draft'), ('draft', 'adopted'), ('adopted', 'reviewed'), ('reviewed', 'closed'))
  then raise exception 'A goal that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  if (to_jsonb(new) - own - '{state,version}'::text[]) is distinct from (to_jsonb(old) - own - '{state,version}'::text[])
  then raise exception 'What the Board adopted stands.' using errcode = 'TR004'; end if;
  return new;
end $$;
create function board_report.goal_stays() returns trigger language plpgsql as $$
begin raise exception 'A goal stays.' using errcode = 'TR004'; end $$;
create trigger goes_on before update on board_report.goal for each row execute function board_report.goal_goes_on();
create trigger stays before delete on board_report.goal for each row execute function board_report.goal_stays();
`;
