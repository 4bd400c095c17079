import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a decision spends of the area's money, in whole pence; above the area's limit another person approves it. */
export class Money1764000000037 implements MigrationInterface {
  name = 'Money1764000000037';
  async up(db: QueryRunner): Promise<void> {
    await db.query(SPENDING);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const SPENDING = `
alter table brokerage.decision
  add pence int not null default 0 check (pence between 0 and 100000000),
  -- only what begins a pairing spends
  add check (pence = 0 or outcome in ('agreed', 'agreed_with_conditions', 'partly_agreed'));
`;
