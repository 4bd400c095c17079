import { WebHouse } from '../needs/a-web-house.fixture.js';

let web: WebHouse;

beforeAll(async () => {
  web = await WebHouse.open();
});
afterAll(() => web.close());

describe('the page on which a broker says who covers for them', () => {
  it('is reached from their account, names the other brokers, and keeps the choice', async () => {
    const broker = await web.visitor('broker');
    expect((await broker.open('/me')).links()).toContain('/me/cover');
    const page = await broker.open('/me/cover');
    expect([page.status, page.heading]).toEqual([200, 'Who covers for you']);
    expect(page.words).toContain('You have named nobody.');
    expect(page.words).not.toContain('The adviser');
    const cover = web.idOf('interestedBroker');
    expect((await broker.press(page, '/me/cover', { cover })).status).toBe(303);
    expect((await broker.open('/me/cover')).words).toContain('Named now: The interestedBroker.');
    const other = await (await web.visitor('interestedBroker')).open('/me/cover');
    expect(other.words).toContain('You cover for The broker');
  });

  it('says what is missing, refuses oneself, and tells who saw an older choice', async () => {
    const broker = await web.visitor('broker');
    const page = await broker.open('/me/cover');
    const empty = await broker.press(page, '/me/cover', { cover: '' });
    expect([empty.status, empty.problems.map(({ field }) => field)]).toEqual([422, ['cover']]);
    const oneself = await broker.press(page, '/me/cover', { cover: web.idOf('broker') });
    expect(oneself.problems).toEqual([
      { text: 'Choose another broker who is in post today', field: 'cover' },
    ]);
    await broker.press(page, '/me/cover', { cover: 'nobody' });
    expect((await broker.press(page, '/me/cover', { cover: web.idOf('interestedBroker') })).status).toBe(412);
  });

  it('is for brokers alone', async () => {
    for (const who of ['asker', 'adviser', 'officer'] as const) {
      const visitor = await web.visitor(who);
      expect((await visitor.open('/me/cover')).status).toBe(404);
      expect((await visitor.open('/me')).links()).not.toContain('/me/cover');
    }
  });
});
