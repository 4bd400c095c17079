import { NORTH } from '../../../../test/factories/an-area.js';
import { SubmitDeclaration } from '@app/profiles';
import { ApiHouse, EASTMARSH, MARLOWE } from '../an-api-house.fixture.js';

describe('declarations as JSON', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await ApiHouse.open();
    const theme = { theme: 'att.persistent', depth: 'can_work_alongside', howWeKnow: 'Our own figures' };
    await api.get(SubmitDeclaration).execute(await api.actorOf('helper'), NORTH, {
      ...{ urn: MARLOWE, year: '2026/27', version: null, appetite: 'actively_offering', strengths: [theme] },
      needs: [{ theme: 'att.strategy', urgency: 'this_year', reason: 'Nobody but us reads this.' }],
    });
  });
  afterAll(async () => {
    await api.close();
  });

  it('tell the area what a school is strong in, and nothing of what it needs', async () => {
    const { status, json, text } = await api.ask('asker', 'GET', `/api/v1/declarations?school=${MARLOWE}`);
    expect(status).toBe(200);
    expect(json.items).toMatchObject([
      { urn: MARLOWE, year: '2026/27', strengths: [{ theme: 'att.persistent' }] },
    ]);
    expect(text).not.toMatch(/att[.]strategy|Nobody but us|appetite/);
  });

  it('of another area are none', async () => {
    expect((await api.ask('stranger', 'GET', '/api/v1/declarations')).json).toEqual({
      items: [],
      next: null,
    });
  });

  it('are confirmed by who looks after the school, from the version that they read, and by nobody else', async () => {
    const needs = [{ theme: 'att.strategy', urgency: 'this_year' }];
    await api.get(SubmitDeclaration).execute(await api.actorOf('asker'), NORTH, {
      ...{ urn: EASTMARSH, year: '2026/27', version: null, appetite: 'open_to_approach', needs },
    });
    await api.raise();
    const path = `/api/v1/declarations/${EASTMARSH}/2026-27`;
    const read = await api.ask('broker', 'GET', path);
    expect([read.status, read.json.state, read.json.check]).toEqual([200, 'submitted', null]);
    const headers = { 'If-Match': read.headers.get('etag') ?? '' };
    const check = (who: 'broker' | 'asker', body: object) =>
      api.ask(who, 'POST', `${path}/check`, { body, headers });
    expect((await check('asker', { outcome: 'confirmed' })).status).toBe(404);
    expect((await check('broker', { outcome: 'queried' })).json.errors).toMatchObject([{ path: 'question' }]);
    const asked = await check('broker', { outcome: 'queried', question: 'Since when?' });
    expect(asked.json).toMatchObject({ state: 'queried', check: { question: 'Since when?' }, version: 2 });
    expect((await check('broker', { outcome: 'confirmed' })).status).toBe(412);
    const { text } = await api.ask('helper', 'GET', `/api/v1/declarations?school=${EASTMARSH}`);
    expect(text).not.toMatch(/Since when|queried|check/);
  });
});
