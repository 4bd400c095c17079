import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports for the Board: counted, checked for what would name a school, issued by somebody else, then frozen (I-13, I-31). */
export class BoardReport1764000000053 implements MigrationInterface {
  name = 'BoardReport1764000000053';
  async up(db: QueryRunner): Promise<void> {
    await db.query(REPORT);
    await db.query(GUARDS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const REPORT = `
create schema if not exists board_report;
grant usage on schema board_report to trellis_app, trellis_worker, trellis_auditor;

create table board_report.report (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^B-[0-9]{4}-[0-9]{3,}$'),
  year text not null check (year ~ '^20[0-9]{2}/[0-9]{2}$'),
  drafted_by uuid not null,
  counted_at timestamptz not null,
  -- what was counted before anything is hidden: for the check alone
  basis text not null,
  -- text, not json: its bytes are what the hash is of
  content text,
  content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  checked_beside uuid[] not null default '{}',
  checked_by uuid,
  approved_by uuid,
  issued_by uuid,
  issued_at timestamptz,
  erratum text check (length(erratum) between 1 and 2000),
  corrected_by uuid,
  corrected_at timestamptz,
  state text not null check (state in ('draft', 'disclosure_checked', 'approved', 'issued', 'corrected')),
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  -- two people: nobody approves or issues what they counted or checked
  check (approved_by <> drafted_by and approved_by <> checked_by),
  check (issued_by <> drafted_by and issued_by <> checked_by),
  check ((content is null) = (content_hash is null) and (content is null) = (checked_by is null)),
  check ((state = 'draft') = (content is null)),
  check ((state in ('approved', 'issued', 'corrected')) = (approved_by is not null)),
  check ((state in ('issued', 'corrected')) = (issued_by is not null and issued_at is not null)),
  check ((state = 'corrected') = (erratum is not null and corrected_by is not null and corrected_at is not null))
);
call platform.protect('board_report.report');
call audit.watch('board_report.report');
grant select, insert, update on board_report.report to trellis_app;
`;

const GUARDS = `
-- What was checked stands as it was checked, and what was issued stands for good: an erratum is added beside it.
create function board_report.report_goes_on() returns trigger language plpgsql as $$
declare
  own text[] := case new.state
    when 'draft' then '{drafted_by,counted_at,basis,content,content_hash,checked_beside,checked_by,approved_by}'::text[]
    when 'disclosure_checked' then '{content,content_hash,checked_beside,checked_by}'::text[]
    when 'approved' then '{approved_by}'::text[]
    when 'issued' then '{issued_by,issued_at}'::text[]
    else '{erratum,corrected_by,corrected_at}'::text[] end;
begin
  if (old.state, new.state) not in (('draft', 'disclosure_checked'), ('disclosure_checked', 'approved'),
    ('disclosure_checked', 'draft'), ('approved', 'draft'), ('approved', 'issued'), ('issued', 'corrected'))
  then raise exception 'A report that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  if (to_jsonb(new) - own - '{state,version}'::text[]) is distinct from (to_jsonb(old) - own - '{state,version}'::text[])
  then raise exception 'What was written in a report stands.' using errcode = 'TR004'; end if;
  return new;
end $$;
create function board_report.report_stays() returns trigger language plpgsql as $$
begin raise exception 'A report stays.' using errcode = 'TR004'; end $$;
create trigger goes_on before update on board_report.report for each row execute function board_report.report_goes_on();
create trigger stays before delete on board_report.report for each row execute function board_report.report_stays();
`;
