import { systemActor } from '@app/identity';
import { UnitOfWork } from '@app/platform';
import { AdoptSetting, ProposeSetting } from '@app/schools';
import { areaTemplates } from '../../../../test/factories/area-templates.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { activePairing } from '../pairings/a-pairing.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

describe('the consent of a trust as JSON', () => {
  let api: ApiHouse;
  let pairing: string;
  let consent: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    await api.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      const body = { ...(areaTemplates().thresholds as object), body_consent: 'trusts' };
      const id = await api.get(ProposeSetting).inside(tx, { kind: 'thresholds', body });
      await api.get(AdoptSetting).inside(tx, id);
    });
    pairing = await activePairing(api);
    consent = `/api/v1/consents/${pairing}`;
  });
  afterAll(async () => {
    await api.close();
  });

  const etag = async (): Promise<string> =>
    (await api.ask('trust', 'GET', consent)).json.consent.etag as string;
  const step = (
    who: Persona,
    name: string,
    body: unknown,
    seen: string | null,
    key?: string,
  ): Promise<Answered> =>
    api.ask(who, 'POST', `${consent}/${name}`, {
      ...{ body, headers: seen === null ? {} : { 'If-Match': seen } },
      ...(key === undefined ? {} : { key }),
    });
  const GIVEN = { give: true, funder: 'The trust', coverArranged: true };
  const stateOf = async (): Promise<unknown> =>
    (await api.ask('helper', 'GET', `/api/v1/pairings/${pairing}`)).json.state;

  it('shows a trust dates, days and its own consent, and nothing of what the work is about', async () => {
    const list = await api.ask('trust', 'GET', '/api/v1/consents');
    expect(list.json.items).toMatchObject([{ reference: pairing, consent: { state: 'asked', version: 1 } }]);
    const one = await api.ask('trust', 'GET', consent);
    expect(one.json).toEqual(list.json.items[0]);
    expect(one.text).not.toMatch(/attendance|absence|objectives|visits|mayAnswer/i);
    expect(await stateOf()).toBe('agenda_agreed');
  });

  it('is nobody else’s to see or to give', async () => {
    const seen = await etag();
    for (const who of ['asker', 'helper', 'broker', 'officer', 'chair', 'stranger'] as const) {
      await refusedWithoutTrace(api, () => api.ask(who, 'GET', consent), { status: 404 });
      await refusedWithoutTrace(api, () => step(who, 'answer', GIVEN, seen), { status: [403, 404] });
    }
  });

  it('is given once, from the version that was read, with who funds and cover arranged; then the work begins', async () => {
    const seen = await etag();
    for (const [ifMatch, status] of [
      [null, 428],
      ['*', 400],
      [seen.replace('-1"', '-2"'), 412],
    ] as const)
      await refusedWithoutTrace(api, () => step('trust', 'answer', GIVEN, ifMatch), { status });
    for (const [wrong, path] of [
      [{ funder: ' ' }, 'funder'],
      [{ give: 'yes' }, 'give'],
      [{ coverArranged: false }, 'cover'],
      [{ area: 'x' }, 'area'],
    ] as const)
      await refusedWithoutTrace(api, () => step('trust', 'answer', { ...GIVEN, ...wrong }, seen), {
        ...{ status: 400, path },
      });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => step('trust', 'answer', GIVEN, seen, 'the-consent')),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({
      state: 'active',
      consent: { state: 'given', funder: 'The trust' },
    });
    expect(await stateOf()).toBe('active');
  });

  it('is taken back, and the work rests', async () => {
    const withdrawn = await step('trust', 'withdraw', {}, await etag());
    expect(withdrawn.json).toMatchObject({ state: 'paused', consent: { state: 'withdrawn', version: 3 } });
    const again = await refusedWithoutTrace(
      api,
      async () => step('trust', 'withdraw', {}, withdrawn.json.consent.etag as string),
      { status: 409 },
    );
    expect(again.json.code).toBe('NOT_GIVEN');
  });
});
