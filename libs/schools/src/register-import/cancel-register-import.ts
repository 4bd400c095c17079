import { RuleBroken, type Actor, type Clock, type Matrix } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { UnitOfWork } from '@app/platform';
import { mayImport, readImport } from './import-row.js';

/** Stops an import that is being read or written. Whoever does the work hears of it within a second and keeps nothing. */
export class CancelRegisterImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string): Promise<void> {
    await this.work.runForInstallation(actor, async (tx) => {
      mayImport(actor, 'preview', this.matrix, this.clock);
      // Not locked: the commit itself holds the row, and is what this must reach.
      const row = await readImport(tx, id);
      if (row.state !== 'reading' && (row.state !== 'previewed' || row.commitAskedAt === null)) {
        throw new RuleBroken(
          'IMPORT_NOT_AT_WORK',
          'This import is not at work, so there is nothing to cancel.',
        );
      }
      await tx.query(
        'update schools.import_progress set cancel_asked = true where import_id = $1 returning 1',
        [row.id],
      );
      await this.audit.record(tx, {
        act: 'register.import.cancel',
        entity: `schools.register_import:${row.id}`,
      });
    });
  }
}
