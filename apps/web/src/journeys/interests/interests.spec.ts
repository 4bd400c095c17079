import { WebHouse } from '../needs/a-web-house.fixture.js';

let web: WebHouse;

beforeAll(async () => {
  web = await WebHouse.open();
});
afterAll(() => web.close());

describe('the page of one’s interests', () => {
  it('closes a school’s requests to a broker from the moment they say so (I-4)', async () => {
    const reference = await web.sent({});
    const broker = await web.visitor('broker');
    expect((await broker.open(`/needs/${reference}`)).status).toBe(200);
    const page = await broker.open('/me/interests');
    expect(page.heading).toBe('Your interests');
    const empty = await broker.press(page, '/me/interests', {});
    expect([empty.status, empty.problems.map(({ field }) => field)]).toEqual([422, ['school', 'kind']]);
    const asked = { school: '990005', kind: 'governor' };
    expect((await broker.press(page, '/me/interests', asked)).status).toBe(303);
    expect((await broker.open('/me/interests')).words).toContain('Eastmarsh Academy');
    expect((await broker.open(`/needs/${reference}`)).status).toBe(404);
    expect((await broker.open('/needs')).words).not.toContain(reference);
  });

  it('keeps one interest where it is said twice, and refuses a school of elsewhere', async () => {
    const adviser = await web.visitor('adviser');
    const page = await adviser.open('/me/interests');
    const said = { school: '990005', kind: 'family' };
    await adviser.press(page, '/me/interests', said);
    await adviser.press(await adviser.open('/me/interests'), '/me/interests', said);
    const rows = await web.house.asSuperuser(`select 1 from identity.interest where kind = 'family'`);
    expect(rows).toHaveLength(1);
    const elsewhere = await adviser.press(page, '/me/interests', { school: '123456', kind: 'family' });
    expect(elsewhere.problems).toEqual([{ text: 'Choose a school of this area', field: 'school' }]);
  });

  it('takes the yearly word that the list is complete', async () => {
    await web.house.asSuperuser(
      'set session_replication_role = replica; update identity.person set interests_confirmed_on = null',
    );
    const officer = await web.visitor('officer');
    const page = await officer.open('/me/interests');
    expect(page.words).toContain('Until then you cannot decide.');
    expect((await officer.press(page, '/me/interests/confirm', {})).status).toBe(303);
    expect((await officer.open('/me/interests')).words).toContain('You have confirmed this list');
  });
});
