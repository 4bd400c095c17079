import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a pairing works by: its agenda, agreed by both heads and a broker, and its visits with the right of reply. */
export class Pairing1764000000008 implements MigrationInterface {
  name = 'Pairing1764000000008';
  async up(db: QueryRunner): Promise<void> {
    await db.query(AGENDA);
    await db.query(VISITS);
    await db.query(CLOSING);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const AGENDA = `
create table brokerage.agenda (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  purpose text not null check (length(purpose) between 1 and 500),
  -- what it asks of and gives to pupils with SEND and those left out
  inclusion text not null check (length(inclusion) between 1 and 2000),
  exit_rule text not null check (length(exit_rule) between 1 and 1000),
  confidentiality text not null check (length(confidentiality) between 1 and 1000),
  -- working days between two contacts
  cadence_days int not null check (cadence_days between 1 and 60),
  -- at most three: aim, measure, baseline, target, due day (I-24)
  objectives jsonb not null check (jsonb_typeof(objectives) = 'array' and jsonb_array_length(objectives) between 1 and 3),
  state text not null check (state in ('draft', 'agreed', 'varied', 'closed')),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  supporter_agreed_by uuid,
  supporter_agreed_at timestamptz,
  school_agreed_by uuid,
  school_agreed_at timestamptz,
  broker_agreed_by uuid,
  broker_agreed_at timestamptz,
  version int not null default 1,
  unique (area_id, pairing_id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check (state <> 'agreed' or supporter_agreed_at is not null and school_agreed_at is not null and broker_agreed_at is not null)
);
-- I-11: what was agreed stays as it was agreed; a change is a new version that all three agree again.
create function brokerage.agreed_agenda_stands() returns trigger language plpgsql as $$
begin
  if old.state = 'agreed' and new.state = 'agreed' and (new.objectives, new.purpose, new.exit_rule, new.inclusion)
     is distinct from (old.objectives, old.purpose, old.exit_rule, old.inclusion) then
    raise exception 'An agreed agenda stands as it was agreed.' using errcode = 'TR004';
  end if;
  return new;
end $$;
create trigger stands before update on brokerage.agenda for each row execute function brokerage.agreed_agenda_stands();

-- I-1 by raw SQL too: nothing but a light pairing is active without its agreed agenda and committed days.
create function brokerage.active_through_the_gate() returns trigger language plpgsql as $$
begin
  if new.state <> 'active' or new.kind = 'light' then return null; end if;
  if not exists (select 1 from brokerage.agenda a where a.area_id = new.area_id and a.pairing_id = new.id and a.state = 'agreed')
  then raise exception 'A pairing is active with an agreed agenda alone.' using errcode = 'TR007'; end if;
  if coalesce((select sum(e.half_days) from profiles.capacity_entry e where e.area_id = new.area_id
      and e.reference = 'proposal:' || new.proposal_id::text and e.kind in ('committed', 'delivered')), 0) <= 0
  then raise exception 'A pairing is active with promised days alone.' using errcode = 'TR007'; end if;
  return null;
end $$;
create constraint trigger gate after insert or update on brokerage.pairing deferrable initially deferred
  for each row execute function brokerage.active_through_the_gate();
call platform.protect('brokerage.agenda');
call audit.watch('brokerage.agenda');
grant select, insert, update on brokerage.agenda to trellis_app, trellis_worker;
`;

const VISITS = `
create table brokerage.visit (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  number int not null check (number >= 1),
  held_on date not null,
  mode text not null check (mode in ('in_person', 'remote', 'hybrid')),
  half_days int not null check (half_days between 0 and 20),
  summary text not null check (length(summary) between 1 and 2000),
  actions text check (length(actions) between 1 and 2000),
  logged_by uuid not null,
  logged_at timestamptz not null,
  state text not null check (state in ('with_school', 'accurate', 'inaccurate', 'no_reply')),
  reply text check (length(reply) between 1 and 2000),
  replied_by uuid,
  replied_at timestamptz,
  version int not null default 1,
  unique (area_id, pairing_id, number),
  unique (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check (state <> 'inaccurate' or reply is not null),
  -- who wrote it never answers it
  check (replied_by is null or replied_by <> logged_by)
);
call platform.protect('brokerage.visit');
call audit.watch('brokerage.visit');
grant select, insert, update on brokerage.visit to trellis_app, trellis_worker;
`;

const CLOSING = `
alter table brokerage.pairing
  add outcome text check (outcome in ('met', 'part_met', 'not_met', 'ended_early')),
  add closed_summary text check (length(closed_summary) between 1 and 2000),
  add thanks text check (length(thanks) between 1 and 2000),
  add closed_by uuid,
  add closed_at timestamptz,
  add pause_reason text check (length(pause_reason) between 1 and 2000),
  add check (state not in ('closed', 'sustain_checking', 'evaluated') or outcome is not null and closed_summary is not null);
`;
