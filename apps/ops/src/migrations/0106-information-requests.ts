import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register of information requests: what was asked for, which schools it touches, and, apart from both, who asked. */
export class InformationRequests1764000000106 implements MigrationInterface {
  name = 'InformationRequests1764000000106';
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(GUARDS);
    await db.query(RETENTION);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const TABLES = `
create table assurance.information_request (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^FOI-[0-9]{4}-[0-9]{3,}$'),
  received_on date not null,
  asked text not null check (length(asked) between 1 and 4000),
  registered_by uuid not null,
  registered_at timestamptz not null,
  -- whoever answered for a kind of record, wrote the answer or told the heads: nobody of them releases it
  prepared_by uuid[] not null default '{}',
  state text not null check (state in ('received', 'heads_told', 'released', 'refused')),
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id)
);
-- Who asked, by the id of the request: no list, no log of disclosures and no worker reads it.
create table assurance.information_requester (
  id uuid primary key,
  area_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  reach text not null check (length(reach) between 1 and 300),
  foreign key (area_id, id) references assurance.information_request (area_id, id)
);
create table assurance.information_school (
  id uuid primary key,
  area_id uuid not null,
  request_id uuid not null,
  urn text not null check (urn ~ '^[1-9][0-9]{5}$'),
  told_at timestamptz,
  unique (area_id, request_id, urn),
  foreign key (area_id, request_id) references assurance.information_request (area_id, id)
);
call platform.protect('assurance.information_request');
call platform.protect('assurance.information_requester');
call platform.protect('assurance.information_school');
call audit.watch('assurance.information_request');
call audit.watch('assurance.information_requester');
call audit.watch('assurance.information_school');
grant select, insert, update on assurance.information_request to trellis_app;
grant select, insert on assurance.information_requester to trellis_app;
grant select, insert, update, delete on assurance.information_school to trellis_app;
grant select on assurance.information_request, assurance.information_school to trellis_worker;
`;

const GUARDS = `
create function assurance.information_begins() returns trigger language plpgsql as $$
begin
  if new.state <> 'received' then raise exception 'An information request begins received.' using errcode = 'TR007'; end if;
  return new;
end $$;
create function assurance.information_goes_on() returns trigger language plpgsql as $$
declare own text[] := '{prepared_by,state,version}';
begin
  if old.state in ('released', 'refused') then raise exception 'What was answered stands.' using errcode = 'TR004'; end if;
  if old.state <> new.state and (old.state, new.state) not in (('received', 'heads_told'), ('received', 'refused'),
    ('heads_told', 'released'), ('heads_told', 'refused'))
  then raise exception 'An information request that is % cannot become %.', old.state, new.state using errcode = 'TR007'; end if;
  if not old.prepared_by <@ new.prepared_by or (to_jsonb(new) - own) is distinct from (to_jsonb(old) - own)
  then raise exception 'What was asked, and who prepared the answer, stands.' using errcode = 'TR004'; end if;
  return new;
end $$;
create function assurance.information_stays() returns trigger language plpgsql as $$
begin raise exception 'An information request stays.' using errcode = 'TR004'; end $$;
create function assurance.information_school_stays() returns trigger language plpgsql as $$
begin
  if old.told_at is not null then raise exception 'A school whose head was told stays.' using errcode = 'TR004'; end if;
  return old;
end $$;
create trigger begins before insert on assurance.information_request for each row execute function assurance.information_begins();
create trigger goes_on before update on assurance.information_request for each row when (not records.going())
  execute function assurance.information_goes_on();
create trigger stays before delete on assurance.information_request for each row when (not records.going())
  execute function assurance.information_stays();
create trigger stays before update or delete on assurance.information_requester for each row when (not records.going())
  execute function assurance.information_stays();
create trigger stays before delete on assurance.information_school for each row when (not records.going())
  execute function assurance.information_school_stays();
`;

/** Closure and the period of a pairing: an answered request goes with who asked and the schools it touched. */
const RETENTION = `
insert into records.over (kind, place, tbl, bulk, everywhere, condition) values
('pairing', 13, 'assurance.information_request', false, false,
  $c$t.state in ('released', 'refused') and records.last_change('assurance.information_request', t.id) <= $1$c$);
insert into records.part (of, tbl, col) values
('assurance.information_request', 'assurance.information_requester', 'id'),
('assurance.information_request', 'assurance.information_school', 'request_id');
`;
