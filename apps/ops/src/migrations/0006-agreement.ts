import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From a proposal to an agreement: soundings, offers of support, decisions with their second person, pairings, deadlines. */
export class Agreement1764000000006 implements MigrationInterface {
  name = 'Agreement1764000000006';
  async up(db: QueryRunner): Promise<void> {
    await db.query(PROPOSAL);
    await db.query(ANSWERS);
    await db.query(DECISIONS);
    await db.query(PAIRINGS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const PROPOSAL = `
alter table brokerage.proposal
  -- in words, as the asking school reads them
  add reasons jsonb,
  -- from here on the supporting side sees it, blind
  add sounded_at timestamptz,
  -- from here on the asking side sees it
  add supporter_yes_at timestamptz,
  -- the school accepted or asked to meet: both names are open to both
  add names_open_at timestamptz,
  add check (state not in ('sounding_out', 'supporter_accepted', 'school_accepted', 'decided') or sounded_at is not null),
  add check (state not in ('supporter_accepted', 'school_accepted', 'decided') or supporter_yes_at is not null),
  add check (state not in ('school_accepted', 'decided') or names_open_at is not null);
`;

const ANSWERS = `
-- What a supporter was asked, blind, and what it answered. Its yes holds days in the ledger of profiles.
create table brokerage.sounding (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^Q-[0-9]{4}-[0-9]{3,}$'),
  proposal_id uuid not null,
  supporter_urn text not null,
  -- theme, phases, district, modes: what it was told, word for word
  told jsonb not null,
  -- half-days by half-term
  half_days jsonb not null,
  sent_by uuid not null,
  sent_at timestamptz not null,
  answer text check (answer in ('yes', 'fewer_days', 'another_person', 'not_this_term')),
  answered_half_days jsonb,
  person text check (length(person) between 1 and 200),
  answered_by uuid,
  answered_at timestamptz,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, proposal_id),
  foreign key (area_id, proposal_id) references brokerage.proposal (area_id, id),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  check ((answer in ('yes', 'fewer_days', 'another_person')) = (answered_half_days is not null)),
  check (answer <> 'another_person' or person is not null)
);

-- What the asking school is told of a supporter that said yes, and what it answers. A note is for the broker alone.
create table brokerage.support_offer (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^O-[0-9]{4}-[0-9]{3,}$'),
  proposal_id uuid not null,
  asker_urn text not null,
  -- reasons in words, as they were shown
  reasons jsonb not null,
  half_days jsonb not null,
  person text,
  made_at timestamptz not null,
  meeting_asked_at timestamptz,
  answer text check (answer in ('accepted', 'declined')),
  note text check (length(note) between 1 and 2000),
  answered_by uuid,
  answered_at timestamptz,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, proposal_id),
  foreign key (area_id, proposal_id) references brokerage.proposal (area_id, id),
  check ((answer is null) = (answered_at is null))
);
call platform.protect('brokerage.sounding');
call platform.protect('brokerage.support_offer');
call audit.watch('brokerage.sounding');
call audit.watch('brokerage.support_offer');
grant select, insert, update on brokerage.sounding, brokerage.support_offer to trellis_app, trellis_worker;
`;

const DECISIONS = `
create table brokerage.decision (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^D-[0-9]{4}-[0-9]{3,}$'),
  proposal_id uuid not null,
  need_id uuid not null,
  asker_urn text not null,
  supporter_urn text not null,
  outcome text not null check (outcome in ('agreed', 'agreed_with_conditions', 'partly_agreed', 'deferred', 'declined', 'withdrawn')),
  reason text check (length(reason) between 1 and 2000),
  conditions text check (length(conditions) between 1 and 2000),
  -- half-days by half-term that it commits
  half_days jsonb not null,
  -- the supporter is not the one that the run put first; what that costs, in points of the run
  override boolean not null,
  override_cost int,
  -- above the area's limit: takes effect with another's approval
  needs_second boolean not null,
  until date,
  made_by uuid not null,
  made_at timestamptz not null,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, proposal_id) references brokerage.proposal (area_id, id),
  check (outcome = 'agreed' and not override or reason is not null),
  check (outcome <> 'agreed_with_conditions' or conditions is not null),
  check (outcome <> 'deferred' or until is not null)
);
create index decision_of_proposal on brokerage.decision (area_id, proposal_id, made_at desc);

create table brokerage.approval (
  id uuid primary key,
  area_id uuid not null,
  decision_id uuid not null,
  asker_urn text not null,
  supporter_urn text not null,
  approved boolean not null,
  reason text check (length(reason) between 1 and 2000),
  made_by uuid not null,
  made_at timestamptz not null,
  unique (area_id, decision_id),
  foreign key (area_id, decision_id) references brokerage.decision (area_id, id),
  check (approved or reason is not null)
);
create function brokerage.acts_never_change() returns trigger language plpgsql as $$
begin raise exception 'A decision is never changed: a later one supersedes it.' using errcode = 'TR004'; end $$;
create trigger never_changes before update or delete on brokerage.decision
  for each row execute function brokerage.acts_never_change();
create trigger never_changes before update or delete on brokerage.approval
  for each row execute function brokerage.acts_never_change();
create constraint trigger no_interested_maker after insert on brokerage.decision deferrable initially deferred
  for each row execute function brokerage.no_interested_maker();
create constraint trigger no_interested_maker after insert on brokerage.approval deferrable initially deferred
  for each row execute function brokerage.no_interested_maker();
-- I-5 by raw SQL too: nobody approves what they decided.
create function brokerage.another_person_approves() returns trigger language plpgsql as $$
begin
  if exists (select 1 from brokerage.decision d where d.area_id = new.area_id and d.id = new.decision_id and d.made_by = new.made_by) then
    raise exception 'Nobody approves what they decided.' using errcode = 'TR006';
  end if;
  return new;
end $$;
create trigger another_person before insert on brokerage.approval
  for each row execute function brokerage.another_person_approves();
call platform.protect('brokerage.decision');
call platform.protect('brokerage.approval');
call audit.watch('brokerage.decision');
call audit.watch('brokerage.approval');
grant select, insert on brokerage.decision, brokerage.approval to trellis_app, trellis_worker;
`;

const PAIRINGS = `
create table brokerage.pairing (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^SP-[0-9]{4}-[0-9]{3,}$'),
  kind text not null check (kind in ('light', 'support', 'coaching', 'project')),
  proposal_id uuid,
  need_id uuid not null,
  asker_urn text not null,
  supporter_urn text not null check (supporter_urn <> asker_urn),
  offer_id uuid,
  -- who keeps it alive (SSAT's gardener)
  gardener_person_id uuid not null,
  half_days jsonb not null,
  person text,
  conditions text,
  state text not null check (state in ('agreed_in_principle', 'agenda_drafting', 'agenda_agreed', 'active', 'paused', 'closing',
    'closed', 'sustain_checking', 'evaluated', 'not_started')),
  -- something alive always has a next date
  next_date date,
  made_at timestamptz not null,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  unique (area_id, proposal_id),
  foreign key (area_id, proposal_id) references brokerage.proposal (area_id, id),
  foreign key (area_id, gardener_person_id) references identity.person (area_id, id),
  check (state in ('closed', 'sustain_checking', 'evaluated', 'not_started') or next_date is not null)
);

-- One row a running clock; it keeps the calendar it was counted with (I-32).
create table brokerage.deadline (
  id uuid primary key,
  area_id uuid not null,
  clock text not null check (clock ~ '^C-[0-9]+([.][a-z]+)?$'),
  -- a sounding, a proposal or a pairing
  subject_id uuid not null,
  started_at timestamptz not null,
  due_on date not null,
  due_at timestamptz not null,
  calendar_version text not null,
  state text not null default 'open' check (state in ('open', 'met', 'missed', 'stopped')),
  ended_at timestamptz,
  version int not null default 1,
  unique (area_id, id),
  check ((state = 'open') = (ended_at is null))
);
create unique index one_open_deadline on brokerage.deadline (area_id, clock, subject_id) where state = 'open';
create index deadlines_due on brokerage.deadline (area_id, due_at) where state = 'open';
call platform.protect('brokerage.pairing');
call platform.protect('brokerage.deadline');
call audit.watch('brokerage.pairing');
call audit.watch('brokerage.deadline');
grant select, insert, update on brokerage.pairing, brokerage.deadline to trellis_app, trellis_worker;
`;
