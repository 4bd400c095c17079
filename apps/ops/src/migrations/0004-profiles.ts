import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What schools need and what they offer: needs with their moves, offers, declarations, and the ledger of half-days. */
export class Profiles1764000000004 implements MigrationInterface {
  name = 'Profiles1764000000004';
  async up(db: QueryRunner): Promise<void> {
    await db.query(NEEDS);
    await db.query(OFFERS);
    await db.query(CAPACITY);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const NEEDS = `
create schema profiles;
grant usage on schema profiles to trellis_app, trellis_worker, trellis_auditor;

create function profiles.rows_never_change() returns trigger language plpgsql as $$
begin raise exception 'A row of % is never changed: a later one says what is new.', tg_table_name using errcode = 'TR004'; end $$;

create table profiles.need (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^N-[0-9]{4}-[0-9]{3,}$'),
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  primary_theme text not null check (primary_theme ~ '^[a-z]{3}[.][a-z0-9_]+$'),
  secondary_themes text[] not null default '{}'
    check (cardinality(secondary_themes) <= 2 and not primary_theme = any (secondary_themes)),
  key_stages text[] not null
    check (cardinality(key_stages) between 1 and 6 and key_stages <@ array['EY', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5']),
  send_thread text not null check (length(send_thread) between 1 and 2000),
  priority text not null check (priority in ('when_possible', 'this_term', 'now')),
  wanted_outcome text not null check (length(wanted_outcome) between 1 and 2000),
  tried text check (length(tried) between 1 and 2000),
  -- in each half-term of the window
  half_days_wanted int not null check (half_days_wanted between 1 and 60),
  window_from text not null check (window_from ~ '^20[0-9]{2}/[0-9]{2}-[1-6]$'),
  window_to text not null check (window_to ~ '^20[0-9]{2}/[0-9]{2}-[1-6]$'),
  partners_wanted int not null default 1 check (partners_wanted between 1 and 3),
  modes text[] not null check (cardinality(modes) between 1 and 3 and modes <@ array['in_person', 'remote', 'hybrid']),
  travel_km int check (travel_km between 1 and 500),
  earliest_start date,
  -- who may be approached; null until the head has ticked it, and no run uses the need before
  approach jsonb check (approach->>'kind' in ('anyone', 'anyone_but', 'only') and jsonb_typeof(approach->'urns') = 'array'),
  wishes text[] not null default '{}' check (cardinality(wishes) <= 5),
  owner_person_id uuid,
  adviser_person_id uuid,
  next_date date,
  -- the calendar by which the next date was counted (I-32)
  calendar_version text,
  state text not null check (state in ('raised', 'triaged', 'diagnosed', 'agreed', 'open', 'proposed', 'commissioned',
    'matched', 'met', 'not_pursued', 'escalated', 'withdrawn')),
  waiting_since date not null,
  raised_by uuid not null,
  raised_at timestamptz not null,
  agreed_by uuid,
  agreed_at timestamptz,
  closed_reason text check (length(closed_reason) between 1 and 2000),
  closed_at timestamptz,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, owner_person_id) references identity.person (area_id, id),
  foreign key (area_id, adviser_person_id) references identity.person (area_id, id),
  check (window_from collate "C" <= window_to collate "C"),
  check (not urn = any (wishes)),
  -- I-6: an owner and a next date, or closed with a reason
  check (case when state in ('met', 'not_pursued', 'withdrawn') then closed_at is not null and closed_reason is not null
    else owner_person_id is not null and next_date is not null end),
  -- I-7: no run sees it before its head confirmed the wording and said who may be approached
  check (state not in ('agreed', 'open', 'proposed', 'commissioned', 'matched', 'met') or agreed_by is not null),
  check (state not in ('open', 'proposed', 'matched') or approach is not null)
);
create index need_of_school on profiles.need (area_id, urn);
create index need_in_state on profiles.need (area_id, state, next_date);
create index need_of_owner on profiles.need (area_id, owner_person_id);

-- Every move with who, when and why. Never changed.
create table profiles.need_move (
  id uuid primary key,
  area_id uuid not null,
  need_id uuid not null,
  from_state text,
  to_state text not null,
  moved_by text not null,
  moved_at timestamptz not null,
  reason text check (length(reason) between 1 and 2000),
  policy_number int,
  foreign key (area_id, need_id) references profiles.need (area_id, id)
);
create index move_of_need on profiles.need_move (area_id, need_id, moved_at);
create trigger never_changes before update or delete on profiles.need_move
  for each row execute function profiles.rows_never_change();

-- A supporter's no to one need: no later run asks again.
create table profiles.need_decline (
  id uuid primary key,
  area_id uuid not null,
  need_id uuid not null,
  supporter_urn text not null check (supporter_urn ~ '^[1-9][0-9]{5}$'),
  declined_at timestamptz not null,
  unique (area_id, need_id, supporter_urn),
  foreign key (area_id, need_id) references profiles.need (area_id, id)
);
create trigger never_changes before update or delete on profiles.need_decline
  for each row execute function profiles.rows_never_change();

-- I-4 in the database: a need is never given to somebody with an interest in its school, by raw SQL too.
create function profiles.no_interested_owner() returns trigger language plpgsql as $$
begin
  if new.owner_person_id is not null then perform identity.refuse_interest(new.owner_person_id, array[new.urn]); end if;
  if new.adviser_person_id is not null then perform identity.refuse_interest(new.adviser_person_id, array[new.urn]); end if;
  return null;
end $$;
create constraint trigger no_interested_owner after insert or update of owner_person_id, adviser_person_id on profiles.need
  deferrable initially deferred for each row execute function profiles.no_interested_owner();

call platform.protect('profiles.need');
call platform.protect('profiles.need_move');
call platform.protect('profiles.need_decline');
call audit.watch('profiles.need');
call audit.watch('profiles.need_move');
call audit.watch('profiles.need_decline');
grant select, insert, update on profiles.need to trellis_app, trellis_worker;
grant select, insert on profiles.need_move, profiles.need_decline to trellis_app, trellis_worker;
`;

const OFFERS = `
create table profiles.offer (
  id uuid primary key,
  area_id uuid not null,
  supporter_urn text not null check (supporter_urn ~ '^[1-9][0-9]{5}$'),
  -- [{theme, depth, evidence, howWeKnow, on}]
  themes jsonb not null check (jsonb_typeof(themes) = 'array' and jsonb_array_length(themes) between 1 and 20),
  people text check (length(people) between 1 and 500),
  key_stages text[] not null
    check (cardinality(key_stages) between 1 and 6 and key_stages <@ array['EY', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5']),
  modes text[] not null check (cardinality(modes) between 1 and 3 and modes <@ array['in_person', 'remote', 'hybrid']),
  travel_km int check (travel_km between 1 and 500),
  not_with text[] not null default '{}' check (cardinality(not_with) <= 50),
  conditions text check (length(conditions) between 1 and 2000),
  max_partners int not null check (max_partners between 1 and 20),
  min_partners int not null default 0 check (min_partners >= 0 and min_partners <= max_partners),
  -- the school's standing offer, kept by its yearly declaration
  standing boolean not null default false,
  state text not null check (state in ('draft', 'live', 'paused', 'withdrawn', 'expired')),
  -- why it rests, as a code: the head's words stand in pause_reason alone
  paused_by text check (paused_by in ('head', 'not_this_term')),
  agreed_by uuid,
  agreed_at timestamptz,
  version int not null default 1,
  unique (area_id, id),
  check ((state = 'paused') = (paused_by is not null)),
  check (state = 'draft' or agreed_by is not null)
);
create index offer_of_school on profiles.offer (area_id, supporter_urn);
create index offer_in_state on profiles.offer (area_id, state);
create unique index one_standing_offer on profiles.offer (area_id, supporter_urn)
  where standing and state in ('draft', 'live', 'paused');

create table profiles.declaration (
  id uuid primary key,
  area_id uuid not null,
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  academic_year text not null check (academic_year ~ '^20[0-9]{2}/[0-9]{2}$'),
  appetite text not null check (appetite in ('actively_offering', 'open_to_approach', 'not_this_term', 'already_committed')),
  -- [{theme, depth, evidence, howWeKnow, on}]: shown to the whole area
  strengths jsonb not null default '[]' check (jsonb_typeof(strengths) = 'array' and jsonb_array_length(strengths) <= 20),
  -- [{theme, urgency, reason}]: for the own school, its broker and adviser (I-36)
  needs jsonb not null default '[]' check (jsonb_typeof(needs) = 'array' and jsonb_array_length(needs) <= 20),
  -- "not this term" brings no reminder before this day (I-33)
  quiet_until date,
  state text not null check (state in ('draft', 'submitted', 'queried', 'confirmed', 'stale', 'superseded')),
  submitted_by uuid,
  submitted_at timestamptz,
  version int not null default 1,
  unique (area_id, urn, academic_year),
  unique (area_id, id),
  check (state = 'draft' or submitted_at is not null)
);

-- Why a school pauses: its own table, so that it never travels with the rest. Own head and assigned broker alone.
create table profiles.pause_reason (
  id uuid primary key,
  area_id uuid not null,
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  declaration_id uuid not null,
  kind text not null check (kind in ('staffing', 'new_head', 'inspection_due', 'rest', 'other')),
  words text check (length(words) between 1 and 1000),
  given_by uuid not null,
  given_at timestamptz not null,
  superseded_at timestamptz,
  version int not null default 1,
  foreign key (area_id, declaration_id) references profiles.declaration (area_id, id),
  check (kind <> 'other' or words is not null)
);
create unique index one_standing_reason on profiles.pause_reason (area_id, urn) where superseded_at is null;

call platform.protect('profiles.offer');
call platform.protect('profiles.declaration');
call platform.protect('profiles.pause_reason');
call audit.watch('profiles.offer');
call audit.watch('profiles.declaration');
call audit.watch('profiles.pause_reason');
grant select, insert, update on profiles.offer, profiles.declaration, profiles.pause_reason to trellis_app, trellis_worker;
`;

const CAPACITY = `
-- The days of one supporter in one half-term. What is free is a subtraction, never stored (I-2).
create table profiles.capacity_window (
  id uuid primary key,
  area_id uuid not null,
  supporter_urn text not null check (supporter_urn ~ '^[1-9][0-9]{5}$'),
  half_term text not null check (half_term ~ '^20[0-9]{2}/[0-9]{2}-[1-6]$'),
  band text not null check (band in ('0', '1-2', '3-5', 'more', 'ask_me')),
  -- the head gave exact half-days; else the band's lower number stands
  exact boolean not null default false,
  declared int not null default 0 check (declared <= 400),
  booked int not null default 0,
  state text not null default 'open' check (state in ('open', 'frozen', 'reconciled')),
  version int not null default 1,
  unique (area_id, supporter_urn, half_term),
  unique (area_id, id),
  check (0 <= booked and booked <= declared),
  check (band <> '0' or declared = 0)
);

-- The ledger: what each kind holds, in signed half-days. Declared is the sum of "declared"; booked that of held, committed, delivered.
create table profiles.capacity_entry (
  id uuid primary key,
  area_id uuid not null,
  window_id uuid not null,
  kind text not null check (kind in ('declared', 'held', 'committed', 'delivered', 'released', 'expired')),
  half_days int not null check (half_days <> 0),
  reference text not null check (length(reference) between 1 and 100),
  entered_by text not null,
  entered_at timestamptz not null,
  foreign key (area_id, window_id) references profiles.capacity_window (area_id, id)
);
create index entry_of_window on profiles.capacity_entry (area_id, window_id);
create trigger never_changes before update or delete on profiles.capacity_entry
  for each row execute function profiles.rows_never_change();
create trigger never_empties before truncate on profiles.capacity_entry
  for each statement execute function profiles.rows_never_change();

-- I-3: at commit the ledger sums to the counters, and no kind holds less than nothing.
create function profiles.ledger_sums_to_counters() returns trigger language plpgsql as $$
declare wanted uuid; counted record; w record;
begin
  if tg_table_name = 'capacity_window' then wanted := new.id; else wanted := new.window_id; end if;
  select declared, booked into w from profiles.capacity_window where area_id = new.area_id and id = wanted;
  select coalesce(sum(half_days) filter (where kind = 'declared'), 0) as declared,
    coalesce(sum(half_days) filter (where kind in ('held', 'committed', 'delivered')), 0) as booked,
    least(coalesce(sum(half_days) filter (where kind = 'held'), 0), coalesce(sum(half_days) filter (where kind = 'committed'), 0),
      coalesce(sum(half_days) filter (where kind = 'delivered'), 0)) as least_held
    into counted from profiles.capacity_entry where area_id = new.area_id and window_id = wanted;
  if counted.declared <> w.declared or counted.booked <> w.booked or counted.least_held < 0 then
    raise exception 'The ledger of half-days does not sum to its window: declared % and %, booked % and %.',
      counted.declared, w.declared, counted.booked, w.booked using errcode = 'TR005';
  end if;
  return null;
end $$;
create constraint trigger ledger_sums after insert or update on profiles.capacity_window
  deferrable initially deferred for each row execute function profiles.ledger_sums_to_counters();
create constraint trigger ledger_sums after insert on profiles.capacity_entry
  deferrable initially deferred for each row execute function profiles.ledger_sums_to_counters();

call platform.protect('profiles.capacity_window');
call platform.protect('profiles.capacity_entry');
call audit.watch('profiles.capacity_window');
call audit.watch('profiles.capacity_entry');
grant select, insert, update on profiles.capacity_window to trellis_app, trellis_worker;
grant select, insert on profiles.capacity_entry to trellis_app, trellis_worker;
`;
