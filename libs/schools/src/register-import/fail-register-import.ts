import type { Actor } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { UnitOfWork } from '@app/platform';
import { lockImport, moveLocked } from './import-row.js';

/** For the worker: an import whose job was refused, or has used up its tries, stops for good and says why. */
export class FailRegisterImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @param because a code with its sentence. Nothing happens to an import that has ended. */
  async execute(actor: Actor, id: string, because: { code: string; message: string }): Promise<void> {
    await this.work.runForInstallation(actor, async (tx) => {
      const row = await lockImport(tx, id);
      if (row.state !== 'reading' && row.state !== 'previewed') return;
      const failure = { ...because, problems: [], total: 0 };
      await moveLocked(tx, row, 'failed', { failure: JSON.stringify(failure) });
      await this.audit.record(tx, {
        act: 'register.import.refuse',
        entity: `schools.register_import:${row.id}`,
        reason: because.code,
      });
    });
  }
}
