import type { AreaId, Clock, MatchRunId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import type { UnitOfWork } from '@app/platform';
import { endRun } from './end-run.js';

/** A run whose job has used up its tries stops for good, says why in a code, and proposes nothing. */
export class FailRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async execute(area: AreaId, id: MatchRunId, token: number, failure: string): Promise<boolean> {
    return this.work.run(systemActor('worker', area), area, (tx) =>
      endRun(tx, this.audit, this.clock, id, token, { state: 'failed', failure: failure.slice(0, 100) }),
    );
  }
}
