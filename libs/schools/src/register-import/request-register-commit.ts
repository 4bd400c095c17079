import type { Actor, Clock, Matrix } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { Outbox, type UnitOfWork } from '@app/platform';
import { importCommitRequested } from '../events.js';
import type { ImportToCommit } from './commit-register-import.js';
import { requireSame } from './file-as-previewed.js';
import { lockImport, mayImport, setColumns } from './import-row.js';
import { requireConfirmed, requireFresh } from './ready-to-commit.js';

/** Asks the worker to commit a previewed import. What can be refused at once is; the commit itself asks again. */
export class RequestRegisterCommit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** Asked again while it is under way or done, it changes nothing. */
  async execute(actor: Actor, asked: ImportToCommit): Promise<void> {
    await this.work.runForInstallation(actor, async (tx) => {
      mayImport(actor, 'commit', this.matrix, this.clock);
      const row = await lockImport(tx, asked.id);
      requireSame(row, asked.fileHash);
      if (row.state === 'committed' || row.commitAskedAt !== null) return;
      await requireFresh(tx, row);
      if (row.preview !== null) requireConfirmed(row.preview, asked.confirmed);
      await setColumns(tx, row.id, {
        commit_asked_at: this.clock.now(),
        commit_asked_by: `${actor.kind}:${actor.id}`,
        commit_asked_in: actor.area,
        commit_confirmed: [...asked.confirmed],
      });
      await tx.query(
        'update schools.import_progress set done = 0, total = $2, cancel_asked = false where import_id = $1 returning 1',
        [row.id, row.preview?.writes ?? 0],
      );
      await this.audit.record(tx, {
        act: 'register.import.commit.ask',
        entity: `schools.register_import:${row.id}`,
        details: { file_hash: row.fileHash },
      });
      await this.outbox.put(tx, importCommitRequested(row.id, row.version));
    });
  }
}
