import { systemActor } from '@app/identity';
import { UnitOfWork } from '@app/platform';
import { NORTH } from '../../../test/factories/an-area.js';
import { aNeed, ApiHouse, SALTERN, type Answered } from './an-api-house.fixture.js';
import { refusedWithoutTrace } from './refused-without-trace.fixture.js';

const NIL = '00000000-0000-0000-0000-000000000000';
const NOBODYS = '7d1f6a52-3c55-4c2b-9a51-0f4a2b1c9e77';

describe('bad names, versions and keys', () => {
  let api: ApiHouse;
  let need: { id: string; reference: string };
  let path: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
  });
  beforeEach(async () => {
    need = await api.raise();
    path = `/api/v1/needs/${need.reference}`;
  });
  afterAll(async () => {
    await api.close();
  });

  /** All that somebody who asks could tell two answers apart by. */
  const toldBy = ({ status, headers, json }: Answered): unknown => {
    const own = new Set(['date', 'x-request-id']);
    const kept = [...headers.entries()].filter(([name]) => !own.has(name));
    return { status, kept, json: { ...(json as object), requestId: '' } };
  };

  it('J17: what is not there, another area’s, and what is not yours answer alike, at every address', async () => {
    const asked = { body: {}, headers: { 'If-Match': `"need-${need.id}-1"` } };
    const nobody = await api.ask('helper', 'GET', `/api/v1/needs/${NOBODYS}`);
    expect(nobody.status).toBe(404);
    const others = [
      await api.ask('helper', 'GET', path),
      await api.ask('helper', 'GET', `/api/v1/needs/${need.id}`),
      await api.ask('stranger', 'GET', `/api/v1/needs/${need.id}`),
      await api.ask('helper', 'POST', `${path}/withdraw`, asked),
      await api.ask('helper', 'POST', `/api/v1/needs/${NOBODYS}/withdraw`, asked),
      await api.ask('helper', 'PATCH', path, { body: { priority: 'now', nextDate: '2026-11-27' } }),
      await api.ask('interestedBroker', 'GET', `${path}/candidates`),
      await api.ask('stranger', 'GET', `${path}/candidates`),
      await api.ask('helper', 'GET', '/api/v1/match-runs/R-0001'),
      await api.ask('broker', 'GET', '/api/v1/match-runs/R-9999'),
      await api.ask('stranger', 'POST', '/api/v1/match-runs', { body: { needs: [need.id] } }),
      await api.ask('helper', 'GET', '/api/v1/nothing-of-the-kind'),
    ];
    for (const answer of others) expect(toldBy(answer)).toEqual(toldBy(nobody));
  });

  it('J17: it takes as many queries to find nothing as to find what is not yours', async () => {
    const work = api.get(UnitOfWork);
    const logger = await work.run(systemActor('ops', NORTH), NORTH, (tx) =>
      Promise.resolve(tx.manager.dataSource.logger),
    );
    /** Of the units that looked for a need: the entry of a denial is written by another, once the answer has left. */
    const queriesOf = async (who: 'helper' | 'stranger', named: string): Promise<string[]> => {
      const sent = jest.spyOn(logger, 'logQuery');
      try {
        expect((await api.ask(who, 'GET', `/api/v1/needs/${named}`)).status).toBe(404);
        const looked = new Set(
          sent.mock.calls.filter(([query]) => query.includes('profiles.need')).map(([, , unit]) => unit),
        );
        return sent.mock.calls.filter(([, , unit]) => looked.has(unit)).map(([query]) => query);
      } finally {
        sent.mockRestore();
      }
    };
    const byId = await queriesOf('helper', NOBODYS);
    expect(byId).not.toEqual([]);
    expect(byId.filter((query) => /for (no key )?update/i.test(query))).toEqual([]);
    expect(await queriesOf('helper', need.id)).toEqual(byId);
    expect(await queriesOf('stranger', need.id)).toHaveLength(byId.length);
    const byReference = await queriesOf('helper', 'N-2026-999');
    expect(byReference).toHaveLength(byId.length);
    expect(await queriesOf('helper', need.reference)).toEqual(byReference);
  });

  it.each([
    '{id}',
    '%7Bid%7D',
    NIL,
    'id+7',
    '..%2Fx',
    '%00',
    'N-2026-1',
    'N-2026-031%00',
    '%F0%9F%98%80',
    '%',
    '%ff',
  ])('J18: %s names no need, and nothing breaks', async (name) => {
    const named = name.replace('id', need.id).replace('+7', '7');
    for (const after of ['', '/candidates']) {
      const ask = () => api.ask('broker', 'GET', `/api/v1/needs/${named}${after}`);
      await refusedWithoutTrace(api, ask, { status: [400, 404] });
    }
    const runOf = () => api.ask('broker', 'POST', '/api/v1/match-runs', { body: { needs: [named] } });
    await refusedWithoutTrace(api, runOf, { status: [400, 404] });
    const run = () => api.ask('broker', 'GET', `/api/v1/match-runs/${named}`);
    await refusedWithoutTrace(api, run, { status: [400, 404] });
  });

  it.each([
    ['none', undefined, 428],
    ['*', '*', 400],
    ['a weak one', 'W/"need-{id}-1"', 400],
    ['a bare number', '"1"', 400],
    ['an old one', '"need-{id}-0"', 412],
    ['one not yet given', '"need-{id}-99"', 412],
    [`another need’s`, `"need-${NOBODYS}-1"`, 412],
    ['another kind’s', '"offer-{id}-1"', 412],
    ['two', '"need-{id}-1", "need-{id}-2"', 400],
  ])('J19: If-Match is %s', async (_what, ifMatch, status) => {
    const headers: Record<string, string> =
      ifMatch === undefined ? {} : { 'If-Match': ifMatch.replaceAll('{id}', need.id) };
    const withdraw = () => api.ask('asker', 'POST', `${path}/withdraw`, { body: {}, headers });
    await refusedWithoutTrace(api, withdraw, { status });
    const body = { priority: 'now', nextDate: '2026-11-27' };
    await refusedWithoutTrace(api, () => api.ask('broker', 'PATCH', path, { body, headers }), { status });
  });

  it('J20: one key has one effect and one answer, twenty at once and once more later', async () => {
    const before = await api.rows();
    const asked = { body: aNeed(), key: 'same-key' };
    const ask = () => api.ask('asker', 'POST', '/api/v1/needs', asked);
    const answers = [...(await Promise.all(Array.from({ length: 20 }, ask))), await ask()];
    const told = new Set(
      answers.map(({ status, text, headers }) => [status, text, headers.get('etag')].join(' ')),
    );
    expect(told.size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect((await api.rows())['profiles.need']).toBe((before['profiles.need'] ?? 0) + 1);
    const reordered = Object.fromEntries(Object.entries(aNeed()).reverse());
    const same = await api.ask('asker', 'POST', '/api/v1/needs', { body: reordered, key: 'same-key' });
    expect(same.json).toEqual(answers[0]?.json);
  });

  it('J20: one key with another body is refused, and another person’s is another', async () => {
    const key = 'shared-key';
    expect((await api.ask('asker', 'POST', '/api/v1/needs', { body: aNeed(), key })).status).toBe(201);
    const other = () =>
      api.ask('asker', 'POST', '/api/v1/needs', { body: aNeed({ halfDaysWanted: 5 }), key });
    const refused = await refusedWithoutTrace(api, other, { status: 422 });
    expect(refused.json.code).toBe('KEY_REUSED');
    const before = await api.rows();
    const theirs = await api.ask('sibling', 'POST', '/api/v1/needs', { body: aNeed({ urn: SALTERN }), key });
    expect(theirs.status).toBe(201);
    expect((await api.rows())['profiles.need']).toBe((before['profiles.need'] ?? 0) + 1);
  });

  it('J20: no write goes without a key, nor with one that is too long or unreadable', async () => {
    const headers = { 'If-Match': `"need-${need.id}-1"` };
    for (const key of [null, 'k'.repeat(300), 'é', 'two words', ''])
      for (const [who, address, body] of [
        ['asker', '/api/v1/needs', aNeed()],
        ['asker', `${path}/withdraw`, {}],
        ['broker', '/api/v1/match-runs', {}],
        ['broker', '/api/v1/proposals', { need: need.reference, supporter: SALTERN }],
      ] as const) {
        const ask = () => api.ask(who, 'POST', address, { body, key, headers });
        await refusedWithoutTrace(api, ask, { status: 400, path: 'Idempotency-Key' });
      }
  });

  it.each([
    ['match-runs', { needs: 'all' }, 'needs'],
    ['match-runs', { needs: [3] }, 'needs'],
    ['match-runs', { needs: null, policy: 1 }, 'policy'],
    ['proposals', { supporter: SALTERN }, 'need'],
    ['proposals', { need: 3, supporter: SALTERN }, 'need'],
    ['proposals', { need: 'N-2026-001', supporter: 990_020 }, 'supporter'],
    ['proposals', { need: 'N-2026-001', supporter: SALTERN, points: 1_000 }, 'points'],
  ])('J01, J06: %s with %p is refused by name', async (resource, body, name) => {
    const ask = () => api.ask('broker', 'POST', `/api/v1/${resource}`, { body });
    await refusedWithoutTrace(api, ask, { status: 400, path: name });
  });
});
