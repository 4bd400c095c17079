import { join } from 'node:path';
import { readApiDocument } from '@config/settings.js';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Schema } from './schema.js';

interface Asked {
  readonly body?: unknown;
}
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}
interface Told {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Told;
  readonly responses: Readonly<Record<string, Told>>;
}
interface Published {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<'responses', Readonly<Record<string, Told>>>>;
}

const document = closed(readApiDocument(join(__dirname, '../../../..'))) as Published;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'api');
const compiled = new Map<string, ValidateFunction>();

/** Which operations have answered as asked, in this process. */
export const answeredAsAsked = new Set<string>();

/**
 * What came over the wire is what the published document says: the status, the head, every property, none beside them.
 * An address that is none has nothing to be held against.
 */
export function asDocumented(method: string, address: string, asked: Asked, answer: Answer): void {
  const [found, path] = operationAt(method, address.split('?')[0] ?? '');
  if (!found) return;
  const direct = found.responses[answer.status];
  const name = direct?.$ref?.replace('#/components/responses/', '');
  const told = name === undefined ? direct : document.components.responses[name];
  const where = `${found.operationId} answered ${String(answer.status)}`;
  if (!told) throw new Error(`${where}, which the document does not know`);
  const at =
    name === undefined
      ? ['paths', path, method.toLowerCase(), 'responses', answer.status]
      : ['components', 'responses', name];
  const [type] = Object.keys(told.content ?? {});
  if (type !== undefined && method !== 'HEAD') fits([...at, 'content', type, 'schema'], answer.json, where);
  if (answer.status >= 300) return;
  answeredAsAsked.add(found.operationId);
  for (const header of ['ETag', 'Location', 'Link'])
    if (answer.headers.has(header) && told.headers?.[header] === undefined)
      throw new Error(`${where} with ${header}, which the document does not know`);
  for (const header of ['ETag', 'Location'])
    if (told.headers?.[header] !== undefined && !answer.headers.has(header))
      throw new Error(`${where} without ${header}, which the document promises`);
  const body = ['paths', path, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
  if (found.requestBody && asked.body !== undefined) fits(body, asked.body, `${where} to a body`);
  const known = (found.parameters ?? []).filter((each) => each.in === 'query').map((each) => each.name);
  for (const sent of new URLSearchParams(address.split('?')[1] ?? '').keys())
    if (!known.includes(sent)) throw new Error(`${where} to ?${sent}, which the document does not know`);
}

function operationAt(method: string, address: string): [Operation | undefined, string] {
  const parts = address.split('/');
  const [path = ''] = Object.keys(document.paths)
    .filter((each) => {
      const names = each.split('/');
      return (
        names.length === parts.length && names.every((name, at) => /[{]/.test(name) || name === parts[at])
      );
    })
    .sort((a, b) => a.split('{').length - b.split('{').length);
  return [document.paths[path]?.[method.toLowerCase()], path];
}

function fits(at: readonly (string | number)[], value: unknown, where: string): void {
  const pointer = at.map((each) =>
    encodeURIComponent(String(each).replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  const reference = `api#/${pointer.join('/')}`;
  const validate = compiled.get(reference) ?? ajv.compile({ $ref: reference });
  compiled.set(reference, validate);
  if (validate(value)) return;
  throw new Error(
    `${where}, not as documented: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(validate.errors?.slice(0, 5))}`,
  );
}

/** Open to readers, since v1 only grows; closed here, so that nothing goes out that is not told. */
function closed(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map(closed);
  const inside = Object.fromEntries(Object.entries(part).map(([name, each]) => [name, closed(each)]));
  const open = inside['type'] === 'object' && 'properties' in inside && !('additionalProperties' in inside);
  return open ? { ...inside, additionalProperties: false } : inside;
}
