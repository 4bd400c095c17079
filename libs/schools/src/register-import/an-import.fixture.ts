import { createHash } from 'node:crypto';
import type { Actor, AreaId } from '@app/kernel';
import { AuditorUnitOfWork, dataSource, Outbox, type Tx } from '@app/platform';
import type { TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { system, TODAY } from '../area-school/an-area-of-schools.fixture.js';
import { aRegisterFile, type Cells } from '../register/a-register-file.fixture.js';
import { CancelRegisterImport } from './cancel-register-import.js';
import { CommitRegisterImport } from './commit-register-import.js';
import { DiscardRegisterImport } from './discard-register-import.js';
import type { Confirmation, ImportResult } from './import-preview.js';
import type { OnProgress } from './import-ticker.js';
import { PreviewRegisterImport } from './preview-register-import.js';
import { RegisterImports, type RegisterImportView } from './register-imports.query.js';
import { RequestRegisterCommit } from './request-register-commit.js';
import { TakeRegisterFile, type UploadedFile } from './take-register-file.js';

const HEADINGS = 'URN,LinkURN,LinkType,LinkEstablishedDate';

/** Lines like `100004,100001,Successor,01-09-2020`. */
export const aLinksFile = (...lines: readonly string[]): Buffer =>
  Buffer.from([HEADINGS, ...lines].join('\r\n'));

/** Everybody at the desk where registers are imported, as the command line unless somebody else is named. */
export class ImportDesk {
  readonly ops = system('ops');
  readonly take: TakeRegisterFile;
  readonly preview: PreviewRegisterImport;
  readonly commit: CommitRegisterImport;
  readonly request: RequestRegisterCommit;
  readonly cancel: CancelRegisterImport;
  readonly discard: DiscardRegisterImport;
  readonly imports = new RegisterImports(theMatrix(), TODAY);

  constructor(readonly house: TestHouse) {
    const matrix = theMatrix();
    const { work, audit, ids } = house;
    this.take = new TakeRegisterFile(work, audit, new Outbox(), matrix, TODAY, ids);
    this.preview = new PreviewRegisterImport(work, audit, matrix, TODAY);
    this.commit = new CommitRegisterImport(work, audit, matrix, TODAY);
    this.request = new RequestRegisterCommit(work, audit, new Outbox(), matrix, TODAY);
    this.cancel = new CancelRegisterImport(work, audit, matrix, TODAY);
    this.discard = new DiscardRegisterImport(work, audit, matrix, TODAY);
  }

  /** @returns the import once its file was read, whichever way that ended. */
  async previewed(file: Partial<UploadedFile> & { bytes: Buffer }): Promise<RegisterImportView> {
    const id = await this.take.execute(this.ops, {
      kind: 'register',
      fileName: 'register.csv',
      inQueue: false,
      ...file,
    });
    await this.preview.execute(this.ops, id);
    return this.one(id);
  }

  async committed(
    seen: RegisterImportView,
    confirmed: readonly Confirmation[] = [],
    onProgress?: OnProgress,
  ): Promise<ImportResult> {
    return this.commit.execute(this.ops, { id: seen.id, fileHash: seen.fileHash, confirmed }, onProgress);
  }

  /** Preview and commit of a register with these rows. */
  async register(rows: readonly Cells[], told: Partial<UploadedFile> = {}): Promise<ImportResult> {
    return this.committed(await this.previewed({ bytes: aRegisterFile(...rows), ...told }));
  }

  async links(...lines: readonly string[]): Promise<ImportResult> {
    return this.committed(await this.previewed({ kind: 'links', bytes: aLinksFile(...lines) }));
  }

  one(id: string, actor: Actor = this.ops): Promise<RegisterImportView> {
    return this.house.work.runForInstallation(actor, (tx) => this.imports.one(tx, id));
  }

  /** What the log says of imports: acts of an area, or the installation's own, oldest first; changes of rows too. */
  async acts(area: AreaId | null = null): Promise<string[]> {
    const url = this.house.database.auditorUrl;
    const options = { url, pool: 1, statementTimeoutMs: 5_000, applicationName: 'spec', entities: [] };
    const auditor = await dataSource(options).initialize();
    const read = (tx: Tx) =>
      tx.query<{ said: string }>(
        `select concat_ws(' ', e.act, substring(e.bytes from E'\\nreason=([^\\n]+)\\n')) as said from audit.entry e
         where e.act like 'register.%' or e.entity like 'schools.school%' order by e.seq`,
      );
    try {
      const log = new AuditorUnitOfWork(auditor, 'f'.repeat(64));
      const rows = await (area === null
        ? log.runForInstallation(this.ops, read)
        : log.run(this.ops, area, read));
      return rows.map(({ said }) => said);
    } finally {
      await auditor.destroy();
    }
  }

  /** Everything an import may write, as one text: the same text, nothing was written. */
  async stored(): Promise<string> {
    const rows = await this.house.app.query<unknown[]>(
      `select to_jsonb(s) as row from schools.school s order by urn`,
    );
    const links = await this.house.app.query<unknown[]>(
      `select to_jsonb(k) as row from schools.school_link k order by from_urn, to_urn, kind`,
    );
    return createHash('sha256')
      .update(JSON.stringify([rows, links]))
      .digest('hex');
  }

  async storedSchools(): Promise<{ urn: string; name: string; status: string }[]> {
    return this.house.app.query(`select urn, name, status from schools.school order by urn`);
  }
}

/** Names the rows of `count` schools from a number on. */
export const manySchools = (count: number, from = 100_001): Cells[] =>
  Array.from({ length: count }, (_, at) => ({ URN: String(from + at), EstablishmentName: `School ${at}` }));
