import ts from 'typescript';
import { argumentsOf, type Handler } from './handlers-of.js';
import { refusal, refusalsOf } from './refusals.js';
import { schemaOfBody, wordsOf } from './schema-of-body.js';
import type { SchemaOfType } from './schema-of-type.js';
import { URN, type Schema } from './schema.js';
import { whatItDoes, type Done } from './what-a-handler-does.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

const TEXT: Schema = { type: 'string' };
/** Names in an address that are nobody's reference. */
const WRITTEN: Readonly<Record<string, string>> = { urn: 'Six digits', year: 'Like 2026-27' };
const ANSWERED: Readonly<Record<string, string>> = {
  ETag: 'The version of the record: to be sent back as If-Match',
  Link: 'The next page, as rel="next"; left out on the last',
  Location: 'Where to read what was made',
};

export function operationOf(
  checker: ts.TypeChecker,
  schemas: SchemaOfType,
  handler: Handler,
  within: string,
): object {
  const { controller, name, member, summary, description, actions, status } = handler;
  const done = whatItDoes(checker, member, within);
  const headers = headersOf(member);
  const parameters = [...pathOf(handler), ...queryOf(checker, done), ...headers];
  const body = done.body && schemaOfBody(checker, schemas, done.body);
  const statuses = done.statuses.size > 0 ? [...done.statuses].sort() : [status];
  const sent = new Set(headers.map((each) => each.name));
  return {
    operationId: `${controller.slice(0, 1).toLowerCase()}${controller.slice(1)}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
    tags: [handler.tag.name],
    summary,
    ...(description === '' ? {} : { description }),
    ...(actions === null ? { security: [] } : { 'x-permission': actions }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      ...Object.fromEntries(statuses.map((each) => [each, answered(checker, schemas, member, done)])),
      ...Object.fromEntries(refusalsOf(handler, sent).map((each) => [each, refusal(each)])),
    },
  };
}

function answered(
  checker: ts.TypeChecker,
  schemas: SchemaOfType,
  member: ts.MethodDeclaration,
  done: Done,
): object {
  const signature = checker.getSignatureFromDeclaration(member);
  const returned = signature && checker.getAwaitedType(checker.getReturnTypeOfSignature(signature));
  if (!returned) throw new Error(`${member.name.getText()} does not say what it answers`);
  const headers = [...done.headers].sort().map((name) => {
    const description = ANSWERED[name];
    if (description === undefined)
      throw new Error(`Say what the header ${name} is for, in the API's document`);
    return [name, { description, schema: TEXT }];
  });
  const silent = (returned.flags & ts.TypeFlags.Void) !== 0;
  return {
    description: silent ? 'Done' : 'As asked',
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) as object } : {}),
    ...(silent ? {} : { content: { 'application/json': { schema: schemas.of(returned) } } }),
  };
}

function pathOf({ path }: Handler): Parameter[] {
  return [...path.matchAll(/[{]([a-zA-Z]+)[}]/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, schema: TEXT },
    description: WRITTEN[name] ?? `Which ${name}, by the name that the API gave it`,
  }));
}

function queryOf(checker: ts.TypeChecker, { query }: Done): Parameter[] {
  return [...query].map(([name, { allowed, urn, required }]) => {
    if (name === 'limit') return inQuery(name, { type: 'integer', minimum: 1, maximum: 100 }, required);
    if (allowed) return inQuery(name, { type: 'string', enum: wordsOf(checker, allowed) }, required);
    return inQuery(name, urn ? URN : TEXT, required);
  });
}

function inQuery(name: string, schema: Schema, required: boolean): Parameter {
  const description = name === 'cursor' ? { description: 'The `next` of the page before' } : {};
  return { name, in: 'query', required, ...description, schema };
}

function headersOf(member: ts.MethodDeclaration): Parameter[] {
  const either = member.parameters.some((each) => argumentsOf(each, 'Headers')?.[0] === 'if-none-match');
  return member.parameters.flatMap((parameter): Parameter[] => {
    const has = (decorator: string): boolean => argumentsOf(parameter, decorator) !== undefined;
    if (argumentsOf(parameter, 'Headers')?.[0] === 'if-match')
      return [inHeader('If-Match', !either, 'The ETag of the version that was read')];
    if (argumentsOf(parameter, 'Headers')?.[0] === 'if-none-match')
      return [inHeader('If-None-Match', false, '`*` where nothing was there to read')];
    if (has('IdempotencyKey'))
      return [
        inHeader('Idempotency-Key', true, 'Sent again it acts once and answers the same, for seven days'),
      ];
    if (has('TypedReason'))
      return [inHeader('X-Reason', false, 'Why an officer reads what is sensitive, percent-encoded')];
    return [];
  });
}

function inHeader(name: string, required: boolean, description: string): Parameter {
  return { name, in: 'header', required, description, schema: TEXT };
}
