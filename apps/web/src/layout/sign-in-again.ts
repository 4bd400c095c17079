import type { Visitor } from '@app/http';
import type { Request } from 'express';
import { formPage, isLocalPath, Page, type FormValues } from './answers.js';
import { FormErrors } from './form-errors.js';
import { providerWay } from './provider-words.js';

/** What somebody was about to send when they were asked to show that it is them. */
export interface Interrupted {
  /** Where it goes, within this site; a page to open where nothing was being sent. */
  readonly then: string;
  /** Its fields, one text or several; null for a page that is only opened. */
  readonly fields: FormValues | null;
}

const MOST = 150_000;
const SECRET = /password|secret/i;
const FIELD = /^[A-Za-z_][A-Za-z0-9_.-]{0,79}$/;

/** A form that was stopped for want of a fresh sign-in: it is kept, and goes on after it. */
export function interruptedBy(request: Request): Interrupted {
  const body = request.body as FormValues | undefined;
  const fields = request.method === 'POST' && typeof body === 'object' ? body : null;
  const then = isLocalPath(request.originalUrl) ? request.originalUrl : '/';
  return { then, fields: fields && Object.fromEntries(sentOn(fields)) };
}

/** As it comes back from the page below. What is no form of ours is nothing. */
export function readInterrupted(then: string | undefined, kept: string | undefined): Interrupted {
  const path = then !== undefined && then.length <= 2_000 && isLocalPath(then) ? then : '/';
  if (kept === undefined || kept.length > MOST) return { then: path, fields: null };
  try {
    const read: unknown = JSON.parse(Buffer.from(kept, 'base64url').toString());
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return { then: path, fields: null };
    return { then: path, fields: Object.fromEntries(sentOn(read)) };
  } catch {
    return { then: path, fields: null };
  }
}

/** In letters that no page escapes and no reading of a form tidies. */
function packed(fields: FormValues): string {
  return Buffer.from(JSON.stringify(fields)).toString('base64url');
}

/** Asks for the password once more, and for a code of whoever has an app. 403 where something was stopped for it. */
export function signInAgainPage(
  { then, fields }: Interrupted,
  errors: FormErrors | null,
  { factors = [], password = true, providers = [] }: Pick<Visitor, 'factors' | 'password' | 'providers'> = {},
  stopped = false,
): Page {
  const [app, passkey] = [factors.includes('app'), factors.includes('passkey')];
  // A way over another site takes no form with it.
  const after = encodeURIComponent(fields === null ? then : '/');
  const ways = providers.map((name) => ({
    ...providerWay(name),
    href: `/sign-in/with/${name}?next=${after}`,
  }));
  const view = {
    title: 'Confirm that it is you',
    then,
    kept: fields && packed(fields),
    stopped,
    app,
    passkey,
    password,
    ways,
  };
  const asked = formPage('layout/sign-in-again.njk', view, errors);
  return stopped ? new Page(asked.template, asked.view, { status: 403 }, asked.form) : asked;
}

/** The same form with its own button: it goes where it went, as the session that is good now. */
export function carryOnPage({ then, fields }: Interrupted, session: string): Page {
  const pairs = Object.entries(fields ?? {}).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : (value ?? [])).map((each) => ({ name, value: each })),
  );
  return new Page(
    'layout/carry-on.njk',
    { title: 'Thank you: it is you', action: then, fields: pairs },
    { session },
  );
}

/** Texts under names that forms have, without the token of the session that ends and without passwords. */
function sentOn(fields: object): [string, string | string[]][] {
  return Object.entries(fields).filter((pair): pair is [string, string | string[]] => {
    const [name, value] = pair as [string, unknown];
    const isText = typeof value === 'string' || (Array.isArray(value) && value.every(isString));
    return FIELD.test(name) && name !== '_csrf' && !SECRET.test(name) && isText;
  });
}

const isString = (value: unknown): value is string => typeof value === 'string';
