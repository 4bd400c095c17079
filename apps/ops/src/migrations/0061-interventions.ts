import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Interventions: what they rest on, who funds them, what they cost and what came of them; and findings about them. */
export class Interventions1764000000061 implements MigrationInterface {
  name = 'Interventions1764000000061';
  async up(db: QueryRunner): Promise<void> {
    await db.query(INTERVENTION);
    await db.query(GUARDS);
    await db.query(FINDINGS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const INTERVENTION = `
create table assurance.intervention (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^I-[0-9]{4}-[0-9]{3,}$'),
  kind text not null check (kind in ('agreed_support', 'programme', 'warning_notice', 'required_support',
    'additional_governors', 'interim_board', 'budget_suspended', 'other')),
  basis text not null check (basis in ('power', 'agreement')),
  rests_on text not null check (length(rests_on) between 1 and 500),
  funder text not null check (length(funder) between 1 and 200),
  pence int not null check (pence between 0 and 100000000),
  half_days int not null check (half_days between 0 and 1000),
  -- what it is about: a need, or a pairing with its need
  about_kind text not null check (about_kind in ('need', 'pairing')),
  about_reference text not null,
  need_id uuid not null,
  pairing_id uuid,
  school_urn text not null,
  school_urns text[] not null,
  starts_on date not null,
  -- expected until it ends, then the day it did
  ends_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  changed_by uuid,
  changed_at timestamptz,
  begun_by uuid,
  begun_at timestamptz,
  outcome text check (outcome in ('met', 'part_met', 'not_met', 'ended_early')),
  came_of_it text check (length(came_of_it) between 1 and 2000),
  ended_by uuid,
  ended_at timestamptz,
  withdrawn_because text check (length(withdrawn_because) between 1 and 2000),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  state text not null check (state in ('planned', 'live', 'ended', 'withdrawn')),
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, need_id) references profiles.need (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check ((pairing_id is not null) = (about_kind = 'pairing')),
  check (school_urn = any (school_urns)),
  check (ends_on is null or ends_on >= starts_on),
  check (kind <> 'agreed_support' or basis = 'agreement'),
  check (kind not in ('warning_notice', 'required_support', 'additional_governors', 'interim_board', 'budget_suspended')
    or basis = 'power'),
  check ((changed_by is null) = (changed_at is null)),
  check ((state in ('live', 'ended')) = (begun_by is not null and begun_at is not null)),
  check ((state = 'ended') = (outcome is not null and came_of_it is not null and ended_by is not null and ended_at is not null)),
  check (state <> 'ended' or ends_on is not null),
  check ((state = 'withdrawn') = (withdrawn_because is not null and withdrawn_by is not null and withdrawn_at is not null))
);
create index intervention_of_need on assurance.intervention (area_id, need_id);
call platform.protect('assurance.intervention');
call audit.watch('assurance.intervention');
grant select, insert, update on assurance.intervention to trellis_app;
grant select on assurance.intervention to trellis_worker;
`;

const GUARDS = `
-- It begins planned; what it is about stands, and what is over stands as it was written.
create function assurance.intervention_begins() returns trigger language plpgsql as $$
begin
  if new.state <> 'planned' then raise exception 'An intervention begins planned.' using errcode = 'TR007'; end if;
  return new;
end $$;
create function assurance.intervention_goes_on() returns trigger language plpgsql as $$
declare
  said text[] := '{kind,basis,rests_on,funder,pence,half_days,starts_on,ends_on,changed_by,changed_at}';
  own text[] := case
    when new.state = old.state then said
    when new.state = 'live' then '{starts_on,begun_by,begun_at}'
    when new.state = 'ended' then '{ends_on,outcome,came_of_it,ended_by,ended_at}'
    else '{withdrawn_because,withdrawn_by,withdrawn_at}' end;
begin
  if (old.state, new.state) not in (('planned', 'planned'), ('live', 'live'), ('planned', 'live'), ('planned', 'withdrawn'),
    ('live', 'ended'))
  then raise exception 'An intervention that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  if (to_jsonb(new) - own - '{state,version}'::text[]) is distinct from (to_jsonb(old) - own - '{state,version}'::text[])
  then raise exception 'What was written of an intervention stands.' using errcode = 'TR004'; end if;
  return new;
end $$;
create function assurance.intervention_stays() returns trigger language plpgsql as $$
begin raise exception 'An intervention stays.' using errcode = 'TR004'; end $$;
create trigger begins before insert on assurance.intervention for each row execute function assurance.intervention_begins();
create trigger goes_on before update on assurance.intervention for each row execute function assurance.intervention_goes_on();
create trigger stays before delete on assurance.intervention for each row execute function assurance.intervention_stays();

-- I-4 in the database: nobody with an interest in a school of the case writes it, by raw SQL too.
create function assurance.no_interested_recorder() returns trigger language plpgsql as $$
begin
  perform identity.refuse_interest(case when tg_op = 'INSERT' then new.recorded_by when new.state = old.state then new.changed_by
    when new.state = 'live' then new.begun_by when new.state = 'ended' then new.ended_by else new.withdrawn_by end, new.school_urns);
  return null;
end $$;
create constraint trigger no_interested_recorder after insert or update on assurance.intervention
  deferrable initially deferred for each row execute function assurance.no_interested_recorder();
`;

/** An officer may ask about an intervention as about any other record. */
const FINDINGS = `
alter table assurance.finding add column intervention_id uuid,
  add foreign key (area_id, intervention_id) references assurance.intervention (area_id, id),
  drop constraint finding_sample_kind_check,
  add constraint finding_sample_kind_check check (sample_kind in ('need', 'proposal', 'pairing', 'run', 'intervention')),
  add check ((intervention_id is not null) = (sample_kind = 'intervention'));
`;
