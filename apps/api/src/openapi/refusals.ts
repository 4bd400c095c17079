import type { Handler } from './handlers-of.js';
import { SCHEMAS, type Schema } from './schema.js';

const WORDS: Readonly<Record<number, readonly [name: string, means: string]>> = {
  400: ['BadInput', 'A field, a parameter or a header is not as it must be; each is named'],
  401: ['NotSignedIn', 'No token, or one that is not or no longer good'],
  403: ['Refused', 'Known to the caller, and not theirs to do'],
  404: ['NotFound', 'There is nothing here, or it is not the caller’s to see'],
  406: ['NotJson', 'Only application/json is spoken here'],
  408: ['TooSlow', 'The body took too long to arrive'],
  409: ['RuleBroken', 'A rule of the area or of the record’s state; the code names it'],
  412: ['Stale', 'The record has changed since: read it again'],
  413: ['TooLarge', 'The body is larger than 256 kB'],
  415: ['NotTaken', 'The body is not JSON in UTF-8, or is compressed'],
  422: ['KeyReused', 'The Idempotency-Key came before with another request'],
  428: ['NoPrecondition', 'If-Match is missing'],
  429: ['TooManyTries', 'Ask again later'],
  500: ['Unexpected', 'Something went wrong on our side: what was sent changed nothing'],
  503: ['Unavailable', 'A part of the service does not answer'],
};

/** Each refusal is a problem (RFC 9457). */
export const PROBLEM: Schema = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'A sentence for a person' },
    status: { type: 'number' },
    code: { type: 'string', description: 'For a program, like RUN_SUPERSEDED' },
    requestId: { type: 'string', description: 'To name when asking for help' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'code', 'requestId'],
};

export function refusalsOf({ method, actions }: Handler, sent: ReadonlySet<string>): number[] {
  return [
    ...[406, 429, 500, 503],
    ...(actions === null ? [] : [400, 401, 403, 404, 409]),
    ...(method === 'get' ? [] : [408, 413, 415]),
    ...(sent.has('If-Match') ? [412, 428] : []),
    ...(sent.has('Idempotency-Key') ? [422] : []),
  ].sort((a, b) => a - b);
}

export function refusal(status: number): { $ref: string } {
  return { $ref: `#/components/responses/${WORDS[status]?.[0] ?? ''}` };
}

const TEXT = { schema: { type: 'string' } };

/** All of them, to be referred to. */
export function refusals(): Record<string, object> {
  const content = { 'application/problem+json': { schema: { $ref: `${SCHEMAS}Problem` } } };
  return Object.fromEntries(
    Object.entries(WORDS).map(([status, [name, description]]) => {
      const headers =
        status === '401'
          ? { headers: { 'WWW-Authenticate': TEXT } }
          : ['429', '503'].includes(status)
            ? { headers: { 'Retry-After': { ...TEXT, description: 'Seconds to wait' } } }
            : {};
      return [name, { description, ...headers, content }];
    }),
  );
}
