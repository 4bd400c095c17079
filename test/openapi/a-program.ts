import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../../config/openapi/v1.js';

/** A caller in TypeScript that knows of us what the published document says, and nothing else. */
export type Program = Client<paths>;
export type Schemas = components['schemas'];

export function aProgram(apiUrl: string, token: string): Program {
  return createClient<paths>({
    baseUrl: new URL(apiUrl).origin,
    headers: { Authorization: `Bearer ${token}` },
  });
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: Schemas['Problem'];
  readonly response: Response;
}

/** @throws with what the service says, where it refused. */
export function taken<Data>({ data, error, response }: Answer<Data>): Data {
  if (data === undefined)
    throw new Error(`${response.url} answered ${String(response.status)}: ${JSON.stringify(error)}`);
  return data;
}

/** The version of what was read: to be sent back. */
export function etagOf({ response }: { readonly response: Response }): string {
  const etag = response.headers.get('etag');
  if (etag === null) throw new Error(`${response.url} has no ETag`);
  return etag;
}

export function refusalOf({ error, response }: Answer<unknown>): Pick<Schemas['Problem'], 'status' | 'code'> {
  if (error === undefined) throw new Error(`${response.url} was not refused`);
  return { status: error.status, code: error.code };
}
