import { decide, requireAllowed, type Actor, type AreaId, type Clock, type Matrix } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { UnitOfWork } from '@app/platform';

/** An area administrator asks that the register be brought up to date; whoever runs the installation does it. */
export class AskForRegisterImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** Leaves an entry in the log and nothing else. */
  async execute(actor: Actor, area: AreaId): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      requireAllowed(
        decide(
          this.matrix,
          actor,
          'register.import.ask',
          { area, register: true },
          { now: this.clock.now() },
        ),
      );
      await this.audit.record(tx, { act: 'register.import.ask', entity: `schools.area:${area}` });
    });
  }
}
