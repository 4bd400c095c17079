import { aNeed, ApiHouse } from './an-api-house.fixture.js';

describe('the API behind https', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await ApiHouse.open();
  });
  afterAll(() => api.close());

  const asBroker = (): Record<string, string> => ({
    Authorization: `Bearer ${api.tokens.get('broker') ?? ''}`,
  });
  const ask = (path: string, headers: Record<string, string> = asBroker(), method = 'GET') =>
    fetch(`http://127.0.0.1:${String(api.port)}${path}`, { method, headers });
  const EACH = [
    '/api/v1/needs',
    '/api/v1/openapi.json',
    '/api/v1/nothing',
    '/metrics',
    '/.git/config',
    '/.env',
  ];

  it('tells callers to come by https alone for a year, whatever it answers', async () => {
    for (const path of EACH)
      for (const headers of [asBroker(), { Authorization: 'Bearer none' }]) {
        const told = (await ask(path, headers)).headers.get('strict-transport-security');
        expect([path, told]).toEqual([path, 'max-age=31536000; includeSubDomains']);
      }
  });

  it('lets no page of another site read it, nor ask beforehand whether it may', async () => {
    const headers = { ...asBroker(), Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' };
    for (const path of EACH)
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await ask(path, headers, method);
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
  });

  it('tells nothing of the inside where it is our fault, nor of a change where nothing was sent', async () => {
    const rename = (from: string, to: string) =>
      api.house.asSuperuser(`alter table profiles.need rename column ${from} to ${to}`);
    await rename('priority', 'gone');
    const answers = [
      await api.ask('broker', 'GET', '/api/v1/needs'),
      await api.ask('asker', 'POST', '/api/v1/needs', { body: aNeed() }),
    ];
    await rename('gone', 'priority');
    const titles = ['This could not be read.', 'Nothing was changed.'];
    for (const [at, { status, text }] of answers.entries()) {
      expect(status).toBe(500);
      expect(JSON.parse(text)).toEqual({
        ...{ type: expect.any(String), status: 500, code: expect.any(String), requestId: expect.any(String) },
        title: `Something went wrong on our side. ${titles[at] ?? ''}`,
      });
      expect(text).not.toMatch(/priority|select|column|query|postgres|node_modules|[.]ts|[.]js|at /i);
    }
    expect((await ask('/api/v1/needs')).status).toBe(200);
  });
});
