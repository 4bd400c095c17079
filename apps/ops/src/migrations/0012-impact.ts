import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a pairing changed: what was fixed with its agenda, the values that came later, both heads' words, the later looks. */
export class Impact1764000000012 implements MigrationInterface {
  name = 'Impact1764000000012';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
create schema impact;
grant usage on schema impact to trellis_app, trellis_worker, trellis_auditor;

create table impact.evaluation (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  -- which objective of which agreed version; a varied agenda is evaluated anew and the old one stays (I-11)
  objective int not null check (objective between 1 and 3),
  agenda_version int not null check (agenda_version >= 1),
  state text not null check (state in ('registered', 'baseline_locked', 'void', 'waiting_for_data', 'estimated', 'moderated', 'published', 'superseded')),
  outcome text not null check (length(outcome) between 1 and 300),
  measure text not null check (length(measure) between 1 and 300),
  -- of the published measures; null where the two schools count it themselves
  measure_id text check (length(measure_id) between 1 and 60),
  better_when text check (better_when in ('lower', 'higher')),
  unit text check (length(unit) between 1 and 40),
  baseline_words text not null check (length(baseline_words) between 1 and 200),
  -- a number or a symbol, never one for the other (I-12)
  baseline_value numeric,
  baseline_symbol text check (baseline_symbol in ('z', 'x', 'c', 'low', 'u')),
  baseline_of int check (baseline_of >= 1),
  baseline_period text check (length(baseline_period) between 1 and 40),
  baseline_source text check (length(baseline_source) between 1 and 200),
  target text not null check (length(target) between 1 and 200),
  window_from date not null,
  window_to date not null,
  -- who is compared and how: fixed as it was agreed, schools by their URN
  comparison jsonb not null check (jsonb_typeof(comparison) = 'object'),
  method text not null check (length(method) between 1 and 40),
  locked_at timestamptz not null,
  version int not null default 1,
  unique (area_id, id),
  unique (area_id, pairing_id, objective, agenda_version),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check (baseline_value is null or baseline_symbol is null),
  check (baseline_of is null or baseline_value is not null),
  check (window_from <= window_to)
);
create function impact.baseline_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'An evaluation stays.' using errcode = 'TR004'; end if;
  if (to_jsonb(new) - 'state' - 'version') is distinct from (to_jsonb(old) - 'state' - 'version') then
    raise exception 'Measure, baseline, window and comparison rule stand as they were agreed.' using errcode = 'TR004';
  end if;
  return new;
end $$;
create trigger stands before update or delete on impact.evaluation for each row execute function impact.baseline_stands();

create table impact.later_value (
  id uuid primary key,
  area_id uuid not null,
  evaluation_id uuid not null,
  period text not null check (length(period) between 1 and 40),
  value numeric,
  symbol text check (symbol in ('z', 'x', 'c', 'low', 'u')),
  denominator int check (denominator >= 1),
  source text not null check (length(source) between 1 and 200),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  -- which of two of one moment came later
  number bigint generated always as identity,
  foreign key (area_id, evaluation_id) references impact.evaluation (area_id, id),
  -- I-12: one of the two, and a symbol has no denominator
  check ((value is null) <> (symbol is null)),
  check (symbol is null or denominator is null)
);
create index later_by_evaluation on impact.later_value (area_id, evaluation_id, recorded_at);

create table impact.what_changed (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  side text not null check (side in ('supporter', 'school')),
  -- each level in the head's own words; what did not change may stay empty
  pupils text check (length(pupils) between 1 and 2000),
  people text check (length(people) between 1 and 2000),
  schools text check (length(schools) between 1 and 2000),
  partnership text check (length(partnership) between 1 and 2000),
  said_by uuid not null,
  said_at timestamptz not null,
  version int not null default 1,
  unique (area_id, pairing_id, side),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check (coalesce(pupils, people, schools, partnership) is not null)
);

create table impact.sustain_check (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  which text not null check (which in ('first', 'second')),
  due_on date not null,
  state text not null check (state in ('done', 'missed')),
  still_in_use text check (still_in_use in ('all', 'some', 'none')),
  words text check (length(words) between 1 and 2000),
  fade_out text check (length(fade_out) between 1 and 2000),
  recorded_by text not null,
  recorded_at timestamptz not null,
  version int not null default 1,
  unique (area_id, pairing_id, which),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check ((state = 'done') = (still_in_use is not null))
);
call platform.protect('impact.evaluation');
call platform.protect('impact.later_value');
call platform.protect('impact.what_changed');
call platform.protect('impact.sustain_check');
call audit.watch('impact.evaluation');
call audit.watch('impact.later_value');
call audit.watch('impact.what_changed');
call audit.watch('impact.sustain_check');
grant select, insert, update on impact.evaluation, impact.what_changed, impact.sustain_check to trellis_app, trellis_worker;
grant select, insert on impact.later_value to trellis_app, trellis_worker;
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
