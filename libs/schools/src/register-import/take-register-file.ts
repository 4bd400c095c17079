import { createHash } from 'node:crypto';
import { BadInput, type Actor, type Clock, type Matrix } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { Outbox, type IdSource, type UnitOfWork } from '@app/platform';
import { refuse } from '../csv/file-refused.js';
import { isCalendarDate } from '../csv/read-words.js';
import { NATIONAL_LIMITS } from '../csv/table-kind.js';
import { importPreviewRequested } from '../events.js';
import { mayImport, type ImportKind } from './import-row.js';

export interface UploadedFile {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Buffer;
  /** The day the register was drawn, `yyyy-mm-dd`, where neither the file's name nor its rows tell. */
  readonly extractDate?: string;
  /** True: the worker reads it. False: the caller goes on with `PreviewRegisterImport` at once. */
  readonly inQueue: boolean;
}

/** Storing 100 MB takes longer than a page's statements may. */
const PATIENCE_MS = 30_000;

/** Keeps the bytes of a register or links file for a preview. Nothing of what they say is believed yet. */
export class TakeRegisterFile {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** @returns the id of the import. */
  async execute(actor: Actor, file: UploadedFile): Promise<string> {
    return this.work.runForInstallation(actor, async (tx) => {
      mayImport(actor, 'preview', this.matrix, this.clock);
      refuseSize(file.bytes);
      const extractDate = readDay(file.extractDate);
      const id = this.ids.next();
      await tx.query(`select set_config('statement_timeout', $1, true)`, [String(PATIENCE_MS)]);
      const hash = createHash('sha256').update(file.bytes).digest('hex');
      await tx.query(
        `insert into schools.register_import
           (id, kind, file_name, file_hash, file, extract_date, state, asked_by, asked_in, asked_at)
         values ($1, $2, $3, $4, $5, $6, 'reading', $7, $8, $9)`,
        [
          id,
          file.kind,
          tidyName(file.fileName),
          hash,
          file.bytes,
          extractDate,
          `${actor.kind}:${actor.id}`,
          actor.area,
          this.clock.now(),
        ],
      );
      await tx.query('insert into schools.import_progress (import_id) values ($1)', [id]);
      await this.audit.record(tx, {
        act: 'register.import.preview',
        entity: `schools.register_import:${id}`,
        reason: file.kind,
        details: { file_hash: hash },
      });
      if (file.inQueue) await this.outbox.put(tx, importPreviewRequested(id));
      return id;
    });
  }
}

function refuseSize(bytes: Buffer): void {
  if (bytes.length === 0) refuse('This file is empty.');
  if (bytes.length > NATIONAL_LIMITS.maxBytes) refuse('This file is larger than 100 MB.');
}

/**
 * The last part of whatever path a browser sends, without control characters and without those that nobody sees: one of
 * them shows `gpj.csv` for what ends otherwise.
 */
function tidyName(given: string): string {
  const name = (given.split(/[/\\]/).pop() ?? '').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...name].slice(0, 200).join('') || 'unnamed';
}

function readDay(given: string | undefined): string | null {
  if (given === undefined || given === '') return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(given) && isCalendarDate(given)) return given;
  throw new BadInput([{ path: 'extractDate', message: 'Enter the day of the extract as 2026-09-01' }]);
}
