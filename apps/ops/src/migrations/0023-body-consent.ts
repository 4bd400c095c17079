import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the area asks for it, the trusts of both schools consent before their work is active (R4, I-1). */
export class BodyConsent1764000000023 implements MigrationInterface {
  name = 'BodyConsent1764000000023';
  async up(db: QueryRunner): Promise<void> {
    await db.query(CONSENT);
    await db.query(GATE);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const CONSENT = `
create table brokerage.body_consent (
  id uuid primary key,
  area_id uuid not null,
  pairing_id uuid not null,
  -- the trust's own code, as posts of the role body name it
  body text not null check (length(body) between 1 and 200),
  -- the school of the pairing that it answers for
  urn text not null,
  state text not null check (state in ('asked', 'given', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  -- who pays for the days, and that lessons are covered
  funder text check (length(funder) between 1 and 200),
  cover_arranged boolean,
  answered_by uuid,
  answered_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  version int not null default 1,
  unique (area_id, pairing_id, body),
  unique (area_id, id),
  foreign key (area_id, pairing_id) references brokerage.pairing (area_id, id),
  check ((state = 'asked') = (answered_at is null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null)),
  check (state <> 'given' or funder is not null and cover_arranged)
);
call platform.protect('brokerage.body_consent');
call audit.watch('brokerage.body_consent');
grant select, insert, update on brokerage.body_consent to trellis_app, trellis_worker;
`;

const GATE = `
create or replace function brokerage.active_through_the_gate() returns trigger language plpgsql as $$
begin
  if new.state <> 'active' or new.kind = 'light' then return null; end if;
  if not exists (select 1 from brokerage.agenda a where a.area_id = new.area_id and a.pairing_id = new.id and a.state = 'agreed')
  then raise exception 'A pairing is active with an agreed agenda alone.' using errcode = 'TR007'; end if;
  if coalesce((select sum(e.half_days) from profiles.capacity_entry e where e.area_id = new.area_id
      and e.reference = 'proposal:' || new.proposal_id::text and e.kind in ('committed', 'delivered')), 0) <= 0
  then raise exception 'A pairing is active with promised days alone.' using errcode = 'TR007'; end if;
  if exists (select 1 from brokerage.body_consent c where c.area_id = new.area_id and c.pairing_id = new.id and c.state <> 'given')
  then raise exception 'A pairing is active with the consents that its area requires alone.' using errcode = 'TR007'; end if;
  return null;
end $$;

-- The same gate from the other side: a consent that ends takes the pairing out of work in the same transaction.
create function brokerage.active_with_consent() returns trigger language plpgsql as $$
begin
  if exists (select 1 from brokerage.body_consent c join brokerage.pairing g on g.area_id = c.area_id and g.id = c.pairing_id
      where c.area_id = new.area_id and c.id = new.id and c.state <> 'given' and g.state = 'active')
  then raise exception 'A pairing is active with the consents that its area requires alone.' using errcode = 'TR007'; end if;
  return null;
end $$;
create constraint trigger gate after insert or update on brokerage.body_consent deferrable initially deferred
  for each row execute function brokerage.active_with_consent();
`;
