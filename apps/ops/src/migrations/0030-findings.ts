import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What officers ask about a case, how it was answered, and what they make of the answer. */
export class Findings1764000000030 implements MigrationInterface {
  name = 'Findings1764000000030';
  async up(db: QueryRunner): Promise<void> {
    await db.query(FINDING);
    await db.query(GUARDS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const FINDING = `
create schema if not exists assurance;
grant usage on schema assurance to trellis_app, trellis_worker, trellis_auditor;

create table assurance.finding (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^F-[0-9]{4}-[0-9]{3,}$'),
  -- what was looked at
  sample_kind text not null check (sample_kind in ('need', 'proposal', 'pairing', 'run')),
  sample_reference text not null,
  need_id uuid,
  proposal_id uuid,
  pairing_id uuid,
  run_id uuid,
  -- the school that asked; null for a run
  school_urn text,
  school_urns text[] not null,
  question text not null check (length(question) between 1 and 4000),
  opened_by uuid not null,
  opened_at timestamptz not null,
  due_on date not null,
  answer text check (length(answer) between 1 and 4000),
  answered_by uuid,
  answered_at timestamptz,
  opinion text check (length(opinion) between 1 and 4000),
  opinion_by uuid,
  opinion_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  withdrawn_because text check (length(withdrawn_because) between 1 and 2000),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  state text not null check (state in ('opened', 'answered', 'opinion_given', 'closed', 'withdrawn')),
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, need_id) references profiles.need (area_id, id),
  foreign key (area_id, proposal_id) references brokerage.proposal (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  foreign key (area_id, run_id) references brokerage.match_run (area_id, id),
  check ((need_id is null) = (sample_kind = 'run')),
  check ((run_id is not null) = (sample_kind = 'run')),
  check ((proposal_id is not null) = (sample_kind = 'proposal')),
  check ((pairing_id is not null) = (sample_kind = 'pairing')),
  check ((school_urn is null) = (sample_kind = 'run')),
  check (school_urn is null or school_urn = any (school_urns)),
  -- two people at least: nobody answers what they asked, judges what they answered, or closes it
  check (answered_by <> opened_by),
  check (opinion_by <> answered_by),
  check (closed_by <> answered_by),
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)),
  check ((opinion is null) = (opinion_by is null) and (opinion is null) = (opinion_at is null)),
  check (state not in ('answered', 'opinion_given', 'closed') or answer is not null),
  check ((state in ('opinion_given', 'closed')) = (opinion is not null)),
  check ((state = 'closed') = (closed_by is not null and closed_at is not null)),
  check ((state = 'withdrawn') = (withdrawn_because is not null and withdrawn_by is not null and withdrawn_at is not null))
);
create index finding_open on assurance.finding (area_id, opened_at) where state in ('opened', 'answered', 'opinion_given');
call platform.protect('assurance.finding');
call audit.watch('assurance.finding');
grant select, insert, update on assurance.finding to trellis_app;
grant select on assurance.finding to trellis_worker;
`;

const GUARDS = `
-- Each step adds its own words and nothing else; what was written stands.
create function assurance.finding_goes_on() returns trigger language plpgsql as $$
declare
  own text[] := case new.state
    when 'answered' then '{answer,answered_by,answered_at}'::text[]
    when 'opinion_given' then '{opinion,opinion_by,opinion_at}'::text[]
    when 'closed' then '{closed_by,closed_at}'::text[]
    when 'withdrawn' then '{withdrawn_because,withdrawn_by,withdrawn_at}'::text[]
    else '{}'::text[] end;
begin
  if (old.state, new.state) not in (('opened', 'answered'), ('opened', 'withdrawn'), ('answered', 'opinion_given'),
    ('answered', 'withdrawn'), ('opinion_given', 'closed'))
  then raise exception 'A finding that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  if (to_jsonb(new) - own - '{state,version}'::text[]) is distinct from (to_jsonb(old) - own - '{state,version}'::text[])
  then raise exception 'What was written in a finding stands.' using errcode = 'TR004'; end if;
  return new;
end $$;
create function assurance.finding_stays() returns trigger language plpgsql as $$
begin raise exception 'A finding stays.' using errcode = 'TR004'; end $$;
create trigger goes_on before update on assurance.finding for each row execute function assurance.finding_goes_on();
create trigger stays before delete on assurance.finding for each row execute function assurance.finding_stays();

-- I-4 in the database: no officer with an interest in a school of the case, by raw SQL too.
create function assurance.no_interested_officer() returns trigger language plpgsql as $$
begin
  perform identity.refuse_interest(case new.state when 'opened' then new.opened_by when 'opinion_given' then new.opinion_by
    when 'closed' then new.closed_by else new.withdrawn_by end, new.school_urns);
  return null;
end $$;
create constraint trigger no_interested_officer after insert or update on assurance.finding deferrable initially deferred
  for each row when (new.state <> 'answered') execute function assurance.no_interested_officer();
`;
