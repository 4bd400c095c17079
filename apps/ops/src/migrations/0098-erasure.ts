import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody is erased: asked by one, agreed by another, carried out once. What stays is an id. */
export class Erasure1764000000098 implements MigrationInterface {
  name = 'Erasure1764000000098';
  async up(db: QueryRunner): Promise<void> {
    await db.query(ASKING);
    await db.query(ERASING);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const ASKING = `
create table records.erasure (
  id uuid primary key,
  area_id uuid not null,
  person_id uuid not null,
  why text not null check (length(why) between 5 and 500),
  state text not null check (state in ('asked', 'refused', 'agreed', 'done')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  version int not null default 1,
  unique (area_id, id),
  foreign key (area_id, person_id) references identity.person (area_id, id),
  foreign key (area_id, asked_by) references identity.person (area_id, id),
  foreign key (area_id, answered_by) references identity.person (area_id, id),
  -- three people: whose it is, who asks, who agrees
  check (person_id <> asked_by and person_id is distinct from answered_by and asked_by is distinct from answered_by),
  check ((state = 'asked') = (answered_by is null)),
  check ((answered_by is null) = (answered_at is null))
);
create unique index one_erasure_in_hand on records.erasure (area_id, person_id) where state in ('asked', 'agreed');
call platform.protect('records.erasure');
call audit.watch('records.erasure');
grant select, insert, update on records.erasure to trellis_app;
grant select on records.erasure to trellis_auditor;
create function records.erasure_moves() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'That somebody was erased stays.' using errcode = 'TR004'; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or 'person:' || new.asked_by::text is distinct from current_setting('app.actor', true)
    then raise exception 'An erasure begins with asking, in one''s own name.' using errcode = 'TR004'; end if;
    return new;
  end if;
  if (new.id, new.area_id, new.person_id, new.why, new.asked_by, new.asked_at)
      is distinct from (old.id, old.area_id, old.person_id, old.why, old.asked_by, old.asked_at)
    or not ((old.state = 'asked' and new.state in ('refused', 'agreed') and 'person:' || new.answered_by::text is not distinct from current_setting('app.actor', true))
      or (old.state = 'agreed' and new.state = 'done' and (new.answered_by, new.answered_at) is not distinct from (old.answered_by, old.answered_at)))
  then raise exception 'An erasure is answered once, in one''s own name, as it was asked, and done once.' using errcode = 'TR004'; end if;
  return new;
end $$;
create trigger moves before insert or update or delete on records.erasure for each row when (not records.going()) execute function records.erasure_moves();
`;

const ERASING = `
-- Theirs alone: it goes whole. t is the row, $1 the person.
create table records.own_of_person (tbl text primary key, condition text not null, kept_in_log boolean not null);
insert into platform.audit_exempt values ('records.own_of_person', 'changed by migrations alone');
insert into records.own_of_person values
('identity.session', 't.person_id = $1', false), ('identity.half_session', 't.person_id = $1', false),
('identity.token', 't.person_id = $1', false), ('identity.calendar_feed', 't.person_id = $1', false),
('identity.invitation', 't.person_id = $1', false), ('identity.action_link', 't.person_id = $1', false),
('identity.fresh_start', 't.person_id = $1', true), ('identity.interest', 't.person_id = $1', true),
('identity.supplier_interest', 't.person_id = $1', true), ('platform.form_draft', 't.person_id = $1', false),
('platform.idempotency', $c$t.caller = 'person:' || $1::text$c$, false), ('platform.mail', 't.person_id = $1', false),
('platform.outbox', 'position($1::text in t.ids::text) > 0', false),
('profiles.concern', 't.raised_by = $1', true), ('brokerage.coaching_note', 't.written_by = $1', true);

-- Columns that can hold a name, of every table with an area but the log itself and files.
create function records.texts() returns table (tbl text, col text, typ text) language sql stable as $$
  select n.nspname || '.' || c.relname, a.attname::text, format_type(a.atttypid, null)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where c.relkind = 'r' and n.nspname in ('identity', 'schools', 'profiles', 'brokerage', 'network', 'impact', 'assurance', 'board_report', 'platform', 'records')
    and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb')
    and c.relname not in ('blob', 'match_row', 'over', 'part', 'own_of_person')
    and exists (select from pg_attribute x where x.attrelid = c.oid and x.attname = 'area_id' and not x.attisdropped)
  order by 1, 2 $$;
create function records.as_pattern(name text, mail text) returns text language sql immutable as $$
  select '\\m(' || regexp_replace(mail, '([.+*?^$(){}|\\[\\]\\\\-])', '\\\\\\1', 'g') || '|'
    || regexp_replace(regexp_replace(name, '([.+*?^$(){}|\\[\\]\\\\-])', '\\\\\\1', 'g'), '\\s+', '\\\\s+', 'g') || ')\\M' $$;

-- What erasing would take away or write over, by table; nothing changes.
create function records.erase_preview(of_person uuid) returns jsonb language plpgsql security definer set search_path = pg_catalog as $$
declare o record; x record; n int; told jsonb := '{}'; pattern text;
begin
  select records.as_pattern(p.name, p.email) into pattern from identity.person p where p.area_id = platform.area() and p.id = of_person;
  if pattern is null then return null; end if;
  perform set_config('records.going', 'yes', true);
  for o in select * from records.own_of_person order by tbl loop
    execute format('select count(*) from %s t where t.area_id is not distinct from platform.area() and (%s)', o.tbl, o.condition) into n using of_person;
    if n > 0 then told := told || jsonb_build_object('goes ' || o.tbl, n); end if;
  end loop;
  for x in select tbl, array_agg(col) as cols from records.texts() where tbl <> 'identity.person' and tbl not in (select tbl from records.own_of_person) group by tbl order by tbl loop
    execute format('select count(*) from %s t where t.area_id = platform.area() and concat_ws('' '', %s) ~* $1', x.tbl,
      (select string_agg(format('t.%I::text', c), ', ') from unnest(x.cols) c)) into n using pattern;
    if n > 0 then told := told || jsonb_build_object('named ' || x.tbl, n); end if;
  end loop;
  select count(*) into n from audit.detail d where d.value ~* pattern;
  if n > 0 then told := told || jsonb_build_object('goes audit.detail', n); end if;
  perform set_config('records.going', '', true);
  return told;
end $$;

-- Two people have agreed: what is theirs goes, their name and address go from every text, a stub stays. Whoever replays a
-- ledger on a restored database comes here too.
create function records.erase_now(of_person uuid) returns jsonb language plpgsql as $$
declare who record; o record; x record; d record; n int; went jsonb := '{}'; pattern text; forgotten int := 0; here text := current_setting('app.area', true);
  ids text[];
begin
  select * into who from identity.person p where p.area_id = platform.area() and p.id = of_person for update;
  if not found or who.state = 'erased' then return null; end if;
  if exists (select from records.legal_hold h where h.lifted_at is null and h.person_id = of_person) then
    raise exception 'Somebody under a legal hold is not erased.' using errcode = 'TR004';
  end if;
  pattern := records.as_pattern(who.name, who.email);
  for o in select * from records.own_of_person order by tbl loop
    if o.kept_in_log then
      execute format('select array_agg(t.id::text) from %s t where t.area_id = platform.area() and (%s)', o.tbl, o.condition) into ids using of_person;
      forgotten := forgotten + coalesce((select sum(records.forget_details(o.tbl, i)) from unnest(ids) i), 0);
    end if;
    execute format('delete from %s t where t.area_id is not distinct from platform.area() and (%s)', o.tbl, o.condition) using of_person;
    get diagnostics n = row_count;
    if n > 0 then went := went || jsonb_build_object(o.tbl, n::text); end if;
  end loop;
  update identity.appointment t set state = 'ended', to_on = least(coalesce(t.to_on, current_date), greatest(current_date, t.from_on)), version = t.version + 1
    where t.area_id = platform.area() and t.person_id = of_person and t.state <> 'ended';
  update identity.person t set name = 'Somebody erased', email = 'erased-' || of_person || '@erased.invalid', state = 'erased', account_id = null,
    persona = null, interests_confirmed_on = null, version = t.version + 1 where t.area_id = platform.area() and t.id = of_person;
  for x in select * from records.texts() loop
    if x.typ = 'text' then
      execute format('update %1$s t set %2$I = regexp_replace(t.%2$I, $1, ''(erased)'', ''gi'') where t.area_id = platform.area() and t.%2$I ~* $1', x.tbl, x.col) using pattern;
    else
      execute format('update %1$s t set %2$I = regexp_replace(t.%2$I::text, $1, ''(erased)'', ''gi'')::%3$s where t.area_id = platform.area() and t.%2$I::text ~* $1', x.tbl, x.col, x.typ) using pattern;
    end if;
    get diagnostics n = row_count;
    if n > 0 then went := records.add_counts(went, jsonb_build_object(x.tbl, n::text)); end if;
  end loop;
  -- what the log kept, here and of the installation
  forgotten := forgotten + records.forget_details('identity.person', of_person::text);
  for n in 1..2 loop
    for d in select t.entry, t.name from audit.detail t where t.value ~* pattern order by t.entry, t.name loop
      perform audit.erase_detail(d.entry, d.name);
      forgotten := forgotten + 1;
    end loop;
    perform set_config('app.area', '', true);
  end loop;
  perform set_config('app.area', here, true);
  delete from platform.blob t where t.area_id = platform.area() and (position(convert_to(who.name, 'UTF8') in t.bytes) > 0 or position(convert_to(who.email, 'UTF8') in t.bytes) > 0);
  get diagnostics n = row_count;
  if n > 0 then went := went || jsonb_build_object('platform.blob', n::text); end if;
  delete from platform.limit_counter t where position(who.email in t.key) > 0;
  delete from identity.password_reset t where t.email = who.email;
  -- an account that stands for nobody any more
  if who.account_id is not null and not exists (select from lookup.person_index i where i.account_id = who.account_id and i.person_id <> of_person) then
    delete from identity.totp t where t.account_id = who.account_id;
    delete from identity.recovery_code t where t.account_id = who.account_id;
    delete from identity.factor_tries t where t.account_id = who.account_id;
    delete from identity.passkey t where t.account_id = who.account_id;
    delete from identity.session t where t.account_id = who.account_id;
    delete from identity.half_session t where t.account_id = who.account_id;
    delete from identity.account t where t.id = who.account_id;
    went := went || jsonb_build_object('identity.account', '1');
  end if;
  return went || jsonb_build_object('audit.detail', forgotten::text);
end $$;
create function records.erase(of_erasure uuid) returns jsonb language plpgsql security definer set search_path = pg_catalog as $$
declare e record; went jsonb;
begin
  select * into e from records.erasure t where t.area_id = platform.area() and t.id = of_erasure and t.state = 'agreed' for update;
  if not found then raise exception 'Nobody is erased whom two people have not agreed on.' using errcode = 'TR004'; end if;
  perform set_config('records.going', 'yes', true);
  went := records.erase_now(e.person_id);
  update records.erasure t set state = 'done', version = t.version + 1 where t.id = of_erasure;
  perform set_config('records.going', '', true);
  perform audit.record('erase.done', 'done', null, 'identity.person:' || e.person_id, '{}', coalesce(went, '{}'));
  return went;
end $$;
-- A restored backup still holds who was erased since: by the ledger they go again.
create function records.erase_again(of_person uuid) returns jsonb language plpgsql security definer set search_path = pg_catalog as $$
declare went jsonb;
begin
  if current_setting('app.actor', true) is distinct from 'system:ops' then raise exception 'A ledger is replayed by a command.' using errcode = 'TR004'; end if;
  perform set_config('records.going', 'yes', true);
  went := records.erase_now(of_person);
  perform set_config('records.going', '', true);
  if went is not null then perform audit.record('erase.replay', 'done', null, 'identity.person:' || of_person, '{}', went); end if;
  return went;
end $$;
revoke all on function records.texts, records.as_pattern, records.erase_preview, records.erase_now, records.erase, records.erase_again, records.erasure_moves from public;
grant execute on function records.erasure_moves to public;
grant execute on function records.erase_preview, records.erase to trellis_app;
-- erase_again asks no second person: it is the owner's alone, whom a restore acts as, and no door's.
`;
