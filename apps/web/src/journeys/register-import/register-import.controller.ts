import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Sse,
  UploadedFile,
  UseInterceptors,
  type MessageEvent,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { Allow, CurrentVisitor, Me, type SignedIn, type Visitor } from '@app/http';
import { mightEver, RuleBroken, type Matrix } from '@app/kernel';
import { MATRIX, UnitOfWork } from '@app/platform';
import {
  AskForRegisterImport,
  CancelRegisterImport,
  DiscardRegisterImport,
  RegisterImports,
  RequestRegisterCommit,
  TakeRegisterFile,
  type Confirmation,
  type ImportKind,
  type RegisterImportView,
} from '@app/schools';
import type { Observable } from 'rxjs';
import { formPage, seeOther, type FormValues, type Page, type SeeOther } from '../../layout/answers.js';
import { Streams } from '../../layout/streams.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';
import { tickOf } from './import-words.js';
import { KEPT_FILE, nameOf, type SentFile } from './kept-file.js';
import { CommitForm, NoForm, UploadForm } from './register-import.form.js';
import { importPage, importsView } from './register-import.view.js';

const LIMITS = { files: 1, fields: 10, fieldSize: 1_000 };
const NO_FILE = { path: 'file', message: 'Choose the file' };

/** The register is national: whoever runs the installation imports it, an area's administrator asks for it. */
@Controller('admin/imports')
export class RegisterImportController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MATRIX) private readonly matrix: Matrix,
    @Inject(RegisterImports) private readonly imports: RegisterImports,
    @Inject(TakeRegisterFile) private readonly take: TakeRegisterFile,
    @Inject(RequestRegisterCommit) private readonly request: RequestRegisterCommit,
    @Inject(CancelRegisterImport) private readonly canceller: CancelRegisterImport,
    @Inject(DiscardRegisterImport) private readonly discarder: DiscardRegisterImport,
    @Inject(AskForRegisterImport) private readonly asker: AskForRegisterImport,
    @Inject(Streams) private readonly streams: Streams,
  ) {}

  @Allow('register.import.preview', 'register.import.ask')
  @Get()
  async list(@Query('asked') asked: unknown, @Me() me: SignedIn): Promise<Page> {
    return this.listPage(me, null, {}, asked === 'yes');
  }

  @Allow('register.import.preview')
  @Post()
  @HttpCode(303)
  @UseInterceptors(FileInterceptor('file', { storage: KEPT_FILE, limits: LIMITS }))
  async upload(
    @Body() body: unknown,
    @UploadedFile() file: SentFile | undefined,
    @Me() me: SignedIn,
  ): Promise<Page | SeeOther> {
    const read = readForm(UploadForm, body);
    // An unnamed file is how a browser sends none.
    const sent = file === undefined || file.originalname === '' ? null : file;
    if (!read.ok || sent === null) {
      const list = [...(read.ok ? [] : read.errors.list), ...(sent === null ? [NO_FILE] : [])];
      return this.listPage(me, new FormErrors(list), read.values);
    }
    const { kind, extractDate } = read.form;
    const upload = { kind: kind as ImportKind, fileName: nameOf(sent), bytes: sent.buffer, inQueue: true };
    try {
      const id = await this.take.execute(me.actor, {
        ...upload,
        ...(extractDate === undefined ? {} : { extractDate }),
      });
      return seeOther(`/admin/imports/${id}`);
    } catch (error) {
      return this.listPage(me, refusedForm(error, { '': 'file' }), read.values);
    }
  }

  @Allow('register.import.ask')
  @Post('ask')
  @HttpCode(303)
  async ask(@Body() body: unknown, @Me() me: SignedIn): Promise<SeeOther> {
    readForm(NoForm, body);
    await this.asker.execute(me.actor, me.area);
    return seeOther('/admin/imports?asked=yes');
  }

  @Allow('register.import.preview')
  @Get(':id')
  async one(@Param('id') id: string, @Me() me: SignedIn): Promise<Page> {
    return this.page(me, id, null);
  }

  @Allow('register.import.preview')
  @Sse(':id/events')
  events(@Param('id') id: string, @CurrentVisitor() visitor: Visitor): Observable<MessageEvent> {
    return this.streams.follow(visitor, async (me) => tickOf(await this.read(me, id)));
  }

  @Allow('register.import.commit')
  @Post(':id/commit')
  @HttpCode(303)
  async commit(@Param('id') id: string, @Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const read = readForm(CommitForm, body);
    if (!read.ok) return this.page(me, id, read.errors, read.values);
    const { fileHash = '', confirmed } = read.form;
    const missing = await this.unconfirmed(me, id, confirmed);
    if (missing) return this.page(me, id, missing, read.values);
    return this.moved(me, id, () =>
      this.request.execute(me.actor, { id, fileHash, confirmed: confirmed as Confirmation[] }),
    );
  }

  @Allow('register.import.preview')
  @Post(':id/cancel')
  @HttpCode(303)
  async cancel(@Param('id') id: string, @Me() me: SignedIn): Promise<Page | SeeOther> {
    return this.moved(me, id, () => this.canceller.execute(me.actor, id));
  }

  @Allow('register.import.preview')
  @Post(':id/discard')
  @HttpCode(303)
  async discard(@Param('id') id: string, @Me() me: SignedIn): Promise<Page | SeeOther> {
    return this.moved(me, id, () => this.discarder.execute(me.actor, id));
  }

  /** A rule that stands against it comes back on the same page, with 409. */
  private async moved(me: SignedIn, id: string, move: () => Promise<void>): Promise<Page | SeeOther> {
    try {
      await move();
      return seeOther(`/admin/imports/${encodeURIComponent(id)}`);
    } catch (error) {
      if (error instanceof RuleBroken) return this.page(me, id, refusedForm(error));
      throw error;
    }
  }

  private async unconfirmed(me: SignedIn, id: string, ticked: readonly string[]): Promise<FormErrors | null> {
    const { preview } = await this.read(me, id);
    const isComplete = (preview?.needs ?? []).every((need) => ticked.includes(need));
    return isComplete
      ? null
      : new FormErrors([{ path: 'confirmed', message: 'Tick what must be right before this is imported' }]);
  }

  private async page(
    me: SignedIn,
    id: string,
    errors: FormErrors | null,
    values: FormValues = {},
  ): Promise<Page> {
    const view = importPage(await this.read(me, id));
    return formPage('journeys/register-import/import.njk', view, errors, values);
  }

  private async listPage(
    me: SignedIn,
    errors: FormErrors | null,
    values: FormValues = {},
    asked = false,
  ): Promise<Page> {
    const mayImport = this.may(me, 'register.import.preview');
    const recent = mayImport
      ? await this.work.runForInstallation(me.actor, (tx) => this.imports.recent(tx))
      : [];
    const mayAsk = !mayImport && this.may(me, 'register.import.ask');
    const view = importsView(recent, { mayImport, mayAsk, asked });
    return formPage('journeys/register-import/imports.njk', view, errors, values);
  }

  private async read(me: SignedIn, id: string): Promise<RegisterImportView> {
    return this.work.runForInstallation(me.actor, (tx) => this.imports.one(tx, id));
  }

  private may({ actor }: SignedIn, action: string): boolean {
    return mightEver(this.matrix, actor, action);
  }
}
