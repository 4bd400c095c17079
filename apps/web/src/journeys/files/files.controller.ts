import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { Allow, Me, type SignedIn } from '@app/http';
import { RuleBroken } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { ImportNeeds, NEED_SHEET, Needs } from '@app/profiles';
import {
  AreaSettings,
  FileRefused,
  readPasted,
  readSheetFile,
  sayProblems,
  SchoolsOfArea,
  UPLOAD_LIMITS,
  type ReadSheet,
} from '@app/schools';
import {
  formPage,
  page,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { FormErrors, refusedForm } from '../../layout/form-errors.js';
import { listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { keptUpTo, type SentFile } from '../register-import/kept-file.js';
import { BringForm, ImportForm } from './files.form.js';
import { filesView, previewView, receiptView } from './files.view.js';

/** The rows travel with the preview a third longer than they are. */
const LIMITS = { files: 1, fields: 10, fieldSize: 2 * UPLOAD_LIMITS.maxBytes };
const FORM = FileInterceptor('file', { storage: keptUpTo(UPLOAD_LIMITS.maxBytes), limits: LIMITS });
const NONE = { path: 'file', message: 'Choose a file, or paste cells' };
const BOTH = { path: 'file', message: 'Choose a file or paste cells, not both' };
const REFERENCE = /^N-[0-9]{4}-[0-9]{3,9}$/;

/** A head brings what was written in a spreadsheet. Nothing is kept before it is imported: its rows travel with the page. */
@Controller('files')
export class FilesController {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ImportNeeds) private readonly importer: ImportNeeds,
    @Inject(Needs) private readonly needs: Needs,
    @Inject(AreaSettings) private readonly settings: AreaSettings,
    @Inject(SchoolsOfArea) private readonly schools: SchoolsOfArea,
  ) {}

  @Allow('import.preview')
  @Get()
  start(): Page {
    return bring(null);
  }

  @Allow('import.preview')
  @Get('needs.:ending')
  async template(@Param('ending') ending: string, @Me() me: SignedIn): Promise<Download> {
    return listFile(ending, () => this.work.run(me.actor, me.area, (tx) => this.importer.template(tx)));
  }

  @Allow('import.preview')
  @Post()
  @HttpCode(200)
  @UseInterceptors(FORM)
  async preview(
    @Body() body: unknown,
    @UploadedFile() file: SentFile | undefined,
    @Me() me: SignedIn,
  ): Promise<Page> {
    const form = readForm(BringForm, body);
    const sent = file === undefined || file.originalname === '' ? null : file.buffer;
    const isPasted = form.values['cells'] !== undefined;
    const faults = form.ok ? [] : [...form.errors.list];
    if (!isPasted && sent === null) faults.push(NONE);
    if (isPasted && sent !== null) faults.push(BOTH);
    if (faults.length > 0) return bring(new FormErrors(faults), form.values);
    // As it came, not as the form reads text: the last row may end in empty cells.
    const pasted = (body as { readonly cells: string }).cells;
    const reading =
      sent === null ? () => readPasted(pasted, NEED_SHEET) : () => readSheetFile(sent, NEED_SHEET);
    return this.show(me, sent === null ? 'cells' : 'file', reading, null, form.values);
  }

  @Allow('import.commit')
  @Post('import')
  @HttpCode(303)
  @UseInterceptors(FORM)
  async import(@Body() body: unknown, @Me() me: SignedIn): Promise<Page | SeeOther> {
    const form = readForm(ImportForm, body);
    if (!form.ok) return bring(new FormErrors(form.errors.list.map((each) => ({ ...each, path: 'file' }))));
    const { rows = '', hash = '' } = form.form;
    const reading = (): Promise<ReadSheet> => readSheetFile(Buffer.from(rows, 'base64'), NEED_SHEET);
    try {
      const read = await reading();
      const repeat = repeatOf(form, 'POST /files/import');
      const { references } = await this.importer.execute(me.actor, me.area, { read, hash }, repeat);
      return seeOther(`/files/imported?${references.map((each) => `need=${each}`).join('&')}`);
    } catch (error) {
      if (error instanceof RuleBroken) return this.show(me, 'file', reading, refusedForm(error));
      if (error instanceof FileRefused) return this.show(me, 'file', reading, null);
      throw error;
    }
  }

  /** What the import made, each as it stands by now. */
  @Allow('import.preview')
  @Get('imported')
  async receipt(@Query('need') named: unknown, @Me() me: SignedIn): Promise<Page> {
    const asked: readonly unknown[] = Array.isArray(named) ? named.slice(0, 100) : [named];
    const references = asked.filter((each) => typeof each === 'string' && REFERENCE.test(each)) as string[];
    return this.work.run(me.actor, me.area, async (tx) => {
      const needs = [];
      for (const reference of new Set(references)) needs.push(await this.needs.summary(tx, reference));
      return page('journeys/files/imported.njk', receiptView(needs, await this.settings.themes(tx)));
    });
  }

  private async show(
    me: SignedIn,
    field: 'file' | 'cells',
    reading: () => Promise<ReadSheet>,
    errors: FormErrors | null,
    values: FormValues = {},
  ): Promise<Page> {
    let read: ReadSheet | null = null;
    try {
      const known = (read = await reading());
      return await this.work.run(me.actor, me.area, async (tx) => {
        const plan = await this.importer.preview(tx, known);
        const world = { themes: await this.settings.themes(tx), names: await this.schools.names(tx) };
        return formPage('journeys/files/preview.njk', previewView(plan, known, world), errors);
      });
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      // Before there is a table, a file has no cells to name: the reader's own places stand.
      const said =
        read === null
          ? error.errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
          : sayProblems(error.problems, read);
      const more = error.total - said.length;
      if (more > 0) said.push(`There are ${more.toLocaleString('en-GB')} more`);
      return bring(new FormErrors(said.map((message) => ({ path: field, message }))), values);
    }
  }
}

function bring(errors: FormErrors | null, values: FormValues = {}): Page {
  return formPage('journeys/files/files.njk', filesView(), errors, values);
}
