import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Help from outside the area: what it is for, who decided what, and that nobody who is paid by its supplier did. */
export class Commissions1764000000075 implements MigrationInterface {
  name = 'Commissions1764000000075';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SUPPLIERS);
    await db.query(COMMISSION);
    await db.query(STEPS);
    await db.query(GUARDS);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SUPPLIERS = `
-- One supplier however its name is written: "The Ashdown Partnership Ltd." and "Ashdown Partnership".
create function identity.supplier_key(written text) returns text language sql immutable as $$
  select coalesce(nullif(regexp_replace(
    regexp_replace(lower(written), '\\m(the|and|ltd|limited|llp|plc|cic|inc)\\M', ' ', 'g'), '[^[:alnum:]]', '', 'g'), ''), lower(written))
$$;
-- Paid work for somebody who is no school of the register.
create table identity.supplier_interest (
  id uuid primary key,
  area_id uuid not null,
  person_id uuid not null,
  supplier text not null check (length(supplier) between 1 and 200),
  supplier_key text not null generated always as (identity.supplier_key(supplier)) stored,
  from_on date not null,
  to_on date,
  state text not null default 'live' check (state in ('live', 'ended')),
  version int not null default 1,
  foreign key (area_id, person_id) references identity.person (area_id, id),
  check (to_on is null or to_on >= from_on)
);
create index supplier_interest_of_person on identity.supplier_interest (area_id, person_id);
call platform.protect('identity.supplier_interest');
call audit.watch('identity.supplier_interest');
grant select, insert, update on identity.supplier_interest to trellis_app, trellis_worker;

create function identity.is_paid_by(person uuid, payer text) returns boolean language sql stable as $$
  select exists (select from identity.supplier_interest i where i.person_id = person and i.state = 'live'
    and i.supplier_key = identity.supplier_key(payer) and i.from_on <= current_date
    and (i.to_on is null or i.to_on >= current_date))
$$;
create function identity.refuse_paid_by(person uuid, payer text) returns void language plpgsql as $$
begin
  perform from identity.person p where p.id = person for share;
  if identity.is_paid_by(person, payer) then
    raise exception 'This person has an interest in the supplier.' using errcode = 'TR001';
  end if;
end $$;
grant execute on function identity.supplier_key, identity.is_paid_by, identity.refuse_paid_by to trellis_app, trellis_worker;
`;

const COMMISSION = `
create table brokerage.commission (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^CM-[0-9]{4}-[0-9]{3,}$'),
  need_id uuid not null,
  asker_urn text not null,
  -- why no school of the area helps, as the run gave it: {kind, sentence, rules}
  run_id uuid not null,
  certificate jsonb not null,
  certified_at timestamptz not null,
  specification text not null check (length(specification) between 1 and 4000),
  routes_tried text not null check (length(routes_tried) between 1 and 2000),
  deliverables text[] not null check (cardinality(deliverables) between 1 and 10),
  deliver_by date not null,
  -- in mind until it is awarded, then the one that delivers
  supplier text check (length(supplier) between 1 and 200),
  funder text not null check (length(funder) between 1 and 200),
  -- what may be spent
  pence int not null check (pence between 0 and 100000000),
  half_days int not null check (half_days between 0 and 1000),
  -- everybody who drafted or changed it
  written_by uuid[] not null check (cardinality(written_by) >= 1),
  drafted_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  quotes text check (length(quotes) between 1 and 2000),
  award_pence int check (award_pence between 0 and pence),
  awarded_at timestamptz,
  paid_pence int check (paid_pence between 0 and award_pence),
  state text not null check (state in ('drafted', 'approved', 'out_to_quote', 'awarded', 'delivering', 'accepted', 'sent_back',
    'paid', 'cancelled')),
  -- whoever took the last step; nobody where its need ended
  moved_by uuid,
  moved_at timestamptz not null,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, need_id) references profiles.need (area_id, id),
  foreign key (area_id, run_id) references brokerage.match_run (area_id, id),
  check (moved_by is not null or state = 'cancelled'),
  check ((decided_by is null) = (decided_at is null)),
  check (state in ('drafted', 'cancelled') or decided_by is not null),
  check (state in ('drafted', 'approved', 'out_to_quote', 'cancelled')
    or (supplier is not null and quotes is not null and award_pence is not null and awarded_at is not null)),
  check ((state = 'paid') = (paid_pence is not null))
);
create unique index one_live_commission on brokerage.commission (area_id, need_id)
  where state not in ('accepted', 'paid', 'cancelled');
create index commission_of_need on brokerage.commission (area_id, need_id);
call platform.protect('brokerage.commission');
call audit.watch('brokerage.commission');
grant select, insert, update on brokerage.commission to trellis_app, trellis_worker;
`;

const STEPS = `
create table brokerage.commission_step (
  id uuid primary key,
  area_id uuid not null,
  commission_id uuid not null,
  from_state text,
  to_state text not null,
  -- "person:<id>", or "system:worker"
  moved_by text not null,
  moved_at timestamptz not null,
  note text check (length(note) between 1 and 2000),
  foreign key (area_id, commission_id) references brokerage.commission (area_id, id)
);
create index step_of_commission on brokerage.commission_step (area_id, commission_id, moved_at);
create function brokerage.steps_never_change() returns trigger language plpgsql as $$
begin raise exception 'A step that was taken stands.' using errcode = 'TR004'; end $$;
create trigger never_changes before update or delete on brokerage.commission_step
  for each row execute function brokerage.steps_never_change();
call platform.protect('brokerage.commission_step');
call audit.watch('brokerage.commission_step');
grant select, insert on brokerage.commission_step to trellis_app, trellis_worker;
`;

const GUARDS = `
create function brokerage.commission_begins() returns trigger language plpgsql as $$
begin
  if new.state <> 'drafted' then raise exception 'A commission begins as a draft.' using errcode = 'TR007'; end if;
  return new;
end $$;
create function brokerage.commission_goes_on() returns trigger language plpgsql as $$
declare
  own text[] := '{state,version,moved_by,moved_at}'::text[] || case
    when new.state = 'drafted' then
      '{specification,routes_tried,deliverables,deliver_by,supplier,funder,pence,half_days,written_by}'::text[]
    when old.state = 'drafted' then '{decided_by,decided_at}'::text[]
    when new.state = 'awarded' then '{supplier,quotes,award_pence,awarded_at,deliver_by}'::text[]
    when new.state = 'paid' then '{paid_pence}'::text[]
    else '{}'::text[] end;
begin
  if (old.state, new.state) not in (('drafted', 'drafted'), ('drafted', 'approved'), ('drafted', 'cancelled'),
    ('approved', 'out_to_quote'), ('approved', 'cancelled'), ('out_to_quote', 'awarded'), ('out_to_quote', 'cancelled'),
    ('awarded', 'delivering'), ('delivering', 'accepted'), ('delivering', 'sent_back'), ('sent_back', 'delivering'),
    ('sent_back', 'cancelled'), ('accepted', 'paid'))
  then raise exception 'A commission that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  if (to_jsonb(new) - own) is distinct from (to_jsonb(old) - own)
  then raise exception 'What was written of a commission stands.' using errcode = 'TR004'; end if;
  if new.state = 'drafted' and not new.written_by @> (old.written_by || new.moved_by)
  then raise exception 'Whoever wrote it is kept.' using errcode = 'TR004'; end if;
  -- two people always, by raw SQL too
  if new.state = 'approved' and (new.decided_by = any (new.written_by) or new.decided_by is distinct from new.moved_by)
  then raise exception 'Nobody approves what they drafted.' using errcode = 'TR006'; end if;
  return new;
end $$;
create function brokerage.commission_stays() returns trigger language plpgsql as $$
begin raise exception 'A commission stays.' using errcode = 'TR004'; end $$;
create trigger begins before insert on brokerage.commission for each row execute function brokerage.commission_begins();
create trigger goes_on before update on brokerage.commission for each row execute function brokerage.commission_goes_on();
create trigger stays before delete on brokerage.commission for each row execute function brokerage.commission_stays();

-- I-4 in the database: nobody with an interest in the school takes a step, nobody who is paid by the supplier either, and
-- it is awarded to nobody who pays somebody that drafted or approved it.
create function brokerage.no_interested_commissioner() returns trigger language plpgsql as $$
declare
  people uuid[] := case when new.state = 'awarded' then new.written_by || new.decided_by else '{}'::uuid[] end || new.moved_by;
  one uuid;
begin
  if new.moved_by is null then return null; end if;
  perform identity.refuse_interest(new.moved_by, array[new.asker_urn]);
  if new.supplier is not null then
    foreach one in array people loop perform identity.refuse_paid_by(one, new.supplier); end loop;
  end if;
  return null;
end $$;
create constraint trigger no_interested_commissioner after insert or update on brokerage.commission
  deferrable initially deferred for each row execute function brokerage.no_interested_commissioner();
`;
