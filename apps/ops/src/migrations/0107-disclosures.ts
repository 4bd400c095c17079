import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is held per kind, heads told first, release by a second person, and the log of disclosures. */
export class Disclosures1764000000107 implements MigrationInterface {
  name = 'Disclosures1764000000107';
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(GUARDS);
    await db.query(RETENTION);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const TABLES = `
alter table assurance.information_request
  -- the question as everybody will read it in the log, and what is released
  add column summary text check (length(summary) between 1 and 1000),
  add column answer text check (length(answer) between 1 and 8000),
  add column answered_by uuid,
  add column answered_at timestamptz,
  add check ((state in ('released', 'refused')) = (answered_by is not null and answered_at is not null)),
  add check (answered_by is null or answered_by <> all (prepared_by)),
  add check (state <> 'released' or (summary is not null and answer is not null));
alter table assurance.information_school
  add column comment_by date,
  add column comment text check (length(comment) between 1 and 4000),
  add column commented_by uuid,
  add column commented_at timestamptz,
  add check ((told_at is null) = (comment_by is null)),
  add check ((comment is null) = (commented_by is null) and (comment is null) = (commented_at is null));
create table assurance.information_holding (
  id uuid primary key,
  area_id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('declaration', 'need_summary', 'pairing', 'decision', 'commission', 'intervention', 'finding',
    'figures', 'need_detail', 'concern', 'coaching_note', 'review_text', 'staff_name')),
  say text not null check (say in ('not_held', 'release', 'part', 'withhold')),
  exemption text check (exemption in ('section_21', 'section_22', 'section_31', 'section_36', 'section_40', 'section_41', 'section_43')),
  because text check (length(because) between 1 and 2000),
  said_by uuid not null,
  said_at timestamptz not null,
  unique (area_id, request_id, kind),
  foreign key (area_id, request_id) references assurance.information_request (area_id, id),
  check ((say in ('part', 'withhold')) = (exemption is not null and because is not null)),
  -- what was said in confidence, and who people are, is withheld whatever anybody says
  check (kind not in ('need_detail', 'concern', 'coaching_note', 'review_text', 'staff_name') or say in ('not_held', 'withhold'))
);
create table assurance.disclosure (
  id uuid primary key,
  area_id uuid not null,
  request_id uuid not null,
  reference text not null,
  received_on date not null,
  answered_on date not null,
  outcome text not null check (outcome in ('released', 'in_part', 'refused')),
  asked text not null check (length(asked) between 1 and 1000),
  answer text not null check (length(answer) between 1 and 8000),
  -- kinds of record and the section by which each was withheld, like 'concern section_41'
  withheld text[] not null,
  unique (area_id, request_id),
  foreign key (area_id, request_id) references assurance.information_request (area_id, id)
);
call platform.protect('assurance.information_holding');
call platform.protect('assurance.disclosure');
call audit.watch('assurance.information_holding');
call audit.watch('assurance.disclosure');
grant select, insert, update on assurance.information_holding to trellis_app;
grant select, insert on assurance.disclosure to trellis_app;
`;

const GUARDS = `
create or replace function assurance.information_goes_on() returns trigger language plpgsql as $$
declare own text[] := '{prepared_by,summary,answer,answered_by,answered_at,state,version}';
begin
  if old.state in ('released', 'refused') then raise exception 'What was answered stands.' using errcode = 'TR004'; end if;
  if old.state <> new.state and (old.state, new.state) not in (('received', 'heads_told'), ('received', 'refused'),
    ('heads_told', 'released'), ('heads_told', 'refused'))
  then raise exception 'An information request that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  if not old.prepared_by <@ new.prepared_by or (to_jsonb(new) - own) is distinct from (to_jsonb(old) - own)
  then raise exception 'What was asked, and who prepared the answer, stands.' using errcode = 'TR004'; end if;
  if new.state = 'released' and exists (select from assurance.information_school s where s.area_id = new.area_id
    and s.request_id = new.id and s.told_at is null)
  then raise exception 'The head of each school that it touches is told first.' using errcode = 'TR004'; end if;
  return new;
end $$;
-- The name of who asked never stands in what everybody reads, by raw SQL either.
create function assurance.disclosure_names_nobody() returns trigger language plpgsql as $$
begin
  if exists (select from assurance.information_requester r where r.area_id = new.area_id and r.id = new.request_id
    and position(lower(r.name) in lower(new.asked || ' ' || new.answer)) > 0)
  then raise exception 'The log of disclosures does not name who asked.' using errcode = 'TR004'; end if;
  return new;
end $$;
create trigger names_nobody before insert on assurance.disclosure for each row execute function assurance.disclosure_names_nobody();
create trigger stays before update or delete on assurance.disclosure for each row when (not records.going())
  execute function assurance.information_stays();
create trigger stays before delete on assurance.information_holding for each row when (not records.going())
  execute function assurance.information_stays();
`;

const RETENTION = `
update records.over set condition = $c$t.answered_at <= $1$c$ where tbl = 'assurance.information_request';
insert into records.part (of, tbl, col) values
('assurance.information_request', 'assurance.information_holding', 'request_id'),
('assurance.information_request', 'assurance.disclosure', 'request_id');
`;
