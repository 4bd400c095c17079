import {
  ApiHouse,
  EASTMARSH,
  MARLOWE,
  SALTERN,
  type Answered,
  type Persona,
} from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

const PATH = '/api/v1/projects';
const asked = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...{ theme: 'att.persistent', purpose: 'Three schools follow up absence in one way.', cadenceDays: 10 },
  ...{ inclusion: 'Pupils with SEN support first.', exitRule: 'At the end of summer.' },
  confidentiality: 'What is said stays between the schools.',
  objectives: [
    {
      ...{ aim: 'Fewer pupils away', measure: 'Persistent absence', baseline: '24', target: '20' },
      due: '2027-07-16',
    },
  ],
  ...change,
});

describe('a project of several schools as JSON', () => {
  let api: ApiHouse;
  let one: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    await api.offer('helper', MARLOWE);
  });
  afterAll(async () => {
    await api.close();
  });

  const etag = async (who: Persona, path: string): Promise<string> =>
    (await api.ask(who, 'GET', path)).headers.get('etag') ?? '';
  const post = (who: Persona, path: string, body: unknown, ifMatch: string | null): Promise<Answered> =>
    api.ask(who, 'POST', path, { ...{ body, headers: ifMatch === null ? {} : { 'If-Match': ifMatch } } });
  const askFor = async (urn: string, part: string, halfDays = {}): Promise<Answered> =>
    post('broker', `${one}/schools`, { urn, part, halfDays }, await etag('broker', one));

  it('is made once by a broker, however often it is sent, and seen by nobody of a school', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => api.ask('broker', 'POST', PATH, { body: asked(), key: 'project' })),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    one = answers[0]?.headers.get('location') ?? '';
    expect(one).toBe(`${PATH}/PJ-2026-001`);
    expect((await api.ask('asker', 'GET', one)).status).toBe(404);
    await refusedWithoutTrace(api, () => api.ask('asker', 'POST', PATH, { body: asked() }), {
      status: [403, 404],
    });
  });

  it.each([
    ['theme', 'a theme of nowhere', 'x.y'],
    ['cadenceDays', 'text', '10'],
    ['objectives', 'no list', 'a'],
    ['objectives.0.aim', 'nothing', [{ measure: 'b', baseline: 'c', target: 'd', due: '2027-07-16' }]],
    ['schools', 'what nobody sends', []],
  ])('J01, J06: %s as %s is refused by its name', async (path, _what, value) => {
    const [field = ''] = path.split('.');
    const ask = () => api.ask('broker', 'POST', PATH, { body: asked({ [field]: value }) });
    await refusedWithoutTrace(api, ask, { status: 400, path });
  });

  it('asks each school, whose head answers for it alone, with the version that they read', async () => {
    expect((await askFor(MARLOWE, 'supporter', { '2026/27-3': 2 })).status).toBe(200);
    await refusedWithoutTrace(api, () => askFor(MARLOWE, 'helps'), { status: 400, path: 'part' });
    await refusedWithoutTrace(api, () => askFor(MARLOWE, 'supporter', { '2026/27-3': 2 }), { status: 409 });
    expect((await askFor(EASTMARSH, 'supported')).status).toBe(200);
    const place = `${one}/schools/${MARLOWE}`;
    const seen = await etag('helper', place);
    await refusedWithoutTrace(api, () => post('helper', `${place}/answer`, { yes: true }, null), {
      status: 428,
    });
    await refusedWithoutTrace(api, () => post('helper', `${place}/answer`, { yes: 'yes' }, seen), {
      ...{ status: 400, path: 'yes' },
    });
    await refusedWithoutTrace(api, () => post('broker', `${place}/answer`, { yes: true }, seen), {
      status: 403,
    });
    await refusedWithoutTrace(api, () => post('asker', `${place}/answer`, { yes: true }, seen), {
      status: 404,
    });
    const yes = await post('helper', `${place}/answer`, { yes: true, halfDays: { '2026/27-3': 1 } }, seen);
    expect(yes.json).toMatchObject({ state: 'taking_part', halfDays: { '2026/27-3': 1 } });
    await refusedWithoutTrace(api, () => post('helper', `${place}/answer`, { yes: true }, seen), {
      status: 412,
    });
    expect((await api.ask('helper', 'GET', one)).json).toMatchObject({
      unnamed: 1,
      lacks: ['SCHOOLS', 'RECEIVER'],
    });
    const begin = async () => post('broker', `${one}/begin`, {}, await etag('broker', one));
    await refusedWithoutTrace(api, begin, { status: 409 });
  });

  it('is absent for whoever is of no school of it, and for a broker with an interest in one', async () => {
    for (const who of ['sibling', 'stranger'] as const) {
      expect([who, (await api.ask(who, 'GET', PATH)).json.items]).toEqual([who, []]);
      expect([who, (await api.ask(who, 'GET', one)).status]).toEqual([who, 404]);
    }
    expect((await api.ask('officer', 'GET', PATH)).json.items).toHaveLength(1);
  });

  it('lets a school say not this term, and another leave, each for itself', async () => {
    const asker = `${one}/schools/${EASTMARSH}`;
    const no = await post('asker', `${asker}/answer`, { yes: false }, await etag('asker', asker));
    expect(no.json).toMatchObject({ state: 'declined' });
    expect((await api.ask('asker', 'GET', one)).status).toBe(404);
    const helper = `${one}/schools/${MARLOWE}`;
    const left = await post('helper', `${helper}/leave`, { note: null }, await etag('helper', helper));
    expect(left.json).toMatchObject({ state: 'left' });
    const end = { outcome: 'ended_early', summary: 'Too few schools this term.' };
    const closed = await post('broker', `${one}/close`, end, await etag('broker', one));
    expect(closed.json).toMatchObject({ state: 'not_started', outcome: 'ended_early' });
  });

  it('sets a date for a session once, moves it with the version read, and a record settles it', async () => {
    one = (await api.ask('broker', 'POST', PATH, { body: asked() })).headers.get('location') ?? '';
    const dates = `${one}/planned-sessions`;
    const aPlan = { heldOn: '2026-12-02', startsAt: '15:45', minutes: 60, mode: 'remote' };
    const plan = (who: Persona, key: string) => api.ask(who, 'POST', dates, { body: aPlan, key });
    for (const [who, urn, part] of [
      ['helper', MARLOWE, 'supporter'],
      ['asker', EASTMARSH, 'supported'],
      ['sibling', SALTERN, 'supported'],
    ] as const) {
      await askFor(urn, part, part === 'supporter' ? { '2026/27-3': 1 } : {});
      const place = `${one}/schools/${urn}`;
      await post(who, `${place}/answer`, { yes: true }, await etag(who, place));
    }
    await refusedWithoutTrace(api, () => plan('helper', 'too-early'), { status: 409 });
    await post('broker', `${one}/begin`, {}, await etag('broker', one));
    const [first, again] = await Promise.all([plan('helper', 'date'), plan('helper', 'date')]);
    expect([first.status, first.json]).toEqual([201, again.json]);
    expect(first.json).toMatchObject({
      number: 1,
      ...aPlan,
      place: null,
      state: 'planned',
      by: 'The helper',
    });
    const pairing = one.replace('projects', 'pairings');
    const asPairing = () => api.ask('helper', 'POST', `${pairing}/planned-visits`, { body: aPlan });
    await refusedWithoutTrace(api, asPairing, { status: 404 });
    for (const who of ['officer', 'stranger'] as const)
      await refusedWithoutTrace(api, () => plan(who, 'no'), { status: [403, 404] });
    const at = `${dates}/1`;
    const move = (ifMatch: string | null) =>
      api.ask('asker', 'PATCH', at, {
        ...{ body: { startsAt: '16:00' }, key: null },
        headers: ifMatch === null ? {} : { 'If-Match': ifMatch },
      });
    const seen = first.headers.get('etag') ?? '';
    await refusedWithoutTrace(api, () => move(null), { status: 428 });
    expect((await move(seen)).json).toMatchObject({ startsAt: '16:00', heldOn: '2026-12-02', version: 2 });
    await refusedWithoutTrace(api, () => move(seen), { status: 412 });
    await refusedWithoutTrace(api, () => post('asker', `${dates}/2/call-off`, {}, seen), { status: 400 });
    const second = await plan('broker', 'another');
    const off = { outcome: 'cancelled', reason: 'Our hall floods.' };
    const called = await post('asker', `${dates}/2/call-off`, off, second.headers.get('etag'));
    expect(called.json).toMatchObject({ state: 'cancelled', reason: 'Our hall floods.' });
    const record = { heldOn: '2026-11-25', mode: 'remote', summary: 'We met early.', planned: 1 };
    const kept = await api.ask('helper', 'POST', `${one}/sessions`, { body: record });
    expect(kept.json.planned).toMatchObject([{ state: 'cancelled' }, { state: 'done' }]);
    expect((await api.ask('officer', 'GET', one)).json.planned).toHaveLength(2);
  });
});
