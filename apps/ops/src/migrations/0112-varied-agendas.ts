import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was agreed is changed by a further agenda, agreed like the first; the one before stays as it was (I-11). */
export class VariedAgendas1764000000112 implements MigrationInterface {
  name = 'VariedAgendas1764000000112';
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(STANDS);
    await db.query(IN_ORDER);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const COLUMNS = `
alter table brokerage.agenda
  -- the first, the second … that all three agreed; a change that came to nothing had the number it would have taken
  add number int not null default 1 check (number >= 1),
  -- why what stands is to change
  add reason text check (length(reason) between 1 and 1000),
  add ended_how text check (ended_how in ('replaced', 'declined', 'taken_back', 'work_over')),
  add ended_at timestamptz,
  add ended_by uuid,
  add ended_words text check (length(ended_words) between 1 and 1000),
  add check ((number = 1) = (reason is null)),
  add check ((state in ('varied', 'closed')) = (ended_how is not null)),
  add check ((state = 'varied') = (ended_how is not distinct from 'replaced')),
  add check ((ended_how is null) = (ended_at is null)),
  add check (ended_how is distinct from 'declined' or ended_by is not null and ended_words is not null),
  -- replaced, it was agreed by all three all the same
  add check (state <> 'varied' or supporter_agreed_at is not null and school_agreed_at is not null and broker_agreed_at is not null),
  drop constraint agenda_area_id_pairing_id_key;
create unique index agenda_number on brokerage.agenda (area_id, pairing_id, number) where state <> 'closed';
create unique index agenda_in_force on brokerage.agenda (area_id, pairing_id) where state = 'agreed';
create unique index agenda_being_written on brokerage.agenda (area_id, pairing_id) where state = 'draft';
-- what was measured is kept by the version that was agreed: no two agendas of one pairing share one
create unique index agenda_version on brokerage.agenda (area_id, pairing_id, version);
-- of which agenda the aims were that somebody looked at
alter table brokerage.review_point add agenda_number int not null default 1 check (agenda_number >= 1);
`;

const STANDS = `
create or replace function brokerage.agreed_agenda_stands() returns trigger language plpgsql as $$
declare ending text[] := array['state', 'version', 'ended_how', 'ended_at', 'ended_by', 'ended_words'];
begin
  if (old.state, new.state) not in (('draft', 'draft'), ('draft', 'agreed'), ('draft', 'closed'), ('agreed', 'agreed'), ('agreed', 'varied')) then
    raise exception 'An agenda that is % cannot become %.', old.state, new.state using errcode = 'TR007';
  end if;
  if (new.id, new.area_id, new.pairing_id, new.number) is distinct from (old.id, old.area_id, old.pairing_id, old.number) then
    raise exception 'An agenda stays the one it is.' using errcode = 'TR004';
  end if;
  if old.state = 'agreed' and (new.version <> old.version or to_jsonb(new) - ending is distinct from to_jsonb(old) - ending) then
    raise exception 'An agreed agenda stands as it was agreed.' using errcode = 'TR004';
  end if;
  return new;
end $$;
`;

const IN_ORDER = `
create function brokerage.agendas_in_order() returns trigger language plpgsql as $$
declare now_state text;
begin
  select state into now_state from brokerage.agenda where area_id = new.area_id and id = new.id;
  if now_state = 'varied' and not exists (select from brokerage.agenda a where a.area_id = new.area_id
      and a.pairing_id = new.pairing_id and a.number = new.number + 1 and a.state in ('agreed', 'varied'))
  then raise exception 'An agenda is replaced by the next that all three agreed.' using errcode = 'TR007'; end if;
  if now_state in ('draft', 'agreed') and new.number > 1 and not exists (select from brokerage.agenda a where a.area_id = new.area_id
      and a.pairing_id = new.pairing_id and a.number = new.number - 1
      and a.state = case now_state when 'draft' then 'agreed' else 'varied' end)
  then raise exception 'A change follows an agenda that was agreed.' using errcode = 'TR007'; end if;
  if now_state = 'draft' and new.number > 1 and not exists (select from brokerage.pairing g where g.area_id = new.area_id
      and g.id = new.pairing_id and g.state in ('active', 'paused'))
  then raise exception 'What was agreed is changed while the work goes on or rests.' using errcode = 'TR007'; end if;
  return null;
end $$;
create constraint trigger in_order after insert or update on brokerage.agenda deferrable initially deferred
  for each row when (not records.going()) execute function brokerage.agendas_in_order();

-- The same from the other side: no change outlives the work.
create function brokerage.changes_end_with_the_work() returns trigger language plpgsql as $$
begin
  if new.state not in ('active', 'paused') and exists (select from brokerage.agenda a where a.area_id = new.area_id
      and a.pairing_id = new.id and a.state = 'draft' and a.number > 1)
  then raise exception 'A change that waits ends with the work.' using errcode = 'TR007'; end if;
  return null;
end $$;
create constraint trigger changes_end after update of state on brokerage.pairing deferrable initially deferred
  for each row when (not records.going()) execute function brokerage.changes_end_with_the_work();
`;
