import type { Clock, Matrix } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { Confirmation, ImportFailure, ImportPreview, ImportResult } from './import-preview.js';
import {
  IMPORT_FIELDS,
  importInForce,
  mayImport,
  readImport,
  type ImportKind,
  type ImportRow,
} from './import-row.js';

export interface RegisterImportView extends Omit<ImportRow, 'commitConfirmed' | 'basedOn'> {
  readonly preview: ImportPreview | null;
  readonly result: ImportResult | null;
  readonly failure: ImportFailure | null;
  /** `person:<id>` or `system:ops`. */
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly committedAt: Date | null;
  /** Rows read while it is read, rows written while it is committed. */
  readonly done: number;
  readonly total: number | null;
  readonly cancelAsked: boolean;
  /** False where another import was committed since the preview: it must be previewed again. */
  readonly isFresh: boolean;
}

/** Who asked for a step that the worker does for them, and how. */
export interface AskedStep {
  /** `person:<id>` or `system:ops`. */
  readonly by: string;
  /** The area in which they were signed in. */
  readonly area: string | null;
  readonly fileHash: string;
  readonly confirmed: readonly Confirmation[];
}

interface Stored extends Omit<RegisterImportView, 'isFresh'> {
  readonly basedOn: string | null;
}

const VIEW = `select ${IMPORT_FIELDS}, i.asked_by as "askedBy", i.asked_at as "askedAt", i.committed_at as "committedAt",
  coalesce(p.done, 0) as done, p.total, coalesce(p.cancel_asked, false) as "cancelAsked"
  from schools.register_import i left join schools.import_progress p on p.import_id = i.id`;

/** The imports of the installation, for those who may import. */
export class RegisterImports {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for an id that is none and for one that is unknown, alike. */
  async one(tx: Tx, id: string): Promise<RegisterImportView> {
    mayImport(tx.actor, 'preview', this.matrix, this.clock);
    const { id: known } = await readImport(tx, id);
    const [row] = await tx.query<Stored>(`${VIEW} where i.id = $1`, [known]);
    if (!row) throw new Error('The import was there a moment ago.');
    return viewOf(row, await importInForce(tx));
  }

  /** Newest first. */
  async recent(tx: Tx, limit = 20): Promise<RegisterImportView[]> {
    mayImport(tx.actor, 'preview', this.matrix, this.clock);
    const rows = await tx.query<Stored>(`${VIEW} order by i.asked_at desc, i.id limit $1`, [limit]);
    const inForce = await importInForce(tx);
    return rows.map((row) => viewOf(row, inForce));
  }

  /** The last import of this very file that was previewed or committed; null where its preview was never seen. */
  async ofFile(tx: Tx, kind: ImportKind, fileHash: string): Promise<RegisterImportView | null> {
    mayImport(tx.actor, 'preview', this.matrix, this.clock);
    const [row] = await tx.query<Stored>(
      `${VIEW} where i.kind = $1 and i.file_hash = $2 and i.state in ('previewed', 'committed')
       order by i.asked_at desc, i.id limit 1`,
      [kind, fileHash],
    );
    return row ? viewOf(row, await importInForce(tx)) : null;
  }

  /** For the worker, before it knows for whom it works. Null where nobody asked for this step, or no longer. */
  async asked(tx: Tx, id: string, step: 'preview' | 'commit'): Promise<AskedStep | null> {
    const prefix = step === 'preview' ? '' : 'commit_';
    const [row] = await tx.query<Omit<AskedStep, 'by'> & { by: string | null }>(
      `select ${prefix}asked_by as by, ${prefix}asked_in as area, file_hash as "fileHash", commit_confirmed as confirmed
       from schools.register_import where id = $1 and state = $2`,
      [id, step === 'preview' ? 'reading' : 'previewed'],
    );
    return row && row.by !== null ? { ...row, by: row.by } : null;
  }
}

function viewOf({ basedOn, ...row }: Stored, inForce: string | null): RegisterImportView {
  return { ...row, isFresh: row.state !== 'previewed' || basedOn === inForce };
}
