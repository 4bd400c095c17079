import { DomainError, type Actor, type Clock, type Matrix, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Tx, UnitOfWork } from '@app/platform';
import { FileRefused } from '../csv/file-refused.js';
import { openSchools } from '../links/stored-links.js';
import { countRows } from './count-rows.js';
import type { ImportFailure } from './import-preview.js';
import {
  cancelAsked,
  fileOf,
  importInForce,
  lockImport,
  mayImport,
  moveLocked,
  readImport,
} from './import-row.js';
import { ImportCancelled, ImportTicker, type OnProgress } from './import-ticker.js';
import { readImportedFile, type FileToRead, type ImportedFile } from './imported-file.js';
import type { ImportState } from './register-import.lifecycle.js';

/**
 * Reads a file that was taken, and keeps what it would change. Nothing is written to the register. What the file says is
 * set beside what is stored in one transaction; reading it takes seconds and none.
 */
export class PreviewRegisterImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** @returns how it ended: previewed, failed with every row named, or discarded where somebody cancelled it. */
  async execute(actor: Actor, id: string, onProgress?: OnProgress): Promise<ImportState> {
    const file = await this.work.runForInstallation(actor, async (tx) => {
      mayImport(actor, 'preview', this.matrix, this.clock);
      return held(tx, id);
    });
    if (file === null) return this.keep(actor, id, null);
    try {
      return await this.keep(actor, id, await this.read(actor, id, file, onProgress));
    } catch (error) {
      if (error instanceof ImportCancelled) return this.end(actor, id, 'discarded', null);
      if (error instanceof DomainError) return this.end(actor, id, 'failed', failureOf(error));
      throw error;
    }
  }

  private async read(
    actor: Actor,
    id: string,
    file: FileToRead,
    onProgress?: OnProgress,
  ): Promise<ImportedFile> {
    const ticker = new ImportTicker(this.work, actor, id, await countRows(file), onProgress);
    try {
      return await readImportedFile(file, {
        onProgress: (rows) => ticker.tick(rows),
        signal: ticker.signal,
      });
    } finally {
      await ticker.stop();
    }
  }

  private async keep(actor: Actor, id: string, file: ImportedFile | null): Promise<ImportState> {
    return this.work.runForInstallation(actor, async (tx) => {
      const row = await lockImport(tx, id);
      if (row.state !== 'reading' || file === null) return row.state; // done before, or discarded meanwhile
      if (await cancelAsked(tx, id)) throw new ImportCancelled();
      const basedOn = await importInForce(tx);
      const { preview } = await file.compare(tx);
      await moveLocked(tx, row, 'previewed', {
        based_on: basedOn,
        preview: JSON.stringify(preview),
        extract_date: preview.extractDate,
        latest_opening: preview.latestOpening,
      });
      return 'previewed';
    });
  }

  private async end(
    actor: Actor,
    id: string,
    to: 'failed' | 'discarded',
    failure: ImportFailure | null,
  ): Promise<ImportState> {
    return this.work.runForInstallation(actor, async (tx) => {
      const row = await lockImport(tx, id);
      if (row.state !== 'reading') return row.state;
      await moveLocked(tx, row, to, { failure: failure === null ? null : JSON.stringify(failure) });
      await this.audit.record(tx, {
        act: to === 'failed' ? 'register.import.refuse' : 'register.import.discard',
        entity: `schools.register_import:${id}`,
        reason: failure?.code ?? 'IMPORT_CANCELLED',
      });
      return to;
    });
  }
}

/** @returns null where there is nothing (more) to read. */
async function held(tx: Tx, id: string): Promise<FileToRead | null> {
  const row = await readImport(tx, id);
  const bytes = row.state === 'reading' ? await fileOf(tx, id) : null;
  if (bytes === null) return null;
  return { ...row, bytes, open: row.kind === 'links' ? await openSchools(tx, null) : new Set<SchoolUrn>() };
}

export function failureOf(error: DomainError): ImportFailure {
  const problems = error instanceof FileRefused ? error.problems : [];
  const total = error instanceof FileRefused ? error.total : 0;
  return { code: error.code, message: error.message, problems, total };
}
