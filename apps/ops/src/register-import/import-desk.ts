import { createHash } from 'node:crypto';
import type { Actor } from '@app/kernel';
import { systemActor } from '@app/identity';
import type { UnitOfWork } from '@app/platform';
import type {
  CommitRegisterImport,
  Confirmation,
  ImportKind,
  ImportResult,
  OnProgress,
  PreviewRegisterImport,
  RegisterImports,
  RegisterImportView,
  TakeRegisterFile,
} from '@app/schools';

export interface FileToImport {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly extractDate?: string;
}

/** A file that ended without effect, with what was seen of it. */
export class ImportRefused extends Error {
  constructor(
    readonly file: FileToImport,
    readonly code: string,
    message: string,
    readonly seen: RegisterImportView | null = null,
  ) {
    super(message);
  }
}

/** The steps of an import as the command line takes them, one after the other and without the queue. */
export class ImportDesk {
  readonly actor: Actor = systemActor('ops', null);

  constructor(
    private readonly work: UnitOfWork,
    private readonly take: TakeRegisterFile,
    private readonly preview: PreviewRegisterImport,
    private readonly commit: CommitRegisterImport,
    private readonly imports: RegisterImports,
  ) {}

  /** @throws ImportRefused with every row named. */
  async previewOf(file: FileToImport, onProgress?: OnProgress): Promise<RegisterImportView> {
    const id = await this.take.execute(this.actor, { ...file, inQueue: false });
    await this.preview.execute(this.actor, id, onProgress);
    const seen = await this.work.runForInstallation(this.actor, (tx) => this.imports.one(tx, id));
    if (seen.state === 'previewed') return seen;
    throw new ImportRefused(
      file,
      seen.failure?.code ?? 'IMPORT_CANCELLED',
      seen.failure?.message ?? 'This import was cancelled. Nothing was changed.',
      seen,
    );
  }

  /** The preview of exactly these bytes that somebody saw before. */
  async seenBefore(file: FileToImport): Promise<RegisterImportView | null> {
    return this.work.runForInstallation(this.actor, (tx) =>
      this.imports.ofFile(tx, file.kind, hashOf(file.bytes)),
    );
  }

  /** The preview as it stands; made again where another import was committed since. */
  async refreshed(
    file: FileToImport,
    seen: RegisterImportView,
    onProgress?: OnProgress,
  ): Promise<RegisterImportView> {
    const now = await this.work.runForInstallation(this.actor, (tx) => this.imports.one(tx, seen.id));
    return now.isFresh ? now : this.previewOf(file, onProgress);
  }

  async commitOf(
    seen: RegisterImportView,
    confirmed: readonly Confirmation[],
    onProgress?: OnProgress,
  ): Promise<ImportResult> {
    return this.commit.execute(this.actor, { id: seen.id, fileHash: seen.fileHash, confirmed }, onProgress);
  }

  /**
   * Preview and commit in one, for seeding and trials.
   *
   * @throws ImportRefused, or RuleBroken where something must be confirmed that `confirmed` does not hold.
   */
  async import(file: FileToImport, confirmed: readonly Confirmation[] = []): Promise<ImportResult> {
    return this.commitOf(await this.previewOf(file), confirmed);
  }
}

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
