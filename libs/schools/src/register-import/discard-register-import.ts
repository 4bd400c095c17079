import type { Actor, Clock, Matrix } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { UnitOfWork } from '@app/platform';
import { lockImport, mayImport, moveLocked } from './import-row.js';

/** Puts a previewed or refused file away, and one whose reading never came to an end. Its bytes go. */
export class DiscardRegisterImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string): Promise<void> {
    await this.work.runForInstallation(actor, async (tx) => {
      mayImport(actor, 'preview', this.matrix, this.clock);
      const row = await lockImport(tx, id);
      await moveLocked(tx, row, 'discarded');
      await this.audit.record(tx, {
        act: 'register.import.discard',
        entity: `schools.register_import:${row.id}`,
      });
    });
  }
}
