import { ApiHouse, EASTMARSH, ELSEWHERE, MARLOWE, SALTERN } from '../an-api-house.fixture.js';

describe('match runs and proposals as JSON', () => {
  let api: ApiHouse;
  let need: { id: string; reference: string };
  let run: { id: string; reference: string };
  beforeAll(async () => {
    api = await ApiHouse.open();
    await api.offer('helper', MARLOWE);
    await api.offer('sibling', SALTERN);
    need = await api.openNeed();
  });
  afterAll(async () => {
    await api.close();
  });

  it('R03: a run is asked for twenty times with one key, and begins once', async () => {
    const asked = { body: { needs: [need.reference] }, key: 'run-1' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.ask('broker', 'POST', '/api/v1/match-runs', asked)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    run = answers[0]?.json as typeof run;
    expect(answers[0]?.headers.get('location')).toBe(`/api/v1/match-runs/${run.reference}`);
    expect((await api.rows())['brokerage.match_run']).toBe(1);
  });

  it('says how far it is, and once complete what came of it and what proves it', async () => {
    const path = `/api/v1/match-runs/${run.reference}`;
    const before = await api.ask('broker', 'GET', path);
    expect(before.json).toMatchObject({
      state: 'queued',
      done: 0,
      total: 1,
      requestedBy: 'The broker',
      needs: [],
    });
    await api.finish(run.id);
    const after = await api.ask('broker', 'GET', path);
    expect(after.json).toMatchObject({
      state: 'complete',
      policyVersion: 1,
      snapshot: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      engine: `sha256:${'e'.repeat(64)}`,
      needs: [{ reference: need.reference, first: { urn: MARLOWE } }],
    });
    const list = await api.ask('broker', 'GET', '/api/v1/match-runs?limit=1');
    expect(list.json.items).toMatchObject([{ reference: run.reference, state: 'complete' }]);
    expect((await api.ask('broker', 'GET', `/api/v1/match-runs/${run.id.toUpperCase()}`)).status).toBe(200);
  });

  it('says who could help and who could not, with every part and reason', async () => {
    const { json } = await api.ask('broker', 'GET', `/api/v1/needs/${need.reference}/candidates`);
    expect(json.candidates[0]).toMatchObject({ urn: MARLOWE, place: 1 });
    const parts = json.candidates[0].parts as { points: number | null }[];
    expect(parts.reduce((sum, { points }) => sum + (points ?? 0), 0)).toBe(json.candidates[0].points);
    const refused = (json.refused as { urn: string; because: { code: string }[] }[]).find(
      ({ urn }) => urn === SALTERN,
    );
    expect(refused?.because[0]?.code).toBe('SAME_RESPONSIBLE_BODY');
  });

  it('says what would make the next first, and why any one school is not', async () => {
    const path = `/api/v1/needs/${need.reference}/candidates`;
    expect((await api.ask('broker', 'GET', path)).json).toMatchObject({ next: [], nobody: null });
    const why = await api.ask('broker', 'GET', `${path}/${SALTERN}`);
    expect(why.json).toMatchObject({
      ...{ urn: SALTERN, standing: 'refused', points: null, run: run.reference },
      because: [{ code: 'SAME_RESPONSIBLE_BODY' }],
    });
    for (const school of [ELSEWHERE, '99999', 'none'])
      expect((await api.ask('broker', 'GET', `${path}/${school}`)).status).toBe(404);
    for (const who of ['asker', 'helper', 'stranger', 'interestedBroker'] as const)
      expect((await api.ask(who, 'GET', `${path}/${SALTERN}`)).status).toBe(404);
  });

  it('shows heads, interested brokers and other areas nothing of it', async () => {
    for (const who of ['asker', 'helper', 'stranger'] as const) {
      expect((await api.ask(who, 'GET', `/api/v1/match-runs/${run.reference}`)).status).toBe(404);
      expect((await api.ask(who, 'GET', `/api/v1/needs/${need.reference}/candidates`)).status).toBe(404);
    }
    expect(
      (await api.ask('interestedBroker', 'GET', `/api/v1/needs/${need.reference}/candidates`)).status,
    ).toBe(404);
    const seen = await api.ask('interestedBroker', 'GET', `/api/v1/match-runs/${run.reference}`);
    expect(seen.json.needs).toEqual([]);
  });

  it.each([
    ['its own supporter', EASTMARSH, 'OWN_SCHOOL'],
    ['a school of the same trust', SALTERN, 'SAME_RESPONSIBLE_BODY'],
  ])('J16: refuses %s by the rule’s name', async (_what, supporter, code) => {
    const before = await api.rows();
    const body = { need: need.reference, supporter };
    const refused = await api.ask('broker', 'POST', '/api/v1/proposals', { body });
    expect([refused.status, refused.json.code]).toEqual([409, code]);
    expect(await api.rows()).toEqual(before);
  });

  it('knows no school outside the area, and no run that came before another', async () => {
    for (const supporter of [ELSEWHERE, '99999']) {
      const body = { need: need.reference, supporter };
      expect((await api.ask('broker', 'POST', '/api/v1/proposals', { body })).status).toBe(404);
    }
    const body = { need: need.reference, supporter: MARLOWE, run: 'R-0000' };
    const refused = await api.ask('broker', 'POST', '/api/v1/proposals', { body });
    expect([refused.status, refused.json.code]).toEqual([409, 'RUN_SUPERSEDED']);
  });

  it('R03: a proposal is made once, and sent again it is the same one', async () => {
    const body = { need: need.reference, supporter: MARLOWE, run: run.reference };
    const asked = { body, key: 'proposal-1' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.ask('broker', 'POST', '/api/v1/proposals', asked)),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ reference: 'P-2026-001' });
    expect((await api.rows())['brokerage.proposal']).toBe(1);
    const other = await api.ask('broker', 'POST', '/api/v1/proposals', { body });
    expect([other.status, other.json.code]).toEqual([409, 'ALREADY_PROPOSED']);
    const list = await api.ask('broker', 'GET', `/api/v1/proposals?need=${need.reference}`);
    expect(list.json.items).toMatchObject([{ reference: 'P-2026-001', urn: MARLOWE, state: 'proposed' }]);
  });

  it('a run that nobody waits for is cancelled, as often as that is asked', async () => {
    const { reference } = await api.openNeed();
    const made = await api.ask('broker', 'POST', '/api/v1/match-runs', { body: { needs: [reference] } });
    const path = `/api/v1/match-runs/${String(made.json.reference)}/cancel`;
    for (const turn of [1, 2]) {
      const { status, json } = await api.ask('broker', 'POST', path, { body: {} });
      expect([turn, status, json.state]).toEqual([turn, 200, 'cancelled']);
    }
  });
});
