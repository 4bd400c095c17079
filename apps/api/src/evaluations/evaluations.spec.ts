import { RegisterEvaluation } from '@app/impact';
import { NORTH } from '../../../../test/factories/an-area.js';
import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { activePairing } from '../pairings/a-pairing.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

const OUTSIDE: readonly Persona[] = ['sibling', 'chair', 'interestedBroker', 'stranger'];
const VALUE = { value: 22.4, of: 180, period: 'spring 2027', source: 'Our register' };

describe('what a pairing changed, as JSON', () => {
  let api: ApiHouse;
  let pairing: string;
  let one: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    pairing = `/api/v1/pairings/${await activePairing(api)}`;
    const { id } = (await api.ask('broker', 'GET', pairing)).json as { id: string };
    // What the worker does once an agenda is agreed.
    await api.get(RegisterEvaluation).execute(NORTH, id);
  });
  afterAll(async () => {
    await api.close();
  });

  const record = (who: Persona, body: unknown, key?: string): Promise<Answered> =>
    api.ask(who, 'POST', `${one}/values`, { body, ...(key === undefined ? {} : { key }) });
  const words = `/what-changed`;
  const say = (who: Persona, body: unknown, headers: Record<string, string>): Promise<Answered> =>
    api.ask(who, 'PUT', `${pairing}${words}`, { body, headers, key: null });

  it('gives what was fixed with the agenda to both schools, its broker and officers, without a verdict', async () => {
    for (const who of ['asker', 'helper', 'broker', 'officer'] as const) {
      const list = await api.ask(who, 'GET', `${pairing}/evaluations`);
      expect([who, list.json.items]).toMatchObject([
        who,
        [
          {
            pairing: pairing.split('/').at(-1),
            objective: 1,
            measure: 'Persistent absence, year 10',
            later: [],
          },
        ],
      ]);
      expect(list.text).not.toContain('"verdict"');
      one = `${pairing}/evaluations/${String(list.json.items[0].id)}`;
      expect((await api.ask(who, 'GET', one)).json).toEqual(list.json.items[0]);
    }
    for (const who of OUTSIDE)
      for (const path of [one, `${pairing}/evaluations`, `${pairing}${words}`])
        expect([who, (await api.ask(who, 'GET', path)).status]).toEqual([who, 404]);
    for (const odd of ['x', '%00', '7d1f6a52-3c55-4c2b-9a51-0f4a2b1c9e77'])
      expect((await api.ask('asker', 'GET', `${pairing}/evaluations/${odd}`)).status).toBe(404);
  });

  it('takes a later figure once, beside what was fixed', async () => {
    for (const who of OUTSIDE)
      await refusedWithoutTrace(api, () => record(who, VALUE), { status: [403, 404] });
    for (const [path, change] of [
      ['value', { value: null }],
      ['value', { value: '22.4' }],
      ['value', { symbol: 'c' }],
      ['of', { of: 0 }],
      ['period', { period: ' ' }],
      ['source', { source: undefined }],
      ['verdict', { verdict: 'gain' }],
    ] as const)
      await refusedWithoutTrace(api, () => record('asker', { ...VALUE, ...change }), { status: 400, path });
    const answers = await Promise.all(Array.from({ length: 6 }, () => record('asker', VALUE, 'later')));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect([answers[0]?.status, answers[0]?.json.later]).toMatchObject([
      201,
      [{ period: VALUE.period, source: VALUE.source, by: 'The asker' }],
    ]);
  });

  it('takes each head’s own words once the work is closed, from the version that they saw', async () => {
    const body = { pupils: 'Fewer miss a day.', people: null };
    const none = { 'If-None-Match': '*' };
    const early = await refusedWithoutTrace(api, () => say('asker', body, none), { status: 409 });
    expect(early.json.code).toBe('NOT_CLOSED');
    const etag = (await api.ask('broker', 'GET', pairing)).headers.get('etag') ?? '';
    await api.ask('broker', 'POST', `${pairing}/close`, {
      ...{ body: { outcome: 'met', summary: 'Done.' }, headers: { 'If-Match': etag } },
    });
    await refusedWithoutTrace(api, () => say('asker', body, {}), { status: 428 });
    await refusedWithoutTrace(api, () => say('asker', { pupils: 7 }, none), { status: 400, path: 'pupils' });
    await refusedWithoutTrace(api, () => say('asker', { points: 'x' }, none), {
      status: 400,
      path: 'points',
    });
    for (const who of OUTSIDE)
      await refusedWithoutTrace(api, () => say(who, body, none), { status: [403, 404] });
    await refusedWithoutTrace(api, () => say('broker', body, none), { status: [403, 404] });
    const said = await say('asker', body, none);
    expect(said.json.items).toMatchObject([{ side: 'school', version: 1, words: { pupils: body.pupils } }]);
    const seen = said.json.items[0].etag as string;
    await refusedWithoutTrace(api, () => say('asker', body, none), { status: 412 });
    await refusedWithoutTrace(api, () => say('helper', body, { 'If-Match': seen }), { status: 412 });
    const more = await say('asker', { pupils: 'Fewer miss two days.' }, { 'If-Match': seen });
    expect(more.json.items).toMatchObject([{ version: 2, words: { pupils: 'Fewer miss two days.' } }]);
    await refusedWithoutTrace(api, () => say('asker', body, { 'If-Match': seen }), { status: 412 });
    expect((await say('helper', { partnership: 'Tutors ring each other.' }, none)).json.items).toHaveLength(
      2,
    );
  });
});
