import { RegisterEvaluation } from '@app/impact';
import { NORTH } from '../../../../test/factories/an-area.js';
import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { activePairing } from '../pairings/a-pairing.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

const VALUE = { value: 22.4, of: 180, period: 'spring 2027', source: 'Our register' };
const LIST = '/api/v1/sign-offs';
/** Neither who took part in it, nor who may never sign off. */
const OTHERS: readonly Persona[] = [
  ...(['asker', 'helper', 'sibling', 'broker', 'interestedBroker', 'officer', 'stranger'] as const),
];

describe('signing off what pairings changed, as JSON', () => {
  let api: ApiHouse;
  let pairing: string;
  let waits: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    await api.alsoWith('adviser');
    await api.alsoWith('deputy');
    pairing = await activePairing(api);
    waits = `${LIST}/${pairing}`;
    const seen = await api.ask('broker', 'GET', `/api/v1/pairings/${pairing}`);
    await api.get(RegisterEvaluation).execute(NORTH, (seen.json as { id: string }).id);
    await api.beyond(`update profiles.need set adviser_person_id = '${api.personOf('adviser')}'`);
    await api.ask('broker', 'POST', `/api/v1/pairings/${pairing}/close`, {
      body: { outcome: 'met', summary: 'Every tutor uses it.' },
      headers: { 'If-Match': seen.headers.get('etag') ?? '' },
    });
  });
  afterAll(async () => {
    await api.close();
  });

  const say = (who: Persona): Promise<Answered> =>
    api.ask(who, 'PUT', `/api/v1/pairings/${pairing}/what-changed`, {
      ...{ body: { pupils: 'More come on Mondays.' }, headers: { 'If-None-Match': '*' }, key: null },
    });
  const record = async (): Promise<Answered> => {
    const all = `/api/v1/pairings/${pairing}/evaluations`;
    const { items } = (await api.ask('asker', 'GET', all)).json as { items: { id: string }[] };
    return api.ask('asker', 'POST', `${all}/${items[0]?.id ?? ''}/values`, { body: VALUE });
  };
  const etagFor = async (who: Persona): Promise<string> =>
    (await api.ask(who, 'GET', waits)).headers.get('etag') ?? '';
  const answer = (who: Persona, body: unknown, etag: string | null, key?: string): Promise<Answered> =>
    api.ask(who, 'POST', `${waits}/answer`, {
      ...{ body, headers: etag === null ? {} : { 'If-Match': etag } },
      ...(key === undefined ? {} : { key }),
    });
  const listed = async (query = '', who: Persona = 'officer'): Promise<{ state: string }[]> =>
    (await api.ask(who, 'GET', `/api/v1/evaluations${query}`)).json.items as { state: string }[];

  it('waits for nobody before both heads have spoken', async () => {
    await say('asker');
    for (const who of ['adviser', 'chair'] as const) {
      expect([who, (await api.ask(who, 'GET', LIST)).json.items]).toEqual([who, []]);
      expect([who, (await api.ask(who, 'GET', waits)).status]).toEqual([who, 404]);
    }
    await say('helper');
    await record();
  });

  it('is read, both heads’ words and the figures, by the adviser who has it in hand and by the chair', async () => {
    for (const who of ['adviser', 'chair'] as const) {
      const list = await api.ask(who, 'GET', LIST);
      expect([who, list.json.items]).toMatchObject([
        who,
        [{ pairing, asker: 'Eastmarsh Academy', supporter: 'Marlowe School', first: null }],
      ]);
      const one = await api.ask(who, 'GET', waits);
      expect([who, one.json]).toMatchObject([
        who,
        {
          ...{ pairing, first: null, needsSecond: who === 'chair' },
          said: [{ side: 'school' }, { side: 'supporter' }],
          evaluations: [{ later: [{ period: VALUE.period }] }],
        },
      ]);
      expect(one.text).not.toContain('"verdict"');
    }
    const receipts = await api.house.asSuperuser(`select 1 from audit.entry where act = 'case.brief'`);
    expect(receipts.length).toBeGreaterThanOrEqual(2);
  });

  it('is nobody else’s to read or to answer', async () => {
    const etag = await etagFor('adviser');
    for (const who of OTHERS) {
      for (const path of [LIST, waits])
        expect([who, [403, 404].includes((await api.ask(who, 'GET', path)).status)]).toEqual([who, true]);
      await refusedWithoutTrace(api, () => answer(who, { answer: 'sign' }, etag), { status: [403, 404] });
    }
    for (const odd of ['x', '%00', 'SP-2026-999'])
      expect((await api.ask('adviser', 'GET', `${LIST}/${odd}`)).status).toBe(404);
  });

  it('is answered from what was read, with words where they are needed', async () => {
    const etag = await etagFor('adviser');
    for (const [ifMatch, status] of [
      [null, 428],
      ['*', 400],
      [etag.replace(/-\d+"$/, '-99"'), 412],
      [etag.replace('sign-off-', 'visit-'), 412],
      [etag.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '7d1f6a52-3c55-4c2b-9a51-0f4a2b1c9e77'), 412],
    ] as const)
      await refusedWithoutTrace(api, () => answer('adviser', { answer: 'sign' }, ifMatch), { status });
    for (const [path, body] of [
      ['answer', { answer: 'publish' }],
      ['words', { answer: 'sign', words: 'But …' }],
      ['words', { answer: 'sign_noting' }],
      ['words', { answer: 'send_back', words: ' ' }],
      ['verdict', { answer: 'sign', verdict: 'gain' }],
    ] as const)
      await refusedWithoutTrace(api, () => answer('adviser', body, etag), { status: 400, path });
  });

  it('is sent back once, and read anew after a head’s next figure', async () => {
    const [etag, back] = [await etagFor('adviser'), { answer: 'send_back', words: 'Which register is it?' }];
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => answer('adviser', back, etag, 'sent-back')),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect([answers[0]?.status, answers[0]?.json]).toEqual([200, { pairing, state: 'sent_back' }]);
    expect((await answer('adviser', { ...back, words: 'Another.' }, etag, 'sent-back')).status).toBe(422);
    const late = await refusedWithoutTrace(api, () => answer('adviser', back, etag), { status: 409 });
    expect(late.json.code).toBe('NOTHING_TO_SIGN_OFF');
    await record();
    await refusedWithoutTrace(api, () => answer('adviser', back, etag), { status: 412 });
  });

  it('by the chair, noting what is seen differently, waits for a second person', async () => {
    const noting = { answer: 'sign_noting', words: 'One class alone.' };
    const first = await answer('chair', noting, await etagFor('chair'));
    expect(first.json).toEqual({ pairing, state: 'waits_for_second' });
    expect((await api.ask('chair', 'GET', waits)).status).toBe(404);
    const brief = await api.ask('deputy', 'GET', waits);
    expect(brief.json.first).toMatchObject({ by: 'The chair', words: noting.words });
    const second = await answer('deputy', { answer: 'sign' }, brief.headers.get('etag'));
    expect(second.json).toEqual({ pairing, state: 'signed' });
    expect((await api.ask('deputy', 'GET', LIST)).json.items).toEqual([]);
  });

  it('leaves the evaluations of all pairings to be listed by state and theme, as far as each may read', async () => {
    const all = await listed();
    expect(all).toMatchObject([{ pairing, theme: 'att.persistent', objective: 1 }]);
    const state = all[0]?.state ?? '';
    for (const query of [`?state=${state}`, '?theme=att', '?theme=att.persistent&limit=1'])
      expect([query, await listed(query)]).toEqual([query, all]);
    const others = state === 'estimated' ? 'registered' : 'estimated';
    for (const query of [`?state=${others}`, '?theme=at', '?theme=send'])
      expect([query, await listed(query)]).toEqual([query, []]);
    for (const who of ['asker', 'helper', 'broker', 'adviser'] as const)
      expect([who, await listed('', who)]).toEqual([who, all]);
    for (const who of ['sibling', 'chair', 'interestedBroker', 'stranger'] as const)
      expect([who, await listed('', who)]).toEqual([who, []]);
    for (const [path, query] of [
      ['state', '?state=done'],
      ['verdict', '?verdict=gain'],
      ['theme', '?theme=a&theme=b'],
    ] as const)
      await refusedWithoutTrace(api, () => api.ask('officer', 'GET', `/api/v1/evaluations${query}`), {
        ...{ status: 400, path },
      });
  });
});
