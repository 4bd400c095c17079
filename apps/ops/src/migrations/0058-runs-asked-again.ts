import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which run was asked for last, also where the same question joined one that stood already. */
export class RunsAskedAgain1764000000058 implements MigrationInterface {
  name = 'RunsAskedAgain1764000000058';
  async up(db: QueryRunner): Promise<void> {
    await db.query(ASKED_AGAIN);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const ASKED_AGAIN = `
create sequence brokerage.run_asked;
grant usage on sequence brokerage.run_asked to trellis_app, trellis_worker;
-- Runs from before this order have none, and stand by the moment at which they were asked for.
alter table brokerage.run_progress add asked bigint;
alter table brokerage.run_progress alter asked set default nextval('brokerage.run_asked');
`;
