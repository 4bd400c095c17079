import { ApiHouse, MARLOWE, type Answered, type Persona } from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

describe('from a proposal to an agreement, as JSON', () => {
  let api: ApiHouse;
  let need: { id: string; reference: string };
  const PROPOSAL = '/api/v1/proposals/P-2026-001';
  const REQUEST = '/api/v1/requests/Q-2026-001';
  const OFFER = '/api/v1/offers/O-2026-001';
  const DECISION = '/api/v1/decisions/D-2026-001';

  const get = (who: Persona, path: string): Promise<Answered> => api.ask(who, 'GET', path);
  const post = (
    who: Persona,
    path: string,
    body: unknown,
    etag: string | null,
    key?: string,
  ): Promise<Answered> => {
    const headers: Record<string, string> = etag === null ? {} : { 'If-Match': etag };
    return api.ask(who, 'POST', path, { body, headers, ...(key === undefined ? {} : { key }) });
  };
  const etagOf = async (who: Persona, path: string): Promise<string> =>
    (await get(who, path)).headers.get('etag') ?? '';

  beforeAll(async () => {
    api = await ApiHouse.open();
    await api.offer('helper', MARLOWE);
    need = await api.openNeed();
    const run = await api.ask('broker', 'POST', '/api/v1/match-runs', { body: { needs: [need.reference] } });
    await api.finish((run.json as { id: string }).id);
    const body = { need: need.reference, supporter: MARLOWE };
    const made = await api.ask('broker', 'POST', '/api/v1/proposals', { body });
    if (made.status !== 201) throw new Error(made.text);
    // Any school at all is then beyond what a broker decides alone.
    await api.beyond(
      `update schools.area_setting set body = body || '{"overridePlace": 0}' where kind = 'thresholds'`,
    );
  });
  afterAll(async () => {
    await api.close();
  });

  it('gives a proposal whole to its broker, to an officer who says why, and to no head or other area', async () => {
    const { status, json, headers } = await get('broker', PROPOSAL);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe(`"proposal-${String(json.id)}-1"`);
    expect(json).toMatchObject({
      ...{ reference: 'P-2026-001', need: need.reference, state: 'proposed', place: 1, request: null },
      ...{ asker: { name: 'Eastmarsh Academy' }, supporter: { urn: MARLOWE }, decisions: [] },
    });
    expect(Object.keys(json as object)).not.toEqual(expect.arrayContaining(['needId']));
    for (const who of ['asker', 'helper', 'sibling', 'stranger', 'interestedBroker'] as const)
      expect([who, (await get(who, PROPOSAL)).status]).toEqual([who, 404]);
    expect((await get('officer', PROPOSAL)).json).toMatchObject({ code: 'REASON_REQUIRED' });
    const why = { headers: { 'X-Reason': encodeURIComponent('The governors asked how it was chosen.') } };
    expect((await api.ask('officer', 'GET', PROPOSAL, why)).status).toBe(200);
    for (const odd of ['P-2026-999', 'P-2026-001%00', "P'--", 'p-2026-001'])
      expect((await get('broker', `/api/v1/proposals/${odd}`)).status).toBe(404);
  });

  it('sounds the supporter out once, however often it is sent, and never on an old version', async () => {
    const path = `${PROPOSAL}/sound-out`;
    const etag = await etagOf('broker', PROPOSAL);
    await refusedWithoutTrace(api, () => post('broker', path, {}, null), { status: 428 });
    await refusedWithoutTrace(api, () => post('broker', path, {}, '*'), { status: 400, path: 'If-Match' });
    await refusedWithoutTrace(api, () => post('broker', path, {}, etag.replace('-1"', '-7"')), {
      status: 412,
    });
    await refusedWithoutTrace(api, () => post('broker', path, { urgent: true }, etag), {
      ...{ status: 400, path: 'urgent' },
    });
    for (const who of ['asker', 'helper', 'stranger'] as const)
      await refusedWithoutTrace(api, () => post(who, path, {}, etag), { status: 404 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('broker', path, {}, etag, 'sound')),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ state: 'sounding_out', request: { reference: 'Q-2026-001' } });
    expect((await post('broker', path, {}, etag)).status).toBe(412);
    expect((await get('broker', path)).status).toBe(405);
  });

  it('tells the supporter everything it needs for an answer, and no word of who asks (I-35)', async () => {
    const list = await get('helper', '/api/v1/requests');
    expect(list.json).toEqual({
      items: [
        {
          ...{ reference: 'Q-2026-001', theme: 'att.persistent', state: 'sounding_out' },
          ...{ dueOn: '2026-12-02', since: expect.any(String) as string },
        },
      ],
      next: null,
    });
    const one = await get('helper', REQUEST);
    expect(one.headers.get('etag')).toBe(`"request-${String(one.json.id)}-1"`);
    expect(one.json).toMatchObject({ urn: MARLOWE, asker: null, told: { theme: 'att.persistent' } });
    expect(list.text + one.text).not.toMatch(/Eastmarsh|990005|N-2026|P-2026/);
    for (const who of ['asker', 'sibling', 'broker', 'officer', 'stranger'] as const) {
      expect([who, (await get(who, REQUEST)).status]).toEqual([who, 404]);
      const waiting = await get(who, '/api/v1/requests');
      if (waiting.status === 200) expect([who, waiting.json.items]).toEqual([who, []]);
    }
  });

  it('takes the supporter’s answer once, and answers with the request as it then stands', async () => {
    const path = `${REQUEST}/answer`;
    const etag = await etagOf('helper', REQUEST);
    const yes = { answer: 'yes' };
    await refusedWithoutTrace(api, () => post('helper', path, { answer: 'perhaps' }, etag), {
      ...{ status: 400, path: 'answer' },
    });
    await refusedWithoutTrace(api, () => post('helper', path, { ...yes, halfDays: [4] }, etag), {
      ...{ status: 400, path: 'halfDays' },
    });
    await refusedWithoutTrace(api, () => post('helper', path, { answer: 'fewer_days' }, etag), {
      ...{ status: 400, path: 'halfDays' },
    });
    await refusedWithoutTrace(api, () => post('helper', path, yes, etag.replace('-1"', '-2"')), {
      status: 412,
    });
    for (const who of ['asker', 'sibling', 'broker', 'stranger'] as const)
      await refusedWithoutTrace(api, () => post(who, path, yes, etag), { status: 404 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('helper', path, yes, etag, 'reply')),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ state: 'supporter_accepted', answer: 'yes', asker: null });
    expect((await post('helper', path, { answer: 'not_this_term' }, etag, 'reply')).status).toBe(422);
    expect((await post('helper', path, yes, etag)).json).toMatchObject({ code: 'REQUEST_CLOSED' });
  });

  it('shows the asking school who offers and why, without points (I-37), and takes its answer', async () => {
    const list = await get('asker', '/api/v1/offers');
    expect(list.json.items).toMatchObject([{ reference: 'O-2026-001', dueOn: '2026-12-09' }]);
    const one = await get('asker', OFFER);
    expect(one.json).toMatchObject({ need: need.reference, supporter: { urn: MARLOWE }, answer: null });
    expect(list.text + one.text).not.toMatch(/P-2026|points|"place"/);
    const path = `${OFFER}/answer`;
    const etag = one.headers.get('etag');
    for (const who of ['helper', 'sibling', 'broker', 'stranger'] as const) {
      expect([who, (await get(who, OFFER)).status]).toEqual([who, 404]);
      await refusedWithoutTrace(api, () => post(who, path, { answer: 'accept' }, etag), { status: 404 });
    }
    await refusedWithoutTrace(api, () => post('asker', path, { answer: 'accept' }, null), { status: 428 });
    const met = await post('asker', path, { answer: 'meet', note: 'We would like to talk first.' }, etag);
    expect([met.status, met.json.state]).toEqual([200, 'supporter_accepted']);
    expect((await get('helper', REQUEST)).json).toMatchObject({ asker: { name: 'Eastmarsh Academy' } });
    expect((await get('helper', REQUEST)).text).not.toContain('talk first');
    expect((await post('asker', path, { answer: 'accept' }, etag)).status).toBe(412);
    const accepted = await post('asker', path, { answer: 'accept' }, met.headers.get('etag'));
    expect(accepted.json).toMatchObject({ state: 'school_accepted', answer: 'accepted' });
  });

  it('keeps a broker’s decision once, and lets it wait for the chair beyond the area’s limit', async () => {
    const path = `${PROPOSAL}/decision`;
    const etag = await etagOf('broker', PROPOSAL);
    const agreed = { outcome: 'agreed', kind: 'coaching', reason: 'Both schools want it.' };
    await refusedWithoutTrace(api, () => post('broker', path, { outcome: 'maybe' }, etag), {
      ...{ status: 400, path: 'outcome' },
    });
    await refusedWithoutTrace(api, () => post('broker', path, { ...agreed, kind: 'light' }, etag), {
      ...{ status: 400, path: 'kind' },
    });
    await refusedWithoutTrace(api, () => post('broker', path, agreed, etag.replace(/-[0-9]+"$/, '-1"')), {
      status: 412,
    });
    for (const who of ['asker', 'helper', 'stranger'] as const)
      await refusedWithoutTrace(api, () => post(who, path, agreed, etag), { status: 404 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('broker', path, agreed, etag, 'decide')),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toEqual({ reference: 'D-2026-001', waits: true, pairing: null });
  });

  it('shows the chair the brief while it waits, takes one answer, and closes the brief with it (I-5) (V03)', async () => {
    const waiting = await get('chair', '/api/v1/decisions');
    expect(waiting.json.items).toMatchObject([{ reference: 'D-2026-001', by: 'The broker' }]);
    const brief = await get('chair', DECISION);
    expect(brief.json).toMatchObject({
      proposal: 'P-2026-001',
      decision: { reason: 'Both schools want it.' },
    });
    const [path, etag] = [`${DECISION}/approve`, brief.headers.get('etag')];
    const yes = { approved: true };
    for (const who of ['broker', 'asker', 'stranger'] as const)
      expect([403, 404]).toContain((await post(who, path, yes, etag)).status);
    await refusedWithoutTrace(api, () => post('chair', path, { approved: 'yes' }, etag), {
      ...{ status: 400, path: 'approved' },
    });
    await refusedWithoutTrace(api, () => post('chair', path, { approved: false }, etag), {
      ...{ status: 400, path: 'reason' },
    });
    await refusedWithoutTrace(api, () => post('chair', path, yes, null), { status: 428 });
    await refusedWithoutTrace(api, () => post('chair', path, yes, etag?.replace('-1"', '-2"') ?? ''), {
      status: 412,
    });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('chair', path, yes, etag, 'approve')),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toEqual({
      ...{ reference: 'D-2026-001', approved: true, pairing: expect.stringMatching(/^SP-2026-/) as string },
    });
    expect((await get('chair', DECISION)).status).toBe(404);
    expect((await post('chair', path, yes, etag)).json).toMatchObject({ code: 'NOTHING_WAITS' });
    expect((await get('broker', PROPOSAL)).json).toMatchObject({ state: 'decided' });
  });

  it('gives the work that begins to both schools and its broker, without the proposal it came from', async () => {
    const path = '/api/v1/pairings/SP-2026-001';
    for (const who of ['asker', 'helper', 'broker'] as const) {
      const one = await get(who, path);
      expect([who, one.status]).toEqual([who, 200]);
      expect(one.headers.get('etag')).toBe(`"pairing-${String(one.json.id)}-${String(one.json.version)}"`);
      expect(one.json).toMatchObject({
        ...{ reference: 'SP-2026-001', need: need.reference, state: 'agreed_in_principle', kind: 'coaching' },
        ...{ asker: { name: 'Eastmarsh Academy' }, supporter: { urn: MARLOWE }, agenda: null, visits: [] },
      });
      const list = await get(who, `/api/v1/pairings?school=${MARLOWE}`);
      expect(list.json.items).toMatchObject([{ reference: 'SP-2026-001', theme: 'att.persistent' }]);
      expect(one.text + list.text).not.toContain('"P-2026-001"');
    }
    for (const who of ['sibling', 'stranger', 'interestedBroker', 'chair'] as const)
      expect([who, (await get(who, path)).status]).toEqual([who, 404]);
    // An area without settings has no work yet: its list is empty, and no fault.
    for (const who of ['sibling', 'interestedBroker', 'stranger'] as const)
      expect([who, (await get(who, '/api/v1/pairings')).json.items]).toEqual([who, []]);
    expect((await get('asker', '/api/v1/pairings?over=perhaps')).status).toBe(400);
    expect((await get('broker', '/api/v1/pairings/SP-2026-001%00')).status).toBe(404);
  });
});
