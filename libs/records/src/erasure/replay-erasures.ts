import { systemActor } from '@app/identity';
import type { UnitOfWork } from '@app/platform';
import type { LedgerLine } from './erasure-ledger.js';

/** After a restore, before any door opens: whoever the ledger names goes again. Who is gone already stays gone. */
export class ReplayErasures {
  constructor(private readonly work: UnitOfWork) {}

  /** @returns how many were erased now. */
  async execute(lines: readonly LedgerLine[]): Promise<number> {
    let erased = 0;
    for (const { area, person } of lines)
      erased += await this.work.run(systemActor('ops', area), area, async (tx) => {
        const [row] = await tx.query<{ went: unknown }>('select records.erase_again($1) as went', [person]);
        return row?.went ? 1 : 0;
      });
    return erased;
  }
}
