import { MARLOWE, WebHouse } from '../needs/a-web-house.fixture.js';

describe('the trust of an academy that the register leaves blank', () => {
  let web: WebHouse;
  const here = `/schools/${MARLOWE}/trust`;

  beforeAll(async () => {
    web = await WebHouse.open();
  });
  afterAll(() => web.close());

  it('is recorded by a broker from the school’s own page, and shown there', async () => {
    const broker = await web.visitor('broker');
    expect((await broker.open(`/schools/${MARLOWE}`)).links()).toContain(here);
    const empty = await broker.press(await broker.open(here), here, { name: '' });
    expect(empty.problems).toEqual([{ text: 'Enter the name of the trust', field: 'name' }]);
    const done = await broker.press(await broker.open(here), here, { name: 'Fenland Learning Trust' });
    expect(done.location).toBe(`/schools/${MARLOWE}`);
    expect((await broker.follow(done)).words).toContain('Fenland Learning Trust');
  });

  it('is refused to who saw an older record, and said so', async () => {
    const broker = await web.visitor('broker');
    const page = await broker.open(here);
    await broker.press(page, here, { name: 'One Trust' });
    const late = await broker.press(page, here, { name: 'Another Trust' });
    expect(late.status).toBe(412);
    expect(late.words).toContain('This changed while you were reading');
  });

  it('is no other head’s to record, nor anybody’s where the register knows it', async () => {
    const other = await web.visitor('asker');
    expect((await other.open(`/schools/${MARLOWE}`)).links()).not.toContain(here);
    expect((await other.open(here)).words).toContain('there is nothing to record here');
    const csrf = new Map((await other.open('/needs/new')).hidden()).get('_csrf') ?? '';
    const forged = { _csrf: csrf, _version: '1', name: 'A Trust' };
    expect((await other.press(await other.open(here), here, forged)).status).toBe(403);
    const known = await (await web.visitor('broker')).open('/schools/990005/trust');
    expect(known.words).toContain('there is nothing to record here');
  });
});
