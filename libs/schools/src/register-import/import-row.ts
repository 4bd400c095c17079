import {
  decide,
  NotFound,
  parseUuid,
  requireAllowed,
  type Actor,
  type Clock,
  type Matrix,
} from '@app/kernel';
import type { Tx } from '@app/platform';
import type { IsoDate } from '../csv/read-words.js';
import type { Confirmation, ImportFailure, ImportPreview, ImportResult } from './import-preview.js';
import { moveImport, type ImportState } from './register-import.lifecycle.js';

export type ImportKind = 'register' | 'links' | 'measures';

/** An import as it is stored, without its file. */
export interface ImportRow {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly fileHash: string;
  /** As the person said, then as the file was read. */
  readonly extractDate: IsoDate | null;
  readonly state: ImportState;
  readonly basedOn: string | null;
  readonly preview: ImportPreview | null;
  readonly result: ImportResult | null;
  readonly failure: ImportFailure | null;
  readonly commitAskedAt: Date | null;
  readonly commitConfirmed: readonly Confirmation[];
  readonly version: number;
}

export const IMPORT_FIELDS = `i.id, i.kind, i.file_name as "fileName", i.file_hash as "fileHash",
  to_char(i.extract_date, 'YYYY-MM-DD') as "extractDate", i.state, i.based_on as "basedOn", i.preview, i.result, i.failure,
  i.commit_asked_at as "commitAskedAt", i.commit_confirmed as "commitConfirmed", i.version`;

/** Register, links and measures are the installation's: they need `inst`, or the command line. */
export function mayImport(actor: Actor, step: 'preview' | 'commit', matrix: Matrix, clock: Clock): void {
  requireAllowed(decide(matrix, actor, `register.import.${step}`, {}, { now: clock.now() }));
}

/** @throws NotFound for an id that is none and for one that is unknown, alike. */
export async function readImport(tx: Tx, id: string, lock: '' | 'for update' = ''): Promise<ImportRow> {
  const known = parseUuid(id);
  if (known === null) throw new NotFound();
  const [row] = await tx.query<ImportRow>(
    `select ${IMPORT_FIELDS} from schools.register_import i where i.id = $1 ${lock}`,
    [known],
  );
  if (!row) throw new NotFound();
  return row;
}

/** Locked first, so that two who act at once come one after the other. */
export const lockImport = (tx: Tx, id: string): Promise<ImportRow> => readImport(tx, id, 'for update');

export async function fileOf(tx: Tx, id: string): Promise<Buffer | null> {
  const [row] = await tx.query<{ file: Buffer | null }>(
    'select file from schools.register_import where id = $1',
    [id],
  );
  return row?.file ?? null;
}

export async function cancelAsked(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query<{ asked: boolean }>(
    'select cancel_asked as asked from schools.import_progress where import_id = $1',
    [id],
  );
  return row?.asked === true;
}

/** The import in force: the last one committed, of either kind. Null before the first. */
export async function importInForce(tx: Tx): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `select id from schools.register_import where state = 'committed' order by committed_as desc nulls last, committed_at desc nulls last, id limit 1`,
  );
  return row?.id ?? null;
}

/** Moves a locked import; an end takes its file away. @param also columns set with it, named as in the table. */
export async function moveLocked(
  tx: Tx,
  row: ImportRow,
  to: ImportState,
  also: Readonly<Record<string, string | number | Date | null>> = {},
): Promise<void> {
  const columns: Record<string, string | number | Date | null> = {
    ...also,
    state: moveImport(row.state, to),
  };
  if (to !== 'previewed') columns['file'] = null;
  await setColumns(tx, row.id, columns);
}

export async function setColumns(
  tx: Tx,
  id: string,
  columns: Readonly<Record<string, unknown>>,
): Promise<void> {
  const names = Object.keys(columns);
  const set = names.map((name, at) => `${name} = $${String(at + 2)}`).join(', ');
  await tx.query(
    `update schools.register_import set ${set}, version = version + 1 where id = $1 returning 1`,
    [id, ...Object.values(columns)],
  );
}
