import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';
import { activePairing, AGENDA, agreedInPrinciple } from './a-pairing.fixture.js';

const CHANGE = { ...AGENDA, exitRule: 'At Whitsun.', reason: 'The new tutors need longer.' };

describe('a change of what was agreed as JSON', () => {
  let api: ApiHouse;
  let pairing: string;
  let path: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    pairing = await agreedInPrinciple(api);
    path = `/api/v1/pairings/${pairing}/agenda`;
  });
  afterAll(async () => {
    await api.close();
  });

  const get = (who: Persona, what = '/change'): Promise<Answered> => api.ask(who, 'GET', path + what);
  const put = (who: Persona, body: unknown, etag?: string): Promise<Answered> =>
    api.ask(who, 'PUT', `${path}/change`, {
      ...{ body, key: null, headers: etag === undefined ? {} : { 'If-Match': etag } },
    });
  const post = (who: Persona, does: string, etag: string, body: unknown = {}, key?: string) =>
    api.ask(who, 'POST', `${path}/change/${does}`, {
      ...{ body, headers: { 'If-Match': etag } },
      ...(key === undefined ? {} : { key }),
    });
  const etag = async (what = '/change'): Promise<string> =>
    (await get('asker', what)).headers.get('etag') ?? '';

  it('is refused before work has begun', async () => {
    const { id } = (await api.ask('helper', 'GET', path.replace('/agenda', ''))).json;
    const early = () => put('helper', CHANGE, `"agenda-${String(id)}-1"`);
    expect((await refusedWithoutTrace(api, early, { status: 409 })).json.code).toBe('NOT_AT_WORK');
  });

  it('is proposed from the version of the agenda in force, which stays in force; 201, and 200 written anew', async () => {
    await activePairing(api, pairing);
    expect((await get('asker')).status).toBe(404);
    const inForce = await etag('');
    await refusedWithoutTrace(api, () => put('helper', CHANGE), { status: 428 });
    await refusedWithoutTrace(api, () => put('helper', CHANGE, inForce.replace(/\d+"$/, '1"')), {
      status: 412,
    });
    await refusedWithoutTrace(api, () => put('helper', { ...CHANGE, reason: ' ' }, inForce), {
      ...{ status: 400, path: 'reason' },
    });
    await refusedWithoutTrace(api, () => put('helper', { ...CHANGE, state: 'agreed' }, inForce), {
      ...{ status: 400, path: 'state' },
    });
    const same = () => put('helper', { ...AGENDA, reason: 'None.' }, inForce);
    expect((await refusedWithoutTrace(api, same, { status: 409 })).json.code).toBe('NOTHING_CHANGED');
    const made = await put('helper', CHANGE, inForce);
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      ...{ number: 2, state: 'draft', exitRule: 'At Whitsun.', reason: CHANGE.reason, inForceFrom: null },
      ...{ pairingState: 'active', agreed: { supporter: null, school: null, broker: null }, ended: null },
    });
    expect((await get('asker')).json).toEqual(made.json);
    expect((await get('asker', '')).json).toMatchObject({ number: 1, state: 'agreed', earlier: [] });
    const other = () => put('asker', { ...CHANGE, cadenceDays: 5 }, made.headers.get('etag') ?? '');
    expect((await refusedWithoutTrace(api, other, { status: 409 })).json.code).toBe('CHANGE_WAITS');
    expect((await put('helper', { ...CHANGE, cadenceDays: 5 }, made.headers.get('etag') ?? '')).status).toBe(
      200,
    );
  });

  it('is nobody’s to read, write or answer who has no part in it', async () => {
    const seen = await etag();
    for (const who of ['sibling', 'interestedBroker', 'stranger'] as const) {
      expect([who, (await get(who)).status]).toEqual([who, 404]);
      await refusedWithoutTrace(api, () => put(who, CHANGE, seen), { status: 404 });
      for (const does of ['agree', 'take-back'])
        await refusedWithoutTrace(api, () => post(who, does, seen), { status: 404 });
      await refusedWithoutTrace(api, () => post(who, 'decline', seen, { words: 'No.' }), { status: 404 });
    }
    expect((await get('officer')).status).toBe(200);
    await refusedWithoutTrace(api, () => post('officer', 'agree', seen), { status: 404 });
  });

  it('is declined with a word, or taken back by its proposer; what was agreed goes on', async () => {
    const seen = await etag();
    await refusedWithoutTrace(api, () => post('asker', 'decline', seen, {}), { status: 400, path: 'words' });
    await refusedWithoutTrace(api, () => post('asker', 'take-back', seen), { status: 403 });
    const declined = await post('asker', 'decline', seen, { words: 'Let us finish first.' });
    expect(declined.json).toMatchObject({
      ...{ state: 'closed', ended: { how: 'declined', words: 'Let us finish first.' } },
    });
    expect((await get('asker')).status).toBe(404);
    await put('broker', CHANGE, await etag(''));
    const back = await post('broker', 'take-back', await etag());
    expect(back.json).toMatchObject({ state: 'closed', ended: { how: 'taken_back', words: null } });
  });

  it('is agreed by each side from the version that they read, one after the other; a repeat has one effect; the third puts it in force', async () => {
    await put('asker', CHANGE, await etag(''));
    const first = await etag();
    const race = await Promise.all((['helper', 'asker'] as const).map((who) => post(who, 'agree', first)));
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412]);
    const late = race[0]?.status === 412 ? 'helper' : 'asker';
    await post(late, 'agree', await etag());
    const now = await etag();
    const twice = await Promise.all([1, 2, 3].map(() => post('broker', 'agree', now, {}, 'broker-agrees')));
    expect(new Set(twice.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(twice[0]?.json).toMatchObject({ number: 2, state: 'agreed', inForceFrom: expect.any(String) });
    const { json } = await get('asker', '');
    expect(json).toMatchObject({ number: 2, state: 'agreed', exitRule: 'At Whitsun.' });
    expect(json.earlier).toMatchObject([
      { number: 1, ended: { how: 'replaced' } },
      { number: 2, ended: { how: 'declined' } },
      { number: 2, ended: { how: 'taken_back' } },
    ]);
    await refusedWithoutTrace(api, () => post('broker', 'agree', now), { status: 409 });
  });
});
