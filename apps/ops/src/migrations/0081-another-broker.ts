import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A head asked for another broker (I-4), without a reason: who had it, and who has it since. */
export class AnotherBroker1764000000081 implements MigrationInterface {
  name = 'AnotherBroker1764000000081';
  async up(db: QueryRunner): Promise<void> {
    await db.query(ANOTHER_BROKER);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const ANOTHER_BROKER = `
create table brokerage.broker_change (
  id uuid primary key,
  area_id uuid not null,
  need_id uuid not null,
  from_person_id uuid not null,
  to_person_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  unique (area_id, id),
  foreign key (area_id, need_id) references profiles.need (area_id, id),
  foreign key (area_id, from_person_id) references identity.person (area_id, id),
  foreign key (area_id, to_person_id) references identity.person (area_id, id),
  check (from_person_id <> to_person_id)
);
create index broker_change_by_need on brokerage.broker_change (area_id, need_id);
call platform.protect('brokerage.broker_change');
call audit.watch('brokerage.broker_change');
grant select, insert on brokerage.broker_change to trellis_app;
grant select on brokerage.broker_change to trellis_worker;
`;
