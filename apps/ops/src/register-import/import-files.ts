import { DomainError } from '@app/kernel';
import type {
  ImportFailure,
  ImportPreview,
  ImportResult,
  OnProgress,
  RegisterImportView,
} from '@app/schools';
import { hashOf, ImportRefused, type FileToImport, type ImportDesk } from './import-desk.js';

export interface ImportOptions {
  /** Hashes of previews that were seen: each file must be named by one. Empty: preview alone, unless `yes`. */
  readonly commit: readonly string[];
  /** Without hashes: commit where nothing needs confirming. With them: what the preview asked to confirm is right. */
  readonly yes: boolean;
}

export interface ImportedOutcome {
  readonly file: string;
  readonly kind: string;
  readonly hash: string;
  readonly state: 'previewed' | 'committed' | 'refused';
  readonly preview: ImportPreview | null;
  readonly result: ImportResult | null;
  readonly failure: (Pick<ImportFailure, 'code' | 'message'> & Partial<ImportFailure>) | null;
}

/** Told as it happens: a preview that was made, and how far a step has come. */
export interface ImportListener {
  previewed(seen: RegisterImportView): void;
  progress(file: FileToImport): OnProgress;
}

/**
 * Previews the files, then commits those whose hash is named. All are read before the first is committed, so that a bad
 * links file stops the register too; one refusal ends it.
 *
 * @returns one outcome per file, in order. The last is a refusal where there is one.
 */
export async function importFiles(
  desk: ImportDesk,
  files: readonly FileToImport[],
  options: ImportOptions,
  listener: ImportListener,
): Promise<ImportedOutcome[]> {
  const outcomes: ImportedOutcome[] = [];
  let inHand = files[0];
  try {
    const seen: { file: FileToImport; view: RegisterImportView }[] = [];
    for (const file of files) {
      inHand = file;
      seen.push({ file, view: await firstLook(desk, file, options, listener) });
    }
    if (options.commit.length === 0 && !options.yes)
      return seen.map(({ file, view }) => previewed(file, view));
    for (const [order, { file, view }] of seen.entries()) {
      inHand = file;
      // What this very command has just committed makes the next preview stale: that one is made again.
      const now = order === 0 ? view : await desk.refreshed(file, view, listener.progress(file));
      const confirmed = options.commit.length > 0 && options.yes ? (now.preview?.needs ?? []) : [];
      const result = await desk.commitOf(now, confirmed, listener.progress(file));
      outcomes.push({ ...previewed(file, now), state: 'committed', result });
    }
    return outcomes;
  } catch (error) {
    if (!inHand) throw error;
    return [...outcomes, refusal(inHand, error)];
  }
}

async function firstLook(
  desk: ImportDesk,
  file: FileToImport,
  { commit }: ImportOptions,
  listener: ImportListener,
): Promise<RegisterImportView> {
  if (commit.length === 0) {
    const view = await desk.previewOf(file, listener.progress(file));
    listener.previewed(view);
    return view;
  }
  if (!commit.includes(hashOf(file.bytes))) {
    throw new ImportRefused(
      file,
      'FILE_CHANGED',
      'This is not the file that was previewed: its hash is another.',
    );
  }
  const view = await desk.seenBefore(file);
  if (view !== null) return view;
  throw new ImportRefused(
    file,
    'NOT_PREVIEWED',
    'Preview this file first: give the command without --commit.',
  );
}

function previewed(file: FileToImport, view: RegisterImportView): ImportedOutcome {
  return {
    file: file.fileName,
    kind: file.kind,
    hash: view.fileHash,
    state: 'previewed',
    preview: view.preview,
    result: null,
    failure: null,
  };
}

/** What a person can mend becomes an outcome; anything else is a fault and goes on. */
function refusal(file: FileToImport, error: unknown): ImportedOutcome {
  if (!(error instanceof ImportRefused) && !(error instanceof DomainError)) throw error;
  const seen = error instanceof ImportRefused ? error.seen?.failure : null;
  return {
    file: file.fileName,
    kind: file.kind,
    hash: hashOf(file.bytes),
    state: 'refused',
    preview: null,
    result: null,
    failure: seen ?? { code: error.code, message: error.message },
  };
}
