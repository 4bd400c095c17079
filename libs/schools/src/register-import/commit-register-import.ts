import type { Actor, Clock, Matrix, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Tx, UnitOfWork } from '@app/platform';
import { openSchools } from '../links/stored-links.js';
import { bytesOf, requireSame } from './file-as-previewed.js';
import { countsOf, type Confirmation, type ImportPreview, type ImportResult } from './import-preview.js';
import { lockImport, mayImport, moveLocked, readImport, setColumns, type ImportRow } from './import-row.js';
import { ImportCancelled, ImportTicker, type OnProgress } from './import-ticker.js';
import { readImportedFile, type FileToRead } from './imported-file.js';
import { requireConfirmed, requireFresh } from './ready-to-commit.js';

export interface ImportToCommit {
  readonly id: string;
  /** SHA-256 of the file whose preview was seen. */
  readonly fileHash: string;
  readonly confirmed: readonly Confirmation[];
}

/** One register import at a time in the whole installation. */
const ADVISORY_LOCK = 7_235_002;
/** A second import waits for the first; its own statements are far shorter. */
const PATIENCE_MS = 60_000;

/**
 * Writes what a preview said, all of it or nothing, as one act with the file's hash and counts and no entry per row.
 * Committed twice, it answers with the first one's result.
 */
export class CommitRegisterImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws RuleBroken FILE_CHANGED, PREVIEW_STALE, REGISTER_OLDER, CONFIRMATION_NEEDED or IMPORT_CANNOT_MOVE;
   *   ImportCancelled where somebody stopped it. Then nothing was written.
   */
  async execute(actor: Actor, asked: ImportToCommit, onProgress?: OnProgress): Promise<ImportResult> {
    const held = await this.work.runForInstallation(actor, async (tx) => {
      mayImport(actor, 'commit', this.matrix, this.clock);
      const row = await readImport(tx, asked.id);
      requireSame(row, asked.fileHash);
      return row.result ?? toRead(tx, row);
    });
    if ('written' in held) return held;
    const ticker = new ImportTicker(this.work, actor, asked.id, held.writes, onProgress);
    try {
      const file = await readImportedFile(held, { signal: ticker.signal });
      return await this.work.runForInstallation(actor, async (tx) => {
        await takeTurn(tx);
        const row = await lockImport(tx, asked.id);
        if (row.result !== null) return row.result;
        await requireFresh(tx, row);
        const { preview, write } = await file.compare(tx);
        requireConfirmed(preview, asked.confirmed);
        await write(tx, row.id, (rows) => ticker.tick(rows));
        return this.finish(tx, row, preview);
      });
    } catch (error) {
      if (error instanceof ImportCancelled) await this.unask(actor, asked.id);
      throw error;
    } finally {
      await ticker.stop();
    }
  }

  private async finish(tx: Tx, row: ImportRow, preview: ImportPreview): Promise<ImportResult> {
    const counts = countsOf(preview);
    const result = { id: row.id, fileHash: row.fileHash, written: preview.writes, counts };
    const [last] = await tx.query<{ n: number | null }>(
      'select max(committed_as) as n from schools.register_import',
    );
    await moveLocked(tx, row, 'committed', {
      result: JSON.stringify(result),
      committed_at: this.clock.now(),
      committed_as: (last?.n ?? 0) + 1,
    });
    // Every other preview is stale now: what is left of them to see needs no bytes.
    await tx.query(
      `update schools.register_import set file = null where state = 'previewed' and id <> $1 returning 1`,
      [row.id],
    );
    await this.audit.record(tx, {
      act: 'register.import.commit',
      entity: `schools.register_import:${row.id}`,
      reason: preview.writes === 0 ? 'NOTHING_TO_DO' : row.kind,
      details: { file_hash: row.fileHash, counts: JSON.stringify(counts) },
    });
    return result;
  }

  /** The preview stands; the commit may be asked for again. */
  private async unask(actor: Actor, id: string): Promise<void> {
    await this.work.runForInstallation(actor, async (tx) => {
      await setColumns(tx, id, { commit_asked_at: null, commit_asked_by: null, commit_asked_in: null });
      await tx.query(
        'update schools.import_progress set cancel_asked = false, done = 0 where import_id = $1 returning 1',
        [id],
      );
    });
  }
}

async function toRead(tx: Tx, row: ImportRow): Promise<FileToRead & { readonly writes: number }> {
  await requireFresh(tx, row);
  const open = row.kind === 'links' ? await openSchools(tx, null) : new Set<SchoolUrn>();
  return { ...row, bytes: await bytesOf(tx, row), open, writes: row.preview?.writes ?? 0 };
}

async function takeTurn(tx: Tx): Promise<void> {
  await tx.query(`select set_config('statement_timeout', $1, true)`, [String(PATIENCE_MS)]);
  await tx.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
}
