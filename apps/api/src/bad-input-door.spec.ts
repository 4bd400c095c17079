import { gzipSync, brotliCompressSync } from 'node:zlib';
import { aNeed, ApiHouse, ENDLESS } from './an-api-house.fixture.js';
import { rawRequest, type RawAnswer } from './raw-request.fixture.js';
import { refusedWithoutTrace } from './refused-without-trace.fixture.js';

const MIB = 1_048_576;

describe('bad input at the door', () => {
  let api: ApiHouse;
  const logged: string[] = [];
  beforeAll(async () => {
    jest.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
    api = await ApiHouse.open(ENDLESS, 'info');
  });
  afterAll(async () => {
    await api.close();
    jest.restoreAllMocks();
  });

  const head = (...lines: string[]): string[] => [
    'POST /api/v1/needs HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${api.tokens.get('asker') ?? ''}`,
    'Idempotency-Key: raw-1',
    ...lines,
  ];
  const json = (length: number): string[] =>
    head('Content-Type: application/json', `Content-Length: ${length}`);
  const raise = (raw: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
    api.ask('asker', 'POST', '/api/v1/needs', { raw, headers });
  const withoutTrace = async (ask: () => Promise<RawAnswer>, statuses: readonly number[]): Promise<void> => {
    const before = await api.rows();
    const answer = await ask();
    expect(statuses).toContain(answer.status);
    expect(answer.text).not.toMatch(/node_modules|[.]ts:|[.]js:/);
    expect(await api.rows()).toEqual(before);
  };

  it('J04: ten thousand levels, or a million properties, cost nothing', async () => {
    await refusedWithoutTrace(api, () => raise('['.repeat(10_000)), { status: 400, says: 'levels' });
    await refusedWithoutTrace(api, () => raise('{"a":'.repeat(10_000)), { status: 400, path: '' });
    const keys = Array.from({ length: 1_000_000 }, (_, n) => `"k${String(n)}":1`).join(',');
    await refusedWithoutTrace(api, () => raise(`{${keys}}`), { status: 413 });
    const fewer = Array.from({ length: 20_000 }, (_, n) => `"k${String(n)}":1`).join(',');
    await refusedWithoutTrace(api, () => raise(`{${fewer}}`), { status: 400, path: '', says: 'properties' });
  });

  it('J04: five mebibytes of text are too many', async () => {
    const body = JSON.stringify(aNeed({ tried: 'a'.repeat(5 * MIB) }));
    await refusedWithoutTrace(api, () => raise(body), { status: 413 });
  });

  it('J04: a hundred mebibytes are not kept, announced or not, and others are served', async () => {
    const chunk = Buffer.alloc(MIB, 'a');
    const start = process.memoryUsage().rss;
    const announced = rawRequest(api.port, json(100 * MIB), Array<Buffer>(100).fill(chunk));
    const chunks = Array<Buffer>(100).fill(
      Buffer.concat([Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')]),
    );
    const chunked = head('Content-Type: application/json', 'Transfer-Encoding: chunked');
    const unannounced = rawRequest(api.port, chunked, chunks);
    expect((await api.ask('asker', 'GET', '/api/v1/schools')).status).toBe(200);
    for (const answer of await Promise.all([announced, unannounced]))
      expect([413, 408]).toContain(answer.status);
    expect(process.memoryUsage().rss - start).toBeLessThan(50 * MIB);
  });

  it('J04: a length that lies is answered, and one byte now and then holds no place', async () => {
    const body = JSON.stringify(aNeed());
    await withoutTrace(() => rawRequest(api.port, json(body.length + 50), [body]), [408]);
    await withoutTrace(() => rawRequest(api.port, json(20), [body]), [400]);
    const slow = rawRequest(api.port, json(body.length), body, 100);
    expect((await api.ask('asker', 'GET', '/api/v1/schools')).status).toBe(200);
    expect((await slow).status).toBe(408);
  });

  it('J05: a compressed body is not unpacked, whatever it is packed with', async () => {
    const small = Buffer.from(JSON.stringify(aNeed()));
    const bomb = gzipSync(Buffer.alloc(64 * MIB));
    const packed: [string, Buffer][] = [
      ['gzip', gzipSync(small)],
      ['gzip', bomb],
      ['br', brotliCompressSync(small)],
      ['deflate', small],
      ['x-unknown', small],
      ['gzip, identity', small],
    ];
    for (const [coding, raw] of packed)
      await refusedWithoutTrace(api, () => raise(raw, { 'Content-Encoding': coding }), {
        status: [413, 415],
      });
  });

  it('J21: takes JSON and nothing that calls itself something else', async () => {
    const body = JSON.stringify(aNeed());
    for (const type of [
      'application/xml',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
    ])
      await refusedWithoutTrace(api, () => raise(body, { 'Content-Type': type }), { status: 415 });
    const untyped = head(`Content-Length: ${body.length}`);
    await withoutTrace(() => rawRequest(api.port, untyped, [body]), [415]);
    for (const raw of ['', 'null', '[]', '"text"', '3', 'true'])
      await refusedWithoutTrace(api, () => raise(raw), { status: [400, 415] });
  });

  it('J21: a change with null where something must be, or with half of it, is refused by name', async () => {
    const { id, reference } = await api.raise();
    const headers = { 'If-Match': `"need-${id}-1"` };
    for (const [body, path] of [
      [{ priority: null, nextDate: '2026-11-27' }, 'priority'],
      [{ priority: 'now' }, 'nextDate'],
      [{ priority: 'now', nextDate: '2026-11-27', state: 'met' }, 'state'],
    ] as const) {
      const ask = () => api.ask('broker', 'PATCH', `/api/v1/needs/${reference}`, { body, headers });
      await refusedWithoutTrace(api, ask, { status: 400, path });
    }
    const put = () => api.ask('asker', 'PUT', `/api/v1/needs/${reference}`, { body: { priority: 'now' } });
    await refusedWithoutTrace(api, put, { status: 405 });
  });

  it('J22: answers in JSON, or says that it cannot', async () => {
    for (const Accept of ['application/xml', '*/*;q=0', 'text/html'])
      await refusedWithoutTrace(
        api,
        () => api.ask('asker', 'GET', '/api/v1/schools', { headers: { Accept } }),
        {
          status: 406,
        },
      );
    const fine: Record<string, string>[] = [
      { Accept: '*/*' },
      { Accept: 'application/json;q=0.1' },
      { 'Accept-Language': 'tlh' },
    ];
    for (const headers of fine)
      expect((await api.ask('asker', 'GET', '/api/v1/schools', { headers })).status).toBe(200);
  });

  it('J23: no method hides in a header, and a method that is none changes nothing', async () => {
    const { reference } = await api.raise();
    const path = `/api/v1/needs/${reference}`;
    const override = { 'X-HTTP-Method-Override': 'DELETE', 'X-Method-Override': 'DELETE' };
    const read = await api.ask('asker', 'GET', `${path}?_method=DELETE`, { headers: override });
    expect(read.status).toBe(400); // the parameter is not known; the headers are nothing at all
    expect((await api.ask('asker', 'GET', path, { headers: override })).json).toMatchObject({
      state: 'raised',
    });
    expect((await api.ask('asker', 'HEAD', `${path}/withdraw`)).status).toBe(405);
    await refusedWithoutTrace(api, () => api.ask('asker', 'DELETE', path), { status: 405 });
    const token = `Authorization: Bearer ${api.tokens.get('asker') ?? ''}`;
    for (const line of [`TRACE ${path}`, `BREW ${path}`, `PROPFIND ${path}`, 'CONNECT 127.0.0.1:80'])
      await withoutTrace(
        () => rawRequest(api.port, [`${line} HTTP/1.1`, 'Host: 127.0.0.1', token]),
        [405, 400, 0],
      );
  });

  it('J24: believes no header about who asks or where this is', async () => {
    const token = `Authorization: Bearer ${api.tokens.get('asker') ?? ''}`;
    const get = (target: string, ...lines: string[]): Promise<RawAnswer> =>
      rawRequest(api.port, [`GET ${target} HTTP/1.1`, token, ...lines]);
    const own = `Host: 127.0.0.1:${String(api.port)}`;
    expect((await get('/api/v1/schools?limit=1', own)).status).toBe(200);
    expect((await get('/api/v1/schools?limit=1')).status).toBe(400); // HTTP/1.1 without a host
    for (const lines of [
      ['Host: evil.example'],
      [own, 'Host: evil.example'],
      [own, 'X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: https'],
      [own, 'X-Forwarded-For: 127.0.0.1', 'Forwarded: for=127.0.0.1;host=evil.example'],
      [own, 'X-Original-URL: /metrics', 'X-Rewrite-URL: /metrics'],
    ]) {
      const { status, text } = await get('/api/v1/schools?limit=1', ...lines);
      expect([200, 400]).toContain(status);
      expect(text).not.toMatch(/evil|process_cpu/);
    }
    const absolute = await get('http://evil.example/api/v1/schools?limit=1', own);
    expect([200, 400, 404]).toContain(absolute.status);
    expect(absolute.text).not.toContain('evil');
    // A program that may call from elsewhere alone does not get in by saying that it is there.
    expect((await get('/metrics', own, 'X-Forwarded-For: 127.0.0.1')).status).toBe(404);
  });

  it('I02: logs one line of ids for each request, and no word of it', async () => {
    const canary = 'c4n4ry-of-the-log';
    const forged = `${canary}\n{"level":60,"msg":"forged"}`;
    const from = logged.length;
    await raise(JSON.stringify(aNeed({ wantedOutcome: forged, [canary]: 1 })));
    await raise(`{"tried":"${canary}`);
    expect((await raise(JSON.stringify(aNeed({ wantedOutcome: forged })))).status).toBe(201);
    const addresses = [
      ...[`schools?token=${canary}`, `schools?password=${canary}`, `needs/${encodeURIComponent(forged)}`],
      ...[canary, `schools/${canary}`, `audit-entries?act=${canary}&from=2026-02-30`],
    ];
    for (const address of addresses) await api.ask('officer', 'GET', `/api/v1/${address}`);
    const headers = { 'X-Reason': encodeURIComponent(forged), 'User-Agent': canary, 'X-Request-Id': canary };
    await api.ask('officer', 'GET', '/api/v1/match-runs', { headers });
    const bearer = { Authorization: `Bearer trl_${canary}` };
    expect((await api.ask(null, 'GET', '/api/v1/schools', { headers: bearer })).status).toBe(401);
    await rawRequest(api.port, [`GET /api/v1/${canary} HTTP/1.1`, 'Host: x', `Cookie: trellis=${canary}`]);
    const lines = logged.slice(from).flatMap((line) => line.split('\n').filter((each) => each !== ''));
    expect(lines.length).toBeGreaterThanOrEqual(12);
    const known = ['level', 'time', 'process', 'request', 'method', 'route', 'status', 'ms', 'msg'];
    for (const line of lines) {
      expect(line).not.toContain(canary);
      expect(Object.keys(JSON.parse(line) as object).filter((key) => !known.includes(key))).toEqual([]);
    }
    const lives = [api.tokens.get('asker'), api.tokens.get('officer')].map((token) => token?.slice(4) ?? '');
    for (const secret of lives) expect(logged.join('')).not.toContain(secret);
  });

  it('J26: takes UTF-8, with its mark or without, and nothing else', async () => {
    const body = JSON.stringify(aNeed({ wantedOutcome: 'Zoë’s plan' }));
    const marked = await raise(`\ufeff${body}`);
    expect(marked.status).toBe(201);
    const read = await api.ask('asker', 'GET', `/api/v1/needs/${String(marked.json.reference)}`);
    expect(read.json.wantedOutcome).toBe('Zoë’s plan');
    for (const raw of [
      Buffer.from(body, 'utf16le'),
      Buffer.from('{"tried":"é"}', 'latin1'),
      Buffer.from('{"a":"\xc0\x80"}', 'latin1'),
    ])
      await refusedWithoutTrace(api, () => raise(raw), { status: 400, path: '' });
    for (const charset of ['shift_jis', 'utf-16', 'latin1'])
      await refusedWithoutTrace(
        api,
        () => raise(body, { 'Content-Type': `application/json; charset=${charset}` }),
        {
          status: 415,
        },
      );
    expect((await raise(body, { 'Content-Type': 'application/json; charset=UTF-8' })).status).toBe(201);
  });
});
