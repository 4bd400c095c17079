import { ApiHouse, EASTMARSH, ELSEWHERE, MARLOWE, OLD_MARLOWE } from '../an-api-house.fixture.js';

describe('schools as JSON', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await ApiHouse.open();
  });
  afterAll(async () => {
    await api.close();
  });

  it('are listed by name, those of the area alone, and by nothing that could rank them (I-27)', async () => {
    const { status, json } = await api.ask('helper', 'GET', '/api/v1/schools?limit=100');
    expect(status).toBe(200);
    const urns = (json.items as { urn: string }[]).map(({ urn }) => urn);
    expect(urns).toEqual(expect.arrayContaining([EASTMARSH, MARLOWE, OLD_MARLOWE]));
    expect(urns).not.toContain(ELSEWHERE);
    expect(json.next).toBeNull();
    const names = (json.items as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(names.toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)));
    for (const order of ['sort=-attendance', 'order=points', 'sort=name'])
      expect(await api.ask('helper', 'GET', `/api/v1/schools?${order}`)).toMatchObject({ status: 400 });
  });

  it('are found by a part of their name, in which % and _ are letters (Q06)', async () => {
    const found = await api.ask('helper', 'GET', '/api/v1/schools?text=marsh');
    expect((found.json.items as { name: string }[]).map(({ name }) => name)).toEqual(['Eastmarsh Academy']);
    for (const text of ['%25', '_', "'%20OR%201=1--", '1;select%20pg_sleep(5)', '%5C%27', '$1'])
      expect((await api.ask('helper', 'GET', `/api/v1/schools?text=${text}`)).json).toMatchObject({
        items: [],
      });
  });

  it('one by one the whole register answers, and says which are not of the area', async () => {
    const here = await api.ask('asker', 'GET', `/api/v1/schools/${MARLOWE}`);
    expect(here.json).toMatchObject({ urn: MARLOWE, name: 'Marlowe School', status: 'open', inArea: true });
    const there = await api.ask('asker', 'GET', `/api/v1/schools/${ELSEWHERE}`);
    expect(there.json).toMatchObject({ urn: ELSEWHERE, inArea: false });
  });

  it.each(['999999', '99999', '1000000', '100001.0', '0100001', '%20100001', '..%2Fx', '%00', 'x'])(
    'J15: no school is %s',
    async (name) => {
      const { status, json } = await api.ask('asker', 'GET', `/api/v1/schools/${name}`);
      expect([status, json.code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it('answer nobody without a token that holds (T01)', async () => {
    const wrong = `trl_${'A'.repeat(43)}`;
    for (const header of [undefined, `Bearer ${wrong}`, 'Bearer x', `Basic ${wrong}`, `bearer ${wrong} x`]) {
      const headers: Record<string, string> = header === undefined ? {} : { Authorization: header };
      const refused = await api.ask(null, 'GET', '/api/v1/schools', { headers });
      expect([refused.status, refused.json.code]).toEqual([401, 'NOT_SIGNED_IN']);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
    }
    const address = await api.ask(
      null,
      'GET',
      `/api/v1/schools?access_token=${api.tokens.get('asker') ?? ''}`,
    );
    const cookie = { Cookie: `trellis=${api.tokens.get('asker') ?? ''}` };
    const asCookie = await api.ask(null, 'GET', '/api/v1/schools', { headers: cookie });
    expect([address.status, asCookie.status]).toEqual([401, 401]);
  });
});

describe('a person’s token', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await ApiHouse.open();
  });
  afterAll(async () => {
    await api.close();
  });

  it('does what its owner may do today, and no more once their post has ended', async () => {
    const ask = async (): Promise<number> => (await api.ask('broker', 'GET', '/api/v1/match-runs')).status;
    expect(await ask()).toBe(200);
    await api.beyond(
      `update identity.appointment set to_on = '2026-11-01' where person_id = '${api.personOf('broker')}'`,
    );
    expect(await ask()).toBe(404);
  });

  it('ends at the next request once it is revoked or its owner disabled', async () => {
    expect((await api.ask('helper', 'GET', '/api/v1/schools')).status).toBe(200);
    await api.beyond(
      `update identity.token set revoked_at = now() where person_id = '${api.personOf('helper')}'`,
    );
    expect((await api.ask('helper', 'GET', '/api/v1/schools')).status).toBe(401);
    await api.beyond(`update identity.person set state = 'disabled' where id = '${api.personOf('sibling')}'`);
    expect((await api.ask('sibling', 'GET', '/api/v1/schools')).status).toBe(401);
  });

  it('is asked for nothing by those who only look whether the process lives', async () => {
    expect((await api.ask(null, 'GET', '/health/live')).json).toEqual({ status: 'ok' });
    expect((await api.ask(null, 'GET', '/health/ready')).json).toMatchObject({ database: true });
    expect((await api.ask(null, 'GET', '/metrics')).text).toContain('trellis_outbox_oldest_unsent_seconds');
  });
});
