import { COMPARED_MEASURES } from '@app/schools';
import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';
import { AGENDA, agreedInPrinciple } from './a-pairing.fixture.js';

const NONE = { 'If-None-Match': '*' };
const [OBJECTIVE] = AGENDA.objectives;

describe('the agenda of a pairing as JSON', () => {
  let api: ApiHouse;
  let path: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    path = `/api/v1/pairings/${await agreedInPrinciple(api)}/agenda`;
  });
  afterAll(async () => {
    await api.close();
  });

  const get = (who: Persona): Promise<Answered> => api.ask(who, 'GET', path);
  const put = (who: Persona, body: unknown, headers: Record<string, string>): Promise<Answered> =>
    api.ask(who, 'PUT', path, { body, headers, key: null });
  const agree = (who: Persona, etag: string, key?: string): Promise<Answered> =>
    api.ask(who, 'POST', `${path}/agree`, {
      ...{ body: {}, headers: { 'If-Match': etag } },
      ...(key === undefined ? {} : { key }),
    });
  const etag = async (): Promise<string> => (await get('helper')).headers.get('etag') ?? '';

  it('is none until somebody writes it, who says that they saw none', async () => {
    expect((await get('helper')).status).toBe(404);
    await refusedWithoutTrace(api, () => put('helper', AGENDA, {}), { status: 428 });
    await refusedWithoutTrace(api, () => put('helper', AGENDA, { 'If-None-Match': '"x"' }), {
      ...{ status: 400, path: 'If-None-Match' },
    });
    const { json } = await api.ask('helper', 'GET', path.replace('/agenda', ''));
    const seen = `"agenda-${String(json.id)}-3"`;
    await refusedWithoutTrace(api, () => put('helper', AGENDA, { 'If-Match': seen }), { status: 412 });
    await refusedWithoutTrace(api, () => put('helper', AGENDA, { ...NONE, 'If-Match': seen }), {
      ...{ status: 400, path: 'If-None-Match' },
    });
    const made = await put('helper', AGENDA, NONE);
    expect([made.status, made.headers.get('etag')]).toEqual([201, `"agenda-${String(json.id)}-1"`]);
    expect(made.json).toMatchObject({
      ...{ ...AGENDA, objectives: [{ ...OBJECTIVE, measureId: null, figure: null }], state: 'draft' },
      ...{ pairingState: 'agenda_drafting', agreed: { supporter: null, school: null, broker: null } },
    });
    expect((await get('asker')).json).toEqual(made.json);
    await refusedWithoutTrace(api, () => put('asker', AGENDA, NONE), { status: 412 });
  });

  it('takes what it gave: a figure comes back as it was sent', async () => {
    const figure = { value: 24.1, symbol: null, of: 180, period: 'autumn 2026', source: 'Our register' };
    const plain = { ...AGENDA, objectives: [{ ...OBJECTIVE, measureId: COMPARED_MEASURES[0], figure }] };
    const kept = await put('broker', plain, { 'If-Match': await etag() });
    expect(kept.json.objectives).toEqual([{ ...OBJECTIVE, measureId: COMPARED_MEASURES[0], figure }]);
    const symbol = { ...figure, value: null, symbol: 'c', of: null };
    const other = await put(
      'broker',
      { ...AGENDA, objectives: [{ ...OBJECTIVE, figure: symbol }] },
      { 'If-Match': kept.headers.get('etag') ?? '' },
    );
    expect(other.json.objectives[0].figure).toEqual(symbol);
  });

  it.each([
    ['purpose', { purpose: 7 }],
    ['purpose', { purpose: ' ' }],
    ['cadenceDays', { cadenceDays: 61 }],
    ['cadenceDays', { cadenceDays: '10' }],
    ['objectives', { objectives: 'more reading' }],
    ['objectives', { objectives: [OBJECTIVE, OBJECTIVE, OBJECTIVE, OBJECTIVE] }],
    ['objectives.0', { objectives: ['more reading'] }],
    ['objectives.0.aim', { objectives: [] }],
    ['objectives.1.aim', { objectives: [OBJECTIVE, { ...OBJECTIVE, aim: null }] }],
    ['objectives.1.due', { objectives: [OBJECTIVE, { ...OBJECTIVE, due: '2026-11-25' }] }],
    ['objectives.0.points', { objectives: [{ ...OBJECTIVE, points: 1 }] }],
    ['objectives.0.measureId', { objectives: [{ ...OBJECTIVE, measureId: 'none.such' }] }],
    ['objectives.0.figure', { objectives: [{ ...OBJECTIVE, figure: 24 }] }],
    ['objectives.0.figure.period', { objectives: [{ ...OBJECTIVE, figure: { value: 1, source: 'Ours' } }] }],
    [
      'objectives.0.figure.of',
      { objectives: [{ ...OBJECTIVE, figure: { value: 1, of: 0, period: 'now', source: 'Ours' } }] },
    ],
    [
      'objectives.0.figure.value',
      {
        objectives: [{ ...OBJECTIVE, figure: { value: 1, symbol: 'c', period: 'now', source: 'Ours' } }],
      },
    ],
    ['state', { state: 'agreed' }],
  ])('J01, J06: %s is refused by its place', async (at, change) => {
    const headers = { 'If-Match': await etag() };
    await refusedWithoutTrace(api, () => put('helper', { ...AGENDA, ...change }, headers), {
      ...{ status: 400, path: at },
    });
  });

  it('is neither read nor written by who has no part in it, and an officer only reads', async () => {
    const headers = { 'If-Match': await etag() };
    for (const who of ['sibling', 'chair', 'interestedBroker', 'stranger'] as const) {
      expect([who, (await get(who)).status]).toEqual([who, 404]);
      await refusedWithoutTrace(api, () => put(who, AGENDA, headers), { status: 404 });
      await refusedWithoutTrace(api, () => agree(who, headers['If-Match']), { status: 404 });
    }
    expect((await get('officer')).status).toBe(200);
    await refusedWithoutTrace(api, () => put('officer', AGENDA, headers), { status: 404 });
  });

  it('is agreed by each side from the version that they read; a change is agreed anew; the third begins the work', async () => {
    const before = await etag();
    expect((await agree('helper', before)).json.agreed).toMatchObject({ supporter: expect.any(String) });
    await refusedWithoutTrace(api, () => agree('asker', before), { status: 412 });
    const changed = await put('asker', { ...AGENDA, cadenceDays: 5 }, { 'If-Match': await etag() });
    expect(changed.json.agreed).toEqual({ supporter: null, school: null, broker: null });
    for (const ifMatch of ['*', 'W/"agenda"'])
      await refusedWithoutTrace(api, () => agree('helper', ifMatch), { status: 400, path: 'If-Match' });
    for (const who of ['helper', 'asker'] as const) {
      const now = await etag();
      const answers = await Promise.all(Array.from({ length: 6 }, () => agree(who, now, `agree-${who}`)));
      expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
      expect(answers[0]?.json).toMatchObject({ state: 'draft', pairingState: 'agenda_drafting' });
    }
    const whole = await agree('broker', await etag());
    expect(whole.json).toMatchObject({ state: 'agreed', pairingState: 'active' });
    const stands = await refusedWithoutTrace(
      api,
      async () => put('helper', AGENDA, { 'If-Match': whole.headers.get('etag') ?? '' }),
      { status: 409 },
    );
    expect(stands.json.code).toBe('AGENDA_STANDS');
  });
});
