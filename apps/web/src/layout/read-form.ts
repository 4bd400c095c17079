import { BadInput, type FieldError } from '@app/kernel';
import { validateSync, type ValidationError } from 'class-validator';
import type { FormValues } from './answers.js';
import { FormErrors } from './form-errors.js';

export interface GoodForm<Form> {
  readonly ok: true;
  readonly form: Form;
  readonly values: FormValues;
  /** One-use key of this rendering: two posts with the same one are one act. Null where the page sent none. */
  readonly key: string | null;
  /** The version of the record that the person saw; null where the form changes none. */
  readonly version: number | null;
}

export interface BadForm {
  readonly ok: false;
  readonly errors: FormErrors;
  readonly values: FormValues;
}

export type ReadForm<Form> = GoodForm<Form> | BadForm;

const OURS = new Set(['_csrf', '_key', '_version']);
const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Taken as it was typed: a blank at its end is a part of it (ASVS 6.2.8). */
const PASSWORD = /password$/i;
/** What no person types and PostgreSQL refuses: control characters but tab and line feed, and half a character. */
// eslint-disable-next-line no-control-regex
const NOT_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/u;

/**
 * Reads what a browser sent into a form class. The class's own fields are the only ones taken, in their order on the
 * page; a field that starts as `[]` is a list (checkboxes). Text is trimmed, line ends are `\n`, letters are composed
 * (NFC); a password is composed alone; an empty field is left undefined. Nothing is turned into a number or a date here: forms hold text.
 *
 * @throws BadInput for what no page of ours sends: a field nobody asked for, one field twice, a broken key or version.
 */
export function readForm<Form extends object>(Form: new () => Form, body: unknown): ReadForm<Form> {
  const sent = fieldsOf(body);
  const form = new Form();
  const names = Object.keys(form);
  refuseUnknown(sent, names);
  const values: Record<string, string | readonly string[] | undefined> = {};
  for (const name of names) {
    const value = Array.isArray(form[name as keyof Form]) ? listOf(sent, name) : textOf(sent, name);
    values[name] = value;
    Object.assign(form, { [name]: value });
  }
  const errors = [
    ...notText(values),
    ...validateSync(form, { forbidUnknownValues: false }).map(firstMessage),
  ];
  if (errors.length > 0) return { ok: false, errors: new FormErrors(inPageOrder(errors, names)), values };
  return { ok: true, form, values, key: keyOf(sent), version: versionOf(sent) };
}

export interface TypedForm {
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly key: string | null;
  readonly version: number | null;
}

/**
 * The same of a form that is still being typed: its fields are taken as they are, finished or not.
 *
 * @throws BadInput for what no page of ours sends, and for what is no text.
 */
export function readAsTyped(Form: new () => object, body: unknown): TypedForm {
  const sent = fieldsOf(body);
  const form: Readonly<Record<string, unknown>> = { ...new Form() };
  refuseUnknown(sent, Object.keys(form));
  const typed = Object.keys(form).flatMap((name) => {
    const value = Array.isArray(form[name]) ? listOf(sent, name) : textOf(sent, name);
    return value === undefined || value.length === 0 ? [] : [[name, value] as const];
  });
  const fields = Object.fromEntries(typed);
  const odd = notText(fields);
  if (odd.length > 0) throw new BadInput(odd);
  return { fields, key: keyOf(sent), version: versionOf(sent) };
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw odd('', 'This is not a form.');
  return { ...body };
}

function refuseUnknown(sent: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const unknown = Object.keys(sent).filter((name) => !OURS.has(name) && !names.includes(name));
  if (unknown.length > 0)
    throw new BadInput(
      unknown.slice(0, 10).map((path) => ({ path, message: 'Nobody asked for this field.' })),
    );
}

function textOf(sent: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = sent[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw odd(name, 'This field can be sent once.');
  const tidied = tidy(value);
  if (tidied === '') return undefined;
  return PASSWORD.test(name) ? value.normalize('NFC') : tidied;
}

function listOf(sent: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = sent[name];
  const all: unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const texts = all.map((each) => (typeof each === 'string' ? tidy(each) : ''));
  return texts.filter((text, at) => text !== '' && texts.indexOf(text) === at);
}

function tidy(text: string): string {
  return text
    .replace(/\r\n|[\r\v\f]/g, '\n')
    .normalize('NFC')
    .trim();
}

function notText(values: FormValues): FieldError[] {
  return Object.entries(values).flatMap(([path, value]) => {
    const texts = typeof value === 'string' ? [value] : (value ?? []);
    const bad = texts.some((text) => NOT_TEXT.test(text));
    return bad ? [{ path, message: 'Take out the characters that are not text' }] : [];
  });
}

function keyOf(sent: Readonly<Record<string, unknown>>): string | null {
  const key = sent['_key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !KEY.test(key)) throw odd('_key', 'The key of this page was changed.');
  return key;
}

function versionOf(sent: Readonly<Record<string, unknown>>): number | null {
  const version = sent['_version'];
  if (version === undefined) return null;
  if (typeof version !== 'string' || !/^[0-9]{1,9}$/.test(version))
    throw odd('_version', 'The version on this page was changed.');
  return Number(version);
}

function odd(path: string, message: string): BadInput {
  return new BadInput([{ path, message }]);
}

/** One message a field: that of the decorator written first. Decorators register from the last upward. */
function firstMessage({ property, constraints }: ValidationError): FieldError {
  return { path: property, message: Object.values(constraints ?? {}).at(-1) ?? 'Check this answer' };
}

function inPageOrder(errors: readonly FieldError[], names: readonly string[]): FieldError[] {
  return errors
    .filter((error, at) => errors.findIndex((each) => each.path === error.path) === at)
    .sort((a, b) => names.indexOf(a.path) - names.indexOf(b.path));
}
