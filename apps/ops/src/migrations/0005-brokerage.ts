import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Match runs with their packed rows, conflicts between schools, proposals and what brokers chose and why. */
export class Brokerage1764000000005 implements MigrationInterface {
  name = 'Brokerage1764000000005';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
create schema brokerage;
grant usage on schema brokerage to trellis_app, trellis_worker, trellis_auditor;

create table brokerage.match_run (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^R-[0-9]{4,}$'),
  kind text not null check (kind in ('single_need', 'batch', 'what_if')),
  -- same snapshot, policy and engine: the same run, whoever asks
  run_key text not null check (run_key ~ '^[0-9a-f]{64}$'),
  need_ids uuid[] not null,
  snapshot_hash text not null check (snapshot_hash ~ '^[0-9a-f]{64}$'),
  policy_number int not null,
  policy_hash text not null,
  engine_hash text not null,
  state text not null check (state in ('queued', 'running', 'complete', 'infeasible', 'failed', 'cancelled', 'published', 'discarded')),
  requested_by uuid,
  requested_at timestamptz not null,
  finished_at timestamptz,
  plan jsonb,
  result_hash text check (result_hash ~ '^[0-9a-f]{64}$'),
  failure text,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id)
);
create unique index one_run_per_question on brokerage.match_run (area_id, run_key)
  where state in ('queued', 'running', 'complete', 'infeasible', 'published');

-- Ticks of a run, beside it: bookkeeping that no audit entry is written for.
create table brokerage.run_progress (
  area_id uuid not null,
  run_id uuid not null,
  done int not null default 0 check (done >= 0),
  total int not null check (total >= done),
  cancel_asked boolean not null default false,
  primary key (area_id, run_id),
  foreign key (area_id, run_id) references brokerage.match_run (area_id, id)
);
-- One packed row per need, inserted once or compared equal.
create table brokerage.match_row (
  area_id uuid not null,
  run_id uuid not null,
  need_index int not null check (need_index >= 0),
  need_id uuid not null,
  packed text not null,
  checksum text not null,
  primary key (area_id, run_id, need_index),
  foreign key (area_id, run_id) references brokerage.match_run (area_id, id)
);
create function brokerage.rows_never_change() returns trigger language plpgsql as $$
begin raise exception 'A scored row is never changed: % differs from what was kept.', old.need_id using errcode = 'TR004'; end $$;
create trigger never_changes before update on brokerage.match_row for each row
  when (old.packed is distinct from new.packed or old.checksum is distinct from new.checksum)
  execute function brokerage.rows_never_change();
insert into platform.audit_exempt values
  ('brokerage.run_progress', 'ticks; the run itself is audited'),
  ('brokerage.match_row', 'chunks of a run: its result hash is in the audit');

create table brokerage.conflict (
  id uuid primary key,
  area_id uuid not null,
  urn text not null,
  other_urn text not null check (other_urn collate "C" > urn collate "C"),
  kind text not null check (kind in ('same_body', 'governance', 'employment', 'family', 'competition', 'money', 'past_dispute')),
  state text not null check (state in ('suspected', 'none', 'managed', 'barred', 'expired')),
  conditions text,
  version int not null default 1,
  unique (area_id, urn, other_urn, kind),
  check (state <> 'managed' or conditions is not null)
);

create table brokerage.proposal (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^P-[0-9]{4}-[0-9]{3,}$'),
  need_id uuid not null,
  offer_id uuid not null,
  asker_urn text not null,
  supporter_urn text not null check (supporter_urn <> asker_urn),
  run_id uuid not null,
  place int not null check (place >= 1),
  points int not null check (points between 0 and 1000),
  parts jsonb not null,
  half_days jsonb not null,
  reason text,
  state text not null check (state in ('proposed', 'sounding_out', 'supporter_accepted', 'school_accepted', 'decided',
    'declined_by_supporter', 'declined_by_school', 'vetoed', 'lapsed')),
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, run_id) references brokerage.match_run (area_id, id),
  check (place = 1 or reason is not null)
);
create unique index one_live_proposal on brokerage.proposal (area_id, need_id, supporter_urn)
  where state in ('proposed', 'sounding_out', 'supporter_accepted', 'school_accepted');

-- What a broker chose on a need's candidates page, and why: never changed, a later one supersedes.
create table brokerage.broker_choice (
  id uuid primary key,
  area_id uuid not null,
  need_id uuid not null,
  asker_urn text not null,
  supporter_urn text,
  run_id uuid,
  kind text not null check (kind in ('propose', 'veto', 'defer')),
  reason text,
  until date,
  made_by uuid not null,
  made_at timestamptz not null,
  check (kind = 'propose' or length(reason) > 0),
  check (kind <> 'veto' or supporter_urn is not null),
  check (kind <> 'defer' or until is not null)
);
create index choice_of_need on brokerage.broker_choice (area_id, need_id, made_at desc);
create function brokerage.choices_never_change() returns trigger language plpgsql as $$
begin raise exception 'A choice is never changed: a later one supersedes it.' using errcode = 'TR004'; end $$;
create trigger never_changes before update or delete on brokerage.broker_choice
  for each row execute function brokerage.choices_never_change();

-- I-4 in the database: nobody with an interest in a school of the case, valid at commit, by raw SQL too.
create function brokerage.no_interested_maker() returns trigger language plpgsql as $$
begin
  perform identity.refuse_interest(new.made_by, array[new.asker_urn, new.supporter_urn]);
  return null;
end $$;
create constraint trigger no_interested_maker after insert on brokerage.proposal deferrable initially deferred
  for each row execute function brokerage.no_interested_maker();
create constraint trigger no_interested_maker after insert on brokerage.broker_choice deferrable initially deferred
  for each row execute function brokerage.no_interested_maker();

call platform.protect('brokerage.match_run');
call platform.protect('brokerage.run_progress');
call platform.protect('brokerage.match_row');
call platform.protect('brokerage.conflict');
call platform.protect('brokerage.proposal');
call platform.protect('brokerage.broker_choice');
call audit.watch('brokerage.match_run');
call audit.watch('brokerage.conflict');
call audit.watch('brokerage.proposal');
call audit.watch('brokerage.broker_choice');
grant select, insert, update on brokerage.match_run, brokerage.run_progress, brokerage.match_row, brokerage.conflict,
  brokerage.proposal to trellis_app, trellis_worker;
grant select, insert on brokerage.broker_choice to trellis_app, trellis_worker;
set local role trellis_lookup;
-- Runs that should be at work and have no live lease: found before an area is known, ids only.
create function lookup.runs_without_a_lease() returns table (run_id uuid, area_id uuid)
  language sql security definer set search_path = pg_catalog as $$
  select s.subject, s.area_id from platform.job_subject s
  left join platform.lease l on l.subject = 'run:' || s.subject::text
  where s.kind = 'match-run' and not s.settled and coalesce(l.until, '-infinity') < now() and s.since < now() - interval '15 seconds' $$;
revoke all on function lookup.runs_without_a_lease from public;
grant execute on function lookup.runs_without_a_lease to trellis_worker, trellis_app;
reset role;
set local role trellis_owner;
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
