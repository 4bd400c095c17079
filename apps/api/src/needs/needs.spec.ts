import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';
import { aNeed, ApiHouse, EASTMARSH } from '../an-api-house.fixture.js';

describe('needs as JSON', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await ApiHouse.open();
  });
  afterAll(async () => {
    await api.close();
  });

  it('a head asks for support, and is told where it stands', async () => {
    const made = await api.ask('asker', 'POST', '/api/v1/needs', { body: aNeed() });
    expect(made.status).toBe(201);
    expect(made.json).toEqual({
      id: expect.any(String),
      reference: expect.stringMatching(/^N-2026-[0-9]{3}$/),
    });
    expect(made.headers.get('location')).toBe(`/api/v1/needs/${made.json.reference}`);

    const read = await api.ask('asker', 'GET', made.headers.get('location') ?? '');
    expect(read.status).toBe(200);
    expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
    expect(read.headers.get('cache-control')).toBe('no-store');
    expect(read.json).toMatchObject({
      ...{ reference: made.json.reference, urn: EASTMARSH, theme: 'att.persistent', state: 'raised' },
      ...{ halfDaysWanted: 4, owner: 'The broker', version: 1 },
    });
  });

  it('is found by its reference and by its id, in capitals too', async () => {
    const { id, reference } = await api.raise();
    for (const name of [reference, id, id.toUpperCase()]) {
      const { status, json } = await api.ask('broker', 'GET', `/api/v1/needs/${name}`);
      expect([status, json?.id]).toEqual([200, id]);
    }
  });

  it('gives other heads, interested brokers and other areas one and the same nothing', async () => {
    const { id, reference } = await api.raise();
    const absent = await api.ask('broker', 'GET', '/api/v1/needs/N-2026-999');
    expect(absent.status).toBe(404);
    for (const who of ['helper', 'interestedBroker', 'stranger'] as const) {
      for (const name of [reference, id]) {
        const refused = await api.ask(who, 'GET', `/api/v1/needs/${name}`);
        expect(refused.status).toBe(404);
        expect(withoutRequest(refused.json)).toEqual(withoutRequest(absent.json));
      }
    }
  });

  it('gives an officer the wording once they say why, and leaves the school a receipt', async () => {
    const { id, reference } = await api.raise();
    const path = `/api/v1/needs/${reference}`;
    expect((await api.ask('officer', 'GET', path)).json).not.toHaveProperty('wantedOutcome');
    const said = { 'X-Reason': encodeURIComponent('Asked by the Board – item 4') };
    expect((await api.ask('officer', 'GET', path, { headers: said })).json).toHaveProperty('wantedOutcome');
    const receipts = await api.house.asSuperuser(
      `select 1 from audit.entry where act = 'need.read.detail' and actor like '%' || $2 and entity like $1`,
      [`profiles.need:${id}:%`, api.personOf('officer')],
    );
    expect(receipts).toHaveLength(1);
  });

  it('lists page by page, and a cursor opens nothing for anybody else', async () => {
    await api.raise();
    await api.raise();
    await api.raise();
    const seen: string[] = [];
    let next: string | null = null;
    let pages = 0;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const page = await api.ask('broker', 'GET', `/api/v1/needs?limit=2&state=raised${cursor}`);
      expect(page.status).toBe(200);
      seen.push(...(page.json.items as { reference: string }[]).map(({ reference }) => reference));
      next = page.json.next as string | null;
      if (next !== null) {
        expect(page.headers.get('link')).toBe(
          `</api/v1/needs?limit=2&state=raised&cursor=${next}>; rel="next"`,
        );
        for (const [who, query] of [
          ['asker', `state=raised&cursor=${next}`],
          ['broker', `cursor=${next}`],
          ['broker', `state=raised&cursor=z${next}`],
        ] as const)
          expect((await api.ask(who, 'GET', `/api/v1/needs?${query}`)).json).toMatchObject({
            ...{ status: 400, errors: [{ path: 'cursor' }] },
          });
      }
      pages += 1;
    } while (next !== null && pages < 20);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1e1', 'limit'],
    ['limit=2&limit=3', 'limit'],
    ['cursor=', 'cursor'],
    ['sort=owner', 'sort'],
    ['state=lost', 'state'],
    ['school=99000', 'school'],
    ['mine=yes', 'mine'],
    ['theme=%00', 'theme'],
    ['areaId=22222222-2222-4222-8222-222222222222', 'areaId'],
  ])('a list asked with %s is refused by name', async (query, name) => {
    const { status, json } = await api.ask('broker', 'GET', `/api/v1/needs?${query}`);
    expect([status, json.errors[0].path]).toEqual([400, name]);
  });

  it('is triaged by its broker, from the version that they saw', async () => {
    const { id, reference } = await api.raise();
    const path = `/api/v1/needs/${reference}`;
    const body = { priority: 'now', nextDate: '2026-11-27' };
    const first = await api.ask('broker', 'PATCH', path, { body, headers: { 'If-Match': `"need-${id}-1"` } });
    expect([first.status, first.json.state, first.json.nextDate]).toEqual([200, 'triaged', '2026-11-27']);
    expect(first.headers.get('etag')).toBe(`"need-${id}-${String(first.json.version)}"`);
    const late = await api.ask('broker', 'PATCH', path, { body, headers: { 'If-Match': `"need-${id}-1"` } });
    expect([late.status, late.json.code]).toEqual([412, 'STALE_VERSION']);
  });

  it('R02: of twenty editors with one version, one is heard and nineteen are told', async () => {
    const { id, reference } = await api.raise();
    const days = Array.from({ length: 20 }, (_, n) => `2026-12-${String(n + 1).padStart(2, '0')}`);
    const answers = await Promise.all(
      days.map((nextDate) =>
        api.ask('broker', 'PATCH', `/api/v1/needs/${reference}`, {
          body: { priority: 'this_term', nextDate },
          headers: { 'If-Match': `"need-${id}-1"` },
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(19).fill(412)]);
    const heard = days[answers.findIndex(({ status }) => status === 200)];
    expect((await api.ask('broker', 'GET', `/api/v1/needs/${reference}`)).json.nextDate).toBe(heard);
  });

  it('gets another broker at its head’s word alone, at once and once, without a reason (B07)', async () => {
    const made = await api.ask('helper', 'POST', '/api/v1/needs', { body: aNeed({ urn: '990013' }) });
    const { id, reference } = made.json as { id: string; reference: string };
    const owner = async (): Promise<string> =>
      (await api.ask('helper', 'GET', `/api/v1/needs/${reference}`)).json.owner as string;
    const before = await owner();
    const path = `/api/v1/needs/${reference}/broker`;
    const asked = { body: {}, headers: { 'If-Match': `"need-${id}-1"` }, key: 'another' };
    const without = () => api.ask('helper', 'POST', path, { body: {} });
    await refusedWithoutTrace(api, without, { status: 428 });
    const why = () => api.ask('helper', 'POST', path, { ...asked, body: { reason: 'No.' }, key: 'why' });
    await refusedWithoutTrace(api, why, { status: 400, path: 'reason' });
    for (const who of ['asker', 'broker', 'officer', 'chair'] as const) {
      const other = () => api.ask(who, 'POST', path, { ...asked, key: who });
      await refusedWithoutTrace(api, other, { status: [403, 404] });
    }
    const [first, again] = [
      await api.ask('helper', 'POST', path, asked),
      await api.ask('helper', 'POST', path, asked),
    ];
    expect([first.status, again.status, first.json.version]).toEqual([200, 200, again.json.version]);
    expect(new Set([before, await owner()])).toEqual(new Set(['The broker', 'The interestedBroker']));
    expect((await api.ask('helper', 'POST', path, { ...asked, key: 'late' })).status).toBe(412);
  });

  it('is withdrawn by its head alone, once, however often that is sent', async () => {
    const { id, reference } = await api.raise();
    const path = `/api/v1/needs/${reference}/withdraw`;
    const asked = {
      body: { reason: 'Solved' },
      headers: { 'If-Match': `"need-${id}-1"` },
      key: 'withdraw-1',
    };
    expect((await api.ask('broker', 'POST', path, asked)).status).toBe(404);
    const [first, again] = [
      await api.ask('asker', 'POST', path, asked),
      await api.ask('asker', 'POST', path, asked),
    ];
    expect([first.status, first.json.state]).toEqual([200, 'withdrawn']);
    expect(withoutRequest(again.json)).toEqual(withoutRequest(first.json));
  });
});

/** Every answer has an id of its own; all else must be the same. */
const withoutRequest = (json: unknown): unknown => ({ ...(json as object), requestId: '' });
