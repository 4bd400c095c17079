import { applyDecorators, Get, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { Allow } from '@app/http';
import { RuleBroken, StaleVersion } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import {
  FileRefused,
  readPasted,
  readSheetFile,
  sayProblems,
  UPLOAD_LIMITS,
  writeSheet,
  type ReadSheet,
  type SheetKind,
  type SheetToWrite,
} from '@app/schools';
import {
  formPage,
  seeOther,
  type Download,
  type FormValues,
  type Page,
  type SeeOther,
} from '../../layout/answers.js';
import { FormErrors, refusedOrStale } from '../../layout/form-errors.js';
import { downloadsOf, listFile } from '../../layout/list-file.js';
import { readForm } from '../../layout/read-form.js';
import { repeatOf } from '../needs/repeat-of.js';
import { keptUpTo, type SentFile } from '../register-import/kept-file.js';
import { BringForm, ImportForm } from './files.form.js';

/** The rows travel with the preview a third longer than they are. */
const LIMITS = { files: 1, fields: 10, fieldSize: 2 * UPLOAD_LIMITS.maxBytes };
const FORM = FileInterceptor('file', {
  storage: keptUpTo(UPLOAD_LIMITS.maxBytes),
  limits: LIMITS,
});

/** Routes of a file: where it is taken, where it is looked at, where it is imported. */
export const Takes = (path: string) => applyDecorators(Allow('import.preview'), Get(path));
export const Looks = (path: string) =>
  applyDecorators(Allow('import.preview'), Post(path), HttpCode(200), UseInterceptors(FORM));
export const Imports = (path: string) =>
  applyDecorators(Allow('import.commit'), Post(path), HttpCode(303), UseInterceptors(FORM));

const NONE = { path: 'file', message: 'Choose a file, or paste cells' };
const BOTH = { path: 'file', message: 'Choose a file or paste cells, not both' };

/** One kind of file that a head brings: taken, filled in, looked at, imported. */
export interface FileJourney {
  readonly sheet: SheetKind;
  /** Where it is brought, like `/files`; it is imported below that. */
  readonly path: string;
  readonly template: {
    /** Where it is taken, without its ending. */
    readonly path: string;
    /** As the file is called, without its ending. */
    readonly called: string;
    take(): Promise<SheetToWrite>;
  };
  readonly bring: { readonly template: string; readonly view: object };
  readonly preview: {
    readonly template: string;
    /** What the file would change. @throws FileRefused naming the cells to mend. */
    view(read: ReadSheet): Promise<object>;
  };
  /** @returns where its receipt is. */
  import(named: { read: ReadSheet; hash: string }, repeat: Repeatable | undefined): Promise<string>;
}

export function bring(journey: FileJourney, errors: FormErrors | null, values: FormValues = {}): Page {
  const { path, template, bring: start } = journey;
  const view = { ...start.view, action: path, downloads: downloadsOf(template.path, {}) };
  return formPage(start.template, view, errors, values);
}

/** The template, filled in with what is stored. */
export async function take({ template }: FileJourney, ending: string): Promise<Download> {
  return listFile(ending, () => template.take(), template.called);
}

/** A file, or cells out of one, and what it would change. */
export async function look(journey: FileJourney, body: unknown, file: SentFile | undefined): Promise<Page> {
  const form = readForm(BringForm, body);
  const sent = file === undefined || file.originalname === '' ? null : file.buffer;
  const isPasted = form.values['cells'] !== undefined;
  const faults = form.ok ? [] : [...form.errors.list];
  if (!isPasted && sent === null) faults.push(NONE);
  if (isPasted && sent !== null) faults.push(BOTH);
  if (faults.length > 0) return bring(journey, new FormErrors(faults), form.values);
  // As it came, not as the form reads text: the last row may end in empty cells.
  const pasted = (body as { readonly cells: string }).cells;
  const reading = () =>
    sent === null ? readPasted(pasted, journey.sheet) : readSheetFile(sent, journey.sheet);
  return show(journey, sent === null ? 'cells' : 'file', reading, null, form.values);
}

/** What the page showed, imported; where the file or the world is no longer as it showed, it shows that instead. */
export async function importShown(journey: FileJourney, body: unknown): Promise<Page | SeeOther> {
  const form = readForm(ImportForm, body);
  if (!form.ok)
    return bring(journey, new FormErrors(form.errors.list.map((each) => ({ ...each, path: 'file' }))));
  const { rows = '', hash = '' } = form.form;
  const reading = (): Promise<ReadSheet> => readSheetFile(Buffer.from(rows, 'base64'), journey.sheet);
  try {
    const repeat = repeatOf(form, `POST ${journey.path}/import`);
    return seeOther(await journey.import({ read: await reading(), hash }, repeat));
  } catch (error) {
    if (error instanceof RuleBroken || error instanceof StaleVersion)
      return show(journey, 'file', reading, refusedOrStale(error));
    if (error instanceof FileRefused) return show(journey, 'file', reading, null);
    throw error;
  }
}

async function show(
  journey: FileJourney,
  field: 'file' | 'cells',
  reading: () => Promise<ReadSheet>,
  errors: FormErrors | null,
  values: FormValues = {},
): Promise<Page> {
  let read: ReadSheet | null = null;
  try {
    read = await reading();
    const view = await journey.preview.view(read);
    const carried = { rows: asText(read, journey.sheet), action: `${journey.path}/import` };
    const back = { href: journey.path, text: 'Back to files' };
    return formPage(journey.preview.template, { ...view, ...carried, back }, errors);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    // Before there is a table, a file has no cells to name: the reader's own places stand.
    const said =
      read === null
        ? error.errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
        : sayProblems(error.problems, read);
    const more = error.total - said.length;
    if (more > 0) said.push(`There are ${more.toLocaleString('en-GB')} more`);
    return bring(journey, new FormErrors(said.map((message) => ({ path: field, message }))), values);
  }
}

/** What was read, as a file that says the same: it travels with the page, in characters that no form changes. */
function asText({ header, rows }: ReadSheet, { sheet }: SheetKind): string {
  const text = { name: sheet, headings: header.names, rows: rows.map(({ cells }) => cells) };
  return Buffer.from(writeSheet(text, 'csv')).toString('base64');
}
