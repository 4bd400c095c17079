import { ApiHouse, EASTMARSH, MARLOWE } from './an-api-house.fixture.js';
import { refusedWithoutTrace } from './refused-without-trace.fixture.js';
import { part, VERBS } from './openapi/document-part.js';

describe('an officer’s session (V01)', () => {
  let api: ApiHouse;
  let writes: { readonly verb: string; readonly path: string }[];
  beforeAll(async () => {
    api = await ApiHouse.open();
    await api.offer('helper', MARLOWE);
    const { reference } = await api.openNeed();
    const names: Readonly<Record<string, string>> = { need: reference, school: EASTMARSH, urn: EASTMARSH };
    const document = (await api.ask('officer', 'GET', '/api/v1/openapi.json')).json as object;
    writes = Object.entries(part(part(document)['paths'])).flatMap(([path, verbs]) =>
      VERBS.filter((verb) => verb !== 'get' && verb in part(verbs)).map((verb) => ({
        verb: verb.toUpperCase(),
        path: path.replace(/\{([a-z]+)\}/gi, (_, name: string) => names[name] ?? `${name}-1`),
      })),
    );
  });
  afterAll(() => api.close());

  it('opens no write of the API, whatever it is about, and leaves no trace of the attempt', async () => {
    expect(writes.length).toBeGreaterThan(50);
    for (const { verb, path } of writes) {
      const send = () =>
        api.ask('officer', verb, path, {
          ...{ body: {}, headers: { 'If-Match': '"any-1"' } },
          key: verb === 'POST' ? `${verb} ${path}` : null,
        });
      await refusedWithoutTrace(api, send, { status: [403, 404] });
    }
  });
});
