import { NORTH } from '../../../../test/factories/an-area.js';
import { SubmitDeclaration } from '@app/profiles';
import { ApiHouse, MARLOWE } from '../an-api-house.fixture.js';

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
});
