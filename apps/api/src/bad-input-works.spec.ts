import { STANDINGS } from '@app/brokerage';
import { ApiHouse, type Answered } from './an-api-house.fixture.js';
import { AGENDA, activePairing } from './pairings/a-pairing.fixture.js';
import { refusedWithoutTrace } from './refused-without-trace.fixture.js';

interface Document {
  readonly paths: Readonly<
    Record<string, { readonly get?: { readonly parameters?: readonly { readonly name: string }[] } }>
  >;
}

const NOBODYS = '7d1f6a52-3c55-4c2b-9a51-0f4a2b1c9e77';

const VISIT = { heldOn: '2026-11-25', mode: 'in_person', halfDays: 1, summary: 'We met.' };
const REVIEW = { heldOn: '2026-11-25', standings: ['on_track'] };

/** Every write on agreed work, with a body that nothing is wrong with. */
const WRITES = [
  ['visits', VISIT],
  ['pause', { reason: 'A rest.' }],
  ['resume', {}],
  ['close', { outcome: 'met', summary: 'Done.' }],
  ['tend', { act: 'none', note: 'All is well.' }],
  ['review-points', REVIEW],
  ['agenda/agree', {}],
] as const;
const READS = ['', '/visits', '/agenda', '/review-points', '/evaluations', '/what-changed'] as const;

describe('bad input about agreed work', () => {
  let api: ApiHouse;
  let pairing: string;
  let etag: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    pairing = `/api/v1/pairings/${await activePairing(api)}`;
    etag = (await api.ask('broker', 'GET', pairing)).headers.get('etag') ?? '';
  });
  afterAll(async () => {
    await api.close();
  });

  const post = (step: string, sent: Parameters<ApiHouse['ask']>[3]): Promise<Answered> =>
    api.ask('broker', 'POST', `${pairing}/${step}`, { headers: { 'If-Match': etag }, ...sent });

  it.each(WRITES)(
    'J20: %s is never done without a key, nor with one that nobody could keep',
    async (step, body) => {
      for (const key of [null, 'k'.repeat(300), 'two words', ''])
        await refusedWithoutTrace(api, () => post(step, { body, key }), {
          ...{ status: 400, path: 'Idempotency-Key' },
        });
    },
  );

  it.each(WRITES)(
    'J01, J02, J03, J21: %s takes one JSON object of known properties, and nothing else',
    async (step, body) => {
      for (const raw of [
        '',
        '[]',
        'null',
        '"text"',
        '{"a":1',
        '{"__proto__":{"a":1}}',
        '{"areaId":1,"areaId":2}',
      ])
        await refusedWithoutTrace(api, () => post(step, { raw }), { status: 400 });
      const xml = { 'Content-Type': 'application/xml', 'If-Match': etag };
      await refusedWithoutTrace(api, () => post(step, { raw: '<a/>', headers: xml }), { status: 415 });
      await refusedWithoutTrace(api, () => post(step, { body: { ...body, version: 99 } }), {
        ...{ status: 400, path: 'version' },
      });
      const asked = () => post(`${step}?areaId=${NOBODYS}`, { body });
      await refusedWithoutTrace(api, asked, { status: 400, path: 'areaId' });
    },
  );

  it.each(READS)(
    'J17, J18: what names no pairing and what is another’s answer alike at “%s”',
    async (after) => {
      const toldBy = ({ status, json }: Answered): unknown => ({
        status,
        ...(json as object),
        requestId: '',
      });
      const none = toldBy(await api.ask('asker', 'GET', `/api/v1/pairings/SP-2026-999${after}`));
      expect(none).toMatchObject({ status: 404, code: 'NOT_FOUND' });
      for (const who of ['sibling', 'interestedBroker', 'stranger'] as const)
        expect(toldBy(await api.ask(who, 'GET', `${pairing}${after}`))).toEqual(none);
      for (const odd of ['%00', '{id}', NOBODYS, 'sp-2026-001', 'SP-2026-001%00', '..%2Fx', '%F0%9F%98%80'])
        expect(toldBy(await api.ask('asker', 'GET', `/api/v1/pairings/${odd}${after}`))).toEqual(none);
      await refusedWithoutTrace(api, () => api.ask('asker', 'GET', `/api/v1/pairings/%ff${after}`), {
        status: [400, 404],
      });
    },
  );

  it.each(['red', 'amber', 'green'])(
    'M11: a review point that stands at %s is told which words there are',
    async (standing) => {
      const body = { ...REVIEW, standings: [standing] };
      const points = await api.ask('broker', 'GET', `${pairing}/review-points`);
      const waiting = (points.json.items as { etag: string; state: string }[]).find(
        ({ state }) => state === 'due',
      );
      const headers = { 'If-Match': waiting?.etag ?? '' };
      const told = await refusedWithoutTrace(api, () => post('review-points', { body, headers }), {
        status: 400,
      });
      const [{ path, message }] = told.json.errors as [{ path: string; message: string }];
      expect(path).toMatch(/^standings/);
      for (const word of STANDINGS) expect(message).toContain(word);
    },
  );

  it('Q04: no list takes an order, least of all by what its reader may not see', async () => {
    const document = (await api.ask(null, 'GET', '/api/v1/openapi.json')).json as Document;
    const lists = Object.entries(document.paths)
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'limit'))
      .map(([path]) => path.replace(/.*[{]pairing[}]/, pairing));
    expect(lists.length).toBeGreaterThan(20);
    for (const list of lists) {
      const readers = ['broker', 'officer', 'trust', 'chair', 'asker'] as const;
      for (const sort of ['password', 'id;drop', '__proto__', 'needDetail', '-id']) {
        const statuses: number[] = [];
        for (const who of readers) {
          const { status, json } = await api.ask(who, 'GET', `${list}?sort=${encodeURIComponent(sort)}`);
          statuses.push(status);
          if (status === 400) expect([list, json.errors[0].path]).toEqual([list, 'sort']);
          if (status === 400) break;
        }
        expect([list, statuses.at(-1)]).toEqual([list, 400]);
        expect([list, statuses.filter((status) => status < 400)]).toEqual([list, []]);
      }
    }
  });

  it('J23: a verb is posted, an agenda is put, and no other method reaches either', async () => {
    const body = AGENDA;
    for (const [method, path] of [
      ['GET', `${pairing}/pause`],
      ['PATCH', `${pairing}/close`],
      ['PUT', `${pairing}/tend`],
      ['PUT', pairing],
      ['PUT', `${pairing}/visits`],
      ['DELETE', `${pairing}/agenda`],
    ] as const)
      await refusedWithoutTrace(
        api,
        () => api.ask('broker', method, path, method === 'GET' ? {} : { body }),
        { status: 405 },
      );
    const posted = () => api.ask('broker', 'POST', `${pairing}/agenda`, { body });
    await refusedWithoutTrace(api, posted, { status: 405 });
  });
});
