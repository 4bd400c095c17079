import type { FormErrors } from './form-errors.js';

/**
 * What a handler returns. Handlers know no response object: the interceptor beside this file turns these into answers,
 * so that they can be called in a test like any function.
 */
export type Answer = Page | SeeOther | Elsewhere | Download | Printed;

/** Anything a template reads. Its own `.view.ts` gives it a closer type. */
export type View = Readonly<Record<string, unknown>> | object;

export interface PageOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The session id to put in the browser's cookie, whose forms this page carries. */
  readonly session?: string;
}

export class Page {
  constructor(
    readonly template: string,
    readonly view: View,
    readonly options: PageOptions = {},
    readonly form: FilledForm | null = null,
  ) {}
}

/** A form as it goes back to the person: what was wrong and what they had typed. */
export interface FilledForm {
  readonly errors: FormErrors | null;
  readonly values: FormValues;
}

export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;

export class SeeOther {
  constructor(
    readonly path: string,
    /** The session id to put in the browser's cookie: after signing in or out. Null leaves the cookie alone. */
    readonly session: string | null = null,
  ) {}
}

/** The one way out of this site: to a provider of sign-in, by a link that somebody followed; never after a form. */
export class Elsewhere {
  constructor(readonly address: URL) {}
}

export class Download {
  constructor(
    readonly name: string,
    readonly type: string,
    readonly bytes: Uint8Array,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** A page that leaves as a tagged PDF; `pageHref` is where its reader finds the page itself, should nothing print here. */
export class Printed {
  constructor(
    readonly name: string,
    readonly page: Page,
    readonly pageHref: string,
  ) {}
}

/** A page: `page('journeys/help/help.njk', view)`. The view carries `title`. */
export function page(template: string, view: View, options: PageOptions = {}): Page {
  return new Page(template, view, options);
}

/** The same page as a question still open: first visit (`errors` null), or back with what was wrong (422, or 409). */
export function formPage(
  template: string,
  view: View,
  errors: FormErrors | null,
  values: FormValues = {},
): Page {
  return new Page(template, view, { status: errors?.status ?? 200 }, { errors, values });
}

/** After every change that worked: the browser asks for the next page, and a refresh repeats nothing. */
export function seeOther(path: string, session: string | null = null): SeeOther {
  if (!isLocalPath(path)) throw new TypeError('A page may send on only within this site.');
  return new SeeOther(path, session);
}

/** @param type like `text/csv; charset=utf-8`. */
export function download(
  name: string,
  type: string,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Download {
  return new Download(name, type, bytes, headers);
}

/** @param name like `case-file.pdf`. @param pageHref the same page for the screen. */
export function printed(name: string, page: Page, pageHref: string): Printed {
  return new Printed(name, page, pageHref);
}

/** True of `/needs/new?x=1`; false of `//elsewhere`, `/\elsewhere` and everything with a scheme or a line break. */
export function isLocalPath(path: string): boolean {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(path);
}
