import { BadInput } from '@app/kernel';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** As `application/x-www-form-urlencoded` has them: a name, and its text, or its texts where it came more than once. */
export type FlatForm = Record<string, string | string[]>;

const MOST_BYTES = 200_000;
const MOST_PAIRS = 1_000;
const MOST_TIMES = 200;
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,79}$/;
const NOT_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Flat names only: `a[b]` is not a nested object but an error, and so are `__proto__`, a name sent 10,000 times and text
 * that is not UTF-8. The result has no prototype to change.
 *
 * @throws BadInput naming what was wrong, with no field of it kept.
 */
export function parseFlatForm(text: string): FlatForm {
  const form = Object.create(null) as FlatForm;
  if (text === '') return form;
  const pairs = text.split('&');
  if (pairs.length > MOST_PAIRS) throw refused('', `More than ${MOST_PAIRS} answers were sent.`);
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    if (!NAME.test(name) || NOT_NAMES.has(name))
      throw refused(name.slice(0, 80), 'No field has a name like this.');
    add(form, name, value);
  }
  return form;
}

function add(form: FlatForm, name: string, value: string): void {
  const before = form[name];
  if (before === undefined) form[name] = value;
  else if (typeof before === 'string') form[name] = [before, value];
  else if (before.push(value) > MOST_TIMES)
    throw refused(name, `This was sent more than ${MOST_TIMES} times.`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw refused('', 'What was sent is not UTF-8 text.');
  }
}

function refused(path: string, message: string): BadInput {
  return new BadInput([{ path, message }], message);
}

/** Reads the body of a posted form before anything else looks at it. Other content types are left unread. */
export function flatForms(): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.is('application/x-www-form-urlencoded') === false || request.method === 'GET') {
      next();
      return;
    }
    readText(request).then(
      (text) => {
        try {
          request.body = parseFlatForm(text);
          next();
        } catch (error) {
          next(error);
        }
      },
      (error: unknown) => next(error),
    );
  };
}

async function readText(request: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw refused('', 'This form is longer than 200,000 bytes.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}
