import { ApiHouse, EASTMARSH, MARLOWE, type Answered, type Persona } from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

const asked = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...{ own: EASTMARSH, other: MARLOWE, way: 'asks', purpose: 'See how tutors ring home.' },
  ...{ contact: 'The office, 01632 960000', onDay: '2027-01-12', halfDays: 1, ...change },
});
const PATH = '/api/v1/light-pairings';

describe('a day or less between two schools as JSON', () => {
  let api: ApiHouse;
  let one: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    await api.offer('helper', MARLOWE);
  });
  afterAll(async () => {
    await api.close();
  });

  const etag = async (): Promise<string> => (await api.ask('asker', 'GET', one)).headers.get('etag') ?? '';
  const post = (who: Persona, step: string, body: unknown, ifMatch: string | null): Promise<Answered> =>
    api.ask(who, 'POST', `${one}/${step}`, {
      ...{ body, headers: ifMatch === null ? {} : { 'If-Match': ifMatch } },
    });

  it('is asked for once by one head of the other, however often it is sent', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api.ask('asker', 'POST', PATH, { body: asked(), key: 'light' })),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    one = answers[0]?.headers.get('location') ?? '';
    expect(one).toBe(`${PATH}/SL-2026-001`);
    expect((await api.ask('helper', 'GET', one)).json).toMatchObject({
      ...{ reference: 'SL-2026-001', state: 'agreed_in_principle', askedSide: 'school', halfDays: 1 },
      ...{ asker: { urn: EASTMARSH }, supporter: { urn: MARLOWE }, askedBy: 'The asker' },
    });
    for (const who of ['asker', 'helper', 'broker', 'officer'] as const)
      expect([who, (await api.ask(who, 'GET', PATH)).json.items.length]).toEqual([who, 1]);
    for (const who of ['sibling', 'interestedBroker', 'stranger'] as const) {
      expect([who, (await api.ask(who, 'GET', PATH)).json.items]).toEqual([who, []]);
      expect([who, (await api.ask(who, 'GET', one)).status]).toEqual([who, 404]);
    }
  });

  it.each([
    ['other', 'a school elsewhere', '990099'],
    ['way', 'another way', 'begs'],
    ['halfDays', 'more than a day', 3],
    ['halfDays', 'text', '1'],
    ['onDay', 'yesterday', '2026-11-24'],
    ['purpose', 'nothing', ''],
    ['contact', 'a number', 7],
    ['gardener', 'what nobody sends', 'x'],
  ])('J01, J06: %s as %s is refused by its name', async (path, _what, value) => {
    const ask = () => api.ask('asker', 'POST', PATH, { body: asked({ [path]: value }) });
    await refusedWithoutTrace(api, ask, { status: 400, path });
  });

  it('nobody asks for a school that is not their own, nor their own for itself', async () => {
    const theirs = () => api.ask('sibling', 'POST', PATH, { body: asked() });
    await refusedWithoutTrace(api, theirs, { status: [403, 404] });
    const itself = () => api.ask('asker', 'POST', PATH, { body: asked({ other: EASTMARSH }) });
    await refusedWithoutTrace(api, itself, { status: 409 });
  });

  it('the other side answers, the helped school says thanks, and neither does the other’s part', async () => {
    await refusedWithoutTrace(api, () => post('helper', 'answer', { yes: true }, null), { status: 428 });
    await refusedWithoutTrace(api, async () => post('helper', 'answer', { yes: 'yes' }, await etag()), {
      ...{ status: 400, path: 'yes' },
    });
    await refusedWithoutTrace(api, async () => post('asker', 'answer', { yes: true }, await etag()), {
      status: 403,
    });
    await refusedWithoutTrace(api, async () => post('asker', 'thanks', {}, await etag()), { status: 409 });
    const stale = await etag();
    expect((await post('helper', 'answer', { yes: true }, stale)).json).toMatchObject({
      ...{ state: 'active', booked: 1 },
    });
    await refusedWithoutTrace(api, () => post('asker', 'end', {}, stale), { status: 412 });
    await refusedWithoutTrace(api, async () => post('helper', 'thanks', {}, await etag()), { status: 403 });
    for (const who of ['sibling', 'interestedBroker', 'stranger'] as const)
      await refusedWithoutTrace(api, async () => post(who, 'end', {}, await etag()), { status: 404 });
    const thanked = await post('asker', 'thanks', { thanks: 'It helped.' }, await etag());
    expect(thanked.json).toMatchObject({ state: 'closed', outcome: 'met', thanks: 'It helped.' });
    await refusedWithoutTrace(api, async () => post('asker', 'end', {}, await etag()), { status: 409 });
  });
});
