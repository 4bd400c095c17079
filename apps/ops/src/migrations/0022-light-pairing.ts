import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A day or less between two schools, asked by one head and accepted by the other: no agenda, no measure, no review. */
export class LightPairing1764000000022 implements MigrationInterface {
  name = 'LightPairing1764000000022';
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
create table brokerage.light_pairing (
  id uuid primary key,
  area_id uuid not null,
  reference text not null check (reference ~ '^SL-[0-9]{4}-[0-9]{3,}$'),
  asker_urn text not null,
  supporter_urn text not null check (supporter_urn <> asker_urn),
  -- one line
  purpose text not null check (length(purpose) between 1 and 200),
  contact text not null check (length(contact) between 1 and 200),
  on_day date not null,
  -- a day or less in all; 0 for a call
  half_days int not null check (half_days between 0 and 2),
  -- the side that spoke first; the other one answers
  asked_side text not null check (asked_side in ('supporter', 'school')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  -- the half-days that came out of what the supporter declared
  booked int not null default 0 check (booked between 0 and half_days),
  gardener_person_id uuid not null,
  state text not null check (state in ('agreed_in_principle', 'active', 'closed', 'not_started')),
  outcome text check (outcome in ('met', 'ended_early')),
  thanks text check (length(thanks) between 1 and 2000),
  closed_by uuid,
  closed_at timestamptz,
  version int not null default 1,
  unique (area_id, reference),
  unique (area_id, id),
  foreign key (area_id, gardener_person_id) references identity.person (area_id, id),
  -- both sides agree: nobody answers what they asked
  check (answered_by is null or answered_by <> asked_by),
  check (state <> 'active' or answered_by is not null),
  check ((state = 'closed') = (outcome is not null))
);
create index light_by_side on brokerage.light_pairing (area_id, asker_urn, supporter_urn);
call platform.protect('brokerage.light_pairing');
call audit.watch('brokerage.light_pairing');
grant select, insert, update on brokerage.light_pairing to trellis_app, trellis_worker;
`);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}
