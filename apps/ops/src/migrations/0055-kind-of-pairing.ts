import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What kind of pairing a decision begins: help for a school, or coaching of one person by another. */
export class KindOfPairing1764000000055 implements MigrationInterface {
  name = 'KindOfPairing1764000000055';
  async up(db: QueryRunner): Promise<void> {
    await db.query(KIND);
  }
  down(): Promise<void> {
    return Promise.reject(new Error('Trellis has no down migrations: restore a backup instead.'));
  }
}

const KIND = `
alter table brokerage.decision
  add kind text not null default 'support' check (kind in ('support', 'coaching', 'project')),
  -- only what begins a pairing says of which kind
  add check (kind = 'support' or outcome in ('agreed', 'agreed_with_conditions', 'partly_agreed'));
`;
