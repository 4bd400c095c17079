import { FaultProxy, type Fault } from '../../../test/faults/fault-proxy.js';
import { ApiHouse, aNeed } from './an-api-house.fixture.js';

describe('the API while its database cannot be reached', () => {
  let api: ApiHouse;
  let proxy: FaultProxy;
  beforeAll(async () => {
    const server = { port: 0 };
    proxy = await FaultProxy.before(() => server.port, 7);
    api = await ApiHouse.open(undefined, undefined, (url) => {
      server.port = Number(new URL(url).port);
      return url.replace(/:\d+\//, `:${String(proxy.port)}/`);
    });
  });
  afterAll(async () => {
    await proxy.set('none');
    await api.close();
    await proxy.close();
  });

  const read = () => api.ask('asker', 'GET', '/api/v1/needs');
  const raise = (key: string) => api.ask('asker', 'POST', '/api/v1/needs', { body: aNeed(), key });

  it.each<Fault>(['latency', 'reset', 'cut', 'swallow'])(
    'answers 503 with when to try again, never 500, and is well as soon as it is over: %s',
    async (fault) => {
      expect((await read()).status).toBe(200);
      const before = await api.rows();
      await proxy.set(fault);
      const keys = [1, 2, 3].map((n) => `${fault}-${String(n)}`);
      const answers = await Promise.all([...keys.map(raise), read(), read()]);
      await proxy.set('none');
      for (const answer of answers) {
        expect([200, 201, 503]).toContain(answer.status);
        if (answer.status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      if (fault === 'cut' || fault === 'swallow')
        expect(answers.map(({ status }) => status)).not.toContain(201);
      expect((await read()).status).toBe(200);
      // Sent again, each is there once, whether or not it was before.
      for (const key of keys) expect((await raise(key)).status).toBe(201);
      const after = await api.rows();
      expect((after['profiles.need'] ?? 0) - (before['profiles.need'] ?? 0)).toBe(keys.length);
    },
  );
});
