import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routesOf } from '../../../../test/routes.js';
import { describeApi, type ApiDocument, type Operation } from './describe-api.js';

const ROOT = join(__dirname, '../../../..');

/** Those PUTs that are told which of the two it is: 201 where nothing was there, else 200. */
const MAKES_OR_REPLACES = ['', '/change'].map((what) => `PUT /api/v1/pairings/{pairing}/agenda${what}`);

interface Told extends Operation {
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: object;
  readonly security?: readonly object[];
}

describe('the document of the API', () => {
  let document: ApiDocument;
  let operations: (Told & { route: string })[];
  beforeAll(() => {
    document = describeApi(ROOT);
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, told]) => ({
        ...told,
        route: `${method.toUpperCase()} ${path}`,
      })),
    );
  });

  const routes = routesOf('api')
    .filter(({ path }) => path.startsWith('/api/v1'))
    .map(({ method, path, opens }) => ({
      route: `${method} ${path.replaceAll(/:([a-zA-Z]+)/g, '{$1}')}`,
      opens,
    }));

  it('has every route that Nest has, opened by the same actions, and no other', () => {
    const told = operations.map((each) => ({ route: each.route, opens: each['x-permission'] ?? 'public' }));
    const byRoute = (a: { route: string }, b: { route: string }): number => (a.route < b.route ? -1 : 1);
    expect(told.sort(byRoute)).toEqual([...routes].sort(byRoute));
    expect(told.length).toBeGreaterThan(30);
  });

  it('says of every operation what it is called, what it does, what it takes and what it answers', () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { route, summary, requestBody, responses, parameters = [] } of operations) {
      expect([route, summary]).toEqual([route, expect.stringMatching(/^[A-Z].{8,}/)]);
      const good = Object.keys(responses).filter((status) => status.startsWith('2'));
      expect([route, good.length]).toEqual([route, MAKES_OR_REPLACES.includes(route) ? 2 : 1]);
      expect([route, responses[good[0] ?? '']]).toMatchObject([
        route,
        { content: { 'application/json': {} } },
      ]);
      const writes = !route.startsWith('GET');
      expect([route, requestBody !== undefined]).toEqual([route, writes]);
      const names = parameters.map(({ name }) => name);
      expect([route, names.includes('Idempotency-Key')]).toEqual([route, route.startsWith('POST')]);
      for (const [status, header] of [
        ['412', 'If-Match'],
        ['422', 'Idempotency-Key'],
      ] as const)
        expect([route, status in responses]).toEqual([route, names.includes(header)]);
    }
  });

  it('asks everything but the document itself for a token', () => {
    expect(operations.filter(({ security }) => security?.length === 0).map(({ route }) => route)).toEqual([
      'GET /api/v1/openapi.json',
    ]);
  });

  it('knows which words are taken, from the shapes that read them', () => {
    const text = JSON.stringify(document.paths['/api/v1/requests/{request}/answer']);
    expect(text).toContain('"enum":["another_person","fewer_days","not_this_term","yes"]');
    expect(JSON.stringify(document.paths['/api/v1/pairings'])).toContain('"enum":["false","true"]');
  });

  it('comes out the same twice', () => {
    expect(JSON.stringify(describeApi(ROOT))).toBe(JSON.stringify(document));
  });

  it('is what is published: after a change of the API, `npm run openapi` publishes anew', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'config/openapi/v1.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(document)),
    );
  });

  describe('under the linter’s recommended rules', () => {
    const lint = (document: object): { ruleId: string }[] => {
      const file = join(mkdtempSync(join(tmpdir(), 'trellis-openapi-')), 'v1.json');
      writeFileSync(file, JSON.stringify(document));
      const said = execFileSync(process.execPath, [join(ROOT, 'test/openapi/lint.mjs'), file], { cwd: ROOT });
      return JSON.parse(said.toString()) as { ruleId: string }[];
    };

    it('has no problem', () => expect(lint(document)).toEqual([]));

    it('would have one for an operation that says nothing of itself', () => {
      const planted = { get: { responses: { 200: { description: 'As asked' } } } };
      const rules = lint({ ...document, paths: { ...document.paths, '/planted': planted } });
      expect(rules.map(({ ruleId }) => ruleId)).toEqual(
        expect.arrayContaining(['operation-operationId', 'operation-summary', 'operation-4xx-response']),
      );
    });
  });
});
