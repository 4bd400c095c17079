import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OVER, PARTS } from './0096-what-is-over.js';

/** What is over goes by itself, with what the log kept of it; what is under a legal hold stays. */
export class Retention1764000000096 implements MigrationInterface {
  name = 'Retention1764000000096';
  async up(db: QueryRunner): Promise<void> {
    await db.query(GROUND);
    await db.query(GOING);
    await db.query(OVER);
    await db.query(PARTS);
    await db.query(SWEEP);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const GROUND = `
create schema records;
grant usage on schema records to trellis_app, trellis_worker, trellis_auditor, trellis_sealer, trellis_lookup;
alter table schools.area_setting drop constraint area_setting_kind_check;
alter table schools.area_setting add constraint area_setting_kind_check
  check (kind in ('policy', 'calendar', 'clocks', 'thresholds', 'themes', 'outline', 'retention'));

-- Nothing that names this school or this person goes while it stands.
create table records.legal_hold (
  id uuid primary key,
  area_id uuid not null,
  urn text check (urn ~ '^[1-9][0-9]{5}$'),
  person_id uuid,
  why text not null check (length(why) between 5 and 500),
  placed_by uuid not null,
  placed_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  version int not null default 1,
  unique (area_id, id),
  foreign key (area_id, person_id) references identity.person (area_id, id),
  foreign key (area_id, placed_by) references identity.person (area_id, id),
  foreign key (area_id, lifted_by) references identity.person (area_id, id),
  check ((urn is null) <> (person_id is null)),
  check ((lifted_by is null) = (lifted_at is null)),
  check (lifted_by is distinct from placed_by)
);
create unique index one_hold_of_a_school on records.legal_hold (area_id, urn) where lifted_at is null;
create unique index one_hold_of_a_person on records.legal_hold (area_id, person_id) where lifted_at is null;
call platform.protect('records.legal_hold');
call audit.watch('records.legal_hold');
grant select, insert, update on records.legal_hold to trellis_app;
grant select on records.legal_hold to trellis_worker, trellis_auditor;

create function records.legal_hold_moves() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'That something was held stays.' using errcode = 'TR004'; end if;
  if tg_op = 'INSERT' then
    if new.lifted_at is not null or 'person:' || new.placed_by::text is distinct from current_setting('app.actor', true)
    then raise exception 'A hold begins in the name of who places it.' using errcode = 'TR004'; end if;
    return new;
  end if;
  if old.lifted_at is not null or new.lifted_at is null
    or (new.id, new.area_id, new.urn, new.person_id, new.why, new.placed_by, new.placed_at)
      is distinct from (old.id, old.area_id, old.urn, old.person_id, old.why, old.placed_by, old.placed_at)
    or 'person:' || new.lifted_by::text is distinct from current_setting('app.actor', true)
  then raise exception 'A hold is lifted once, by another person, as it was placed.' using errcode = 'TR004'; end if;
  return new;
end $$;
create trigger moves before insert or update or delete on records.legal_hold for each row execute function records.legal_hold_moves();

-- Which rows of which table are over: t is the row, $1 the moment; and what goes with a row. Changed by migrations alone.
create table records.over (
  kind text not null,
  place int not null,
  tbl text not null,
  condition text not null,
  -- without parts and without entries in the log: many at once
  bulk boolean not null,
  -- of no area
  everywhere boolean not null default false,
  primary key (kind, place)
);
create table records.part (of text not null, tbl text not null, col text not null, bare boolean not null default false, primary key (of, tbl, col));
insert into platform.audit_exempt values ('records.over', 'changed by migrations alone'), ('records.part', 'changed by migrations alone');
`;

const GOING = `
-- True inside the functions below and nowhere else: they run as the owner, which nobody can sign in as.
create function records.going() returns boolean language sql stable as
  $$ select current_user = 'trellis_owner' and coalesce(current_setting('records.going', true), '') = 'yes' $$;

-- What refuses to go, and what would write into the log what is to be forgotten, stands back there. One act with counts
-- says what went: the functions write it themselves, so that nothing goes in silence.
do $$
declare t record; def text;
begin
  for t in select g.oid, g.tgname, g.tgrelid::regclass as tbl, n.nspname from pg_trigger g join pg_class c on c.oid = g.tgrelid
      join pg_namespace n on n.oid = c.relnamespace
    where not g.tgisinternal and g.tgtype & 1 = 1 and g.tgname <> 'indexed' and n.nspname in
      ('identity', 'schools', 'profiles', 'brokerage', 'network', 'impact', 'assurance', 'board_report', 'platform') loop
    def := pg_get_triggerdef(t.oid);
    if def ~ ' WHEN \\(' then def := regexp_replace(def, ' WHEN \\(', ' WHEN (not records.going() and ');
    else def := regexp_replace(def, ' EXECUTE FUNCTION ', ' WHEN (not records.going()) EXECUTE FUNCTION '); end if;
    execute format('drop trigger %I on %s', t.tgname, t.tbl);
    execute def;
  end loop;
end $$;
create or replace procedure audit.watch(tbl regclass, id_column text default 'id') language plpgsql as $$
begin
  execute format('create trigger audited after insert or update or delete on %s for each row when (not records.going()) '
    'execute function audit.note_change(%L)', tbl, id_column);
end $$;
alter policy raiser_and_head on profiles.concern using (records.going()
  or current_setting('app.actor', true) = 'person:' || raised_by
  or exists (select from identity.appointment a where a.area_id = concern.area_id and a.urn = concern.urn and a.role = 'head'
    and a.state in ('active', 'ending') and (a.to_on is null or a.to_on > current_date)
    and current_setting('app.actor', true) = 'person:' || a.person_id)
  or current_user = 'trellis_worker');
alter policy the_two_alone on brokerage.coaching_note using (records.going() or exists (select from brokerage.coaching c
  where c.area_id = coaching_note.area_id and c.id = coaching_note.coaching_id
    and (current_setting('app.actor', true) = 'person:' || c.coach_person_id
      or current_setting('app.actor', true) = 'person:' || c.coached_person_id)));
alter policy at_request on brokerage.coaching_note using (records.going()
  or current_setting('app.actor', true) = 'person:' || written_by
  or exists (select from brokerage.coaching c where c.area_id = coaching_note.area_id and c.id = coaching_note.coaching_id
    and current_setting('app.actor', true) = 'person:' || c.coached_person_id));
-- No process deletes these any more but by the functions below.
revoke delete on brokerage.coaching_note, platform.form_draft, profiles.concern from trellis_worker;

-- Entries of one record, for forgetting what they kept of it.
create index entry_of_record on audit.entry (split_part(entity, ':', 2)) where entity is not null;
`;

const SWEEP = `
create function records.held(found jsonb) returns boolean language sql stable as $$
  select exists (select from records.legal_hold h where h.lifted_at is null
    and position(coalesce(h.urn, h.person_id::text) in found::text) > 0) $$;
create function records.last_change(tbl text, of_id uuid) returns timestamptz language sql stable as $$
  select max(e.at) from audit.entry e where e.entity is not null and split_part(e.entity, ':', 2) = of_id::text
    and split_part(e.entity, ':', 1) = tbl and e.kind = 'change' $$;

-- A row and all that goes with it, by table.
create function records.belonging(tbl text, of_id uuid) returns jsonb language plpgsql stable as $$
declare known jsonb := jsonb_build_object(tbl, jsonb_build_array(of_id)); todo jsonb := known; found jsonb; p record; ids uuid[];
begin
  while todo <> '{}' loop
    found := '{}';
    for p in select * from records.part where not bare and (of = '*' or todo ? of) order by of, tbl loop
      execute format('select array_agg(t.id) from %s t where t.area_id = platform.area() and t.%I = any ($1) and not coalesce($2 ? t.id::text, false)', p.tbl, p.col)
        into ids using array(select v::uuid from jsonb_each(todo) k, jsonb_array_elements_text(k.value) v where p.of in ('*', k.key)), known->p.tbl;
      if ids is not null then
        known := known || jsonb_build_object(p.tbl, coalesce(known->p.tbl, '[]') || to_jsonb(ids));
        found := found || jsonb_build_object(p.tbl, coalesce(found->p.tbl, '[]') || to_jsonb(ids));
      end if;
    end loop;
    todo := found;
  end loop;
  return known;
end $$;
create function records.any_held(refs jsonb) returns boolean language plpgsql stable as $$
declare r record; yes boolean;
begin
  for r in select key as tbl, value as ids from jsonb_each(refs) loop
    execute format('select exists (select from %s t where t.area_id = platform.area() and $1 ? t.id::text and records.held(to_jsonb(t)))', r.tbl)
      into yes using r.ids;
    if yes then return true; end if;
  end loop;
  return false;
end $$;

-- Every detail that the log kept of a record goes with its salt, each by an entry of its own; the commitments stay.
create function records.forget_details(tbl text, of_id text) returns int language plpgsql as $$
declare d record; n int := 0;
begin
  for d in select x.entry, x.name from audit.entry e join audit.detail x on x.entry = e.id
    where e.entity is not null and split_part(e.entity, ':', 2) = of_id and split_part(e.entity, ':', 1) = tbl
    order by x.entry, x.name loop
    perform audit.erase_detail(d.entry, d.name);
    n := n + 1;
  end loop;
  return n;
end $$;

-- Rows by table, each with what refers to it before it: what a foreign key still holds is tried again after the others.
create function records.drop_rows(refs jsonb) returns jsonb language plpgsql as $$
declare r record; p record; n int; went jsonb := '{}'; todo jsonb := refs; again jsonb; forgotten int := 0;
begin
  for p in select * from records.part where bare and refs ? of loop
    execute format('delete from %s t where t.area_id = platform.area() and $1 ? t.%I::text', p.tbl, p.col) using refs->p.of;
    get diagnostics n = row_count;
    if n > 0 then went := went || jsonb_build_object(p.tbl, n::text); end if;
  end loop;
  for r in select k.key as tbl, v as id from jsonb_each(refs) k, jsonb_array_elements_text(k.value) v loop
    forgotten := forgotten + records.forget_details(r.tbl, r.id);
  end loop;
  while todo <> '{}' loop
    again := '{}';
    for r in select key as tbl, value as ids from jsonb_each(todo) order by key desc loop
      begin
        execute format('delete from %s t where t.area_id = platform.area() and $1 ? t.id::text', r.tbl) using r.ids;
        get diagnostics n = row_count;
        went := went || jsonb_build_object(r.tbl, n::text);
      exception when foreign_key_violation then again := again || jsonb_build_object(r.tbl, r.ids);
      end;
    end loop;
    if again = todo then raise exception 'Something still refers to what is over in %.', (select string_agg(k, ', ') from jsonb_object_keys(again) k); end if;
    todo := again;
  end loop;
  return went || jsonb_build_object('audit.detail', forgotten::text);
end $$;

create function records.add_counts(a jsonb, b jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(k, (coalesce((a->>k)::int, 0) + coalesce((b->>k)::int, 0))::text), '{}')
  from (select jsonb_object_keys(a) k union select jsonb_object_keys(b)) keys $$;

-- What of this kind ended before the moment and is not held. Dry: counted alone. Else it goes, at most so many at once, and
-- one act says how many rows of which table.
create function records.go(of_kind text, cutoff timestamptz, most int, dry boolean) returns jsonb language plpgsql as $$
declare o record; id uuid; refs jsonb; went jsonb := '{}'; held int := 0; n int; m int; left_over int := most; here boolean := platform.area() is not null;
  area_only text; holds text;
begin
  for o in select * from records.over where kind = of_kind and (here or everywhere) and not (here and everywhere and tbl <> 'platform.outbox')
    order by place loop
    area_only := case when o.tbl = 'platform.outbox' then 't.area_id is not distinct from platform.area()'
      when o.everywhere then 'true' else 't.area_id = platform.area()' end;
    -- a file is held by the record that names it
    holds := case o.tbl when 'platform.blob' then 'false' else 'records.held(to_jsonb(t))' end;
    if o.bulk and dry then
      execute format('select count(*) filter (where not %1$s), count(*) filter (where %1$s) from %2$s t where %3$s and (%4$s)',
        holds, o.tbl, area_only, o.condition) into n, m using cutoff;
      held := held + m;
      if n > 0 then went := records.add_counts(went, jsonb_build_object(o.tbl, n::text)); end if;
    elsif o.bulk then
      execute format('delete from %1$s where ctid = any (array(select t.ctid from %1$s t where %2$s and (%3$s) and not %4$s limit $2))',
        o.tbl, area_only, o.condition, holds) using cutoff, greatest(left_over, 0);
      get diagnostics n = row_count;
      left_over := left_over - n;
      if n > 0 then went := records.add_counts(went, jsonb_build_object(o.tbl, n::text)); end if;
    else
      for id in execute format('select t.id from %s t where %s and (%s) order by t.id', o.tbl, area_only, o.condition) using cutoff loop
        exit when left_over <= 0 and not dry;
        refs := records.belonging(o.tbl, id);
        if records.any_held(refs) then held := held + 1; continue; end if;
        if dry then
          refs := (select jsonb_object_agg(key, jsonb_array_length(value)::text) from jsonb_each(refs));
        else refs := records.drop_rows(refs); end if;
        went := records.add_counts(went, refs);
        left_over := left_over - 1;
      end loop;
    end if;
  end loop;
  return jsonb_build_object('went', went, 'held', held);
end $$;

create function records.preview(of_kind text, cutoff timestamptz) returns jsonb language plpgsql security definer
  set search_path = pg_catalog as $$
declare found jsonb;
begin
  perform set_config('records.going', 'yes', true);
  found := records.go(of_kind, cutoff, 0, true);
  perform set_config('records.going', '', true);
  return found;
end $$;
create function records.sweep(of_kind text, cutoff timestamptz, most int) returns jsonb language plpgsql security definer
  set search_path = pg_catalog as $$
declare found jsonb;
begin
  perform set_config('records.going', 'yes', true);
  found := records.go(of_kind, cutoff, most, false);
  perform set_config('records.going', '', true);
  if found->'went' <> '{}' then
    perform audit.record('retention.sweep', 'done', of_kind, 'records.retention:' || of_kind, '{}', found->'went');
  end if;
  return found;
end $$;
revoke all on all functions in schema records from public;
grant execute on function records.going, records.legal_hold_moves to public;
grant execute on function records.preview to trellis_app;
grant execute on function records.sweep to trellis_worker;
`;
