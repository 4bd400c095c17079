import { ApiHouse, EASTMARSH, MARLOWE, type Persona } from '../an-api-house.fixture.js';
import { activePairing } from '../pairings/a-pairing.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

interface Entry {
  readonly id: string;
  readonly act: string;
  readonly actor: string;
  readonly name: string | null;
  readonly schools: readonly string[];
}
const PATH = '/api/v1/audit-entries';

describe('the log as JSON', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await ApiHouse.open();
    await activePairing(api);
  });
  afterAll(async () => {
    await api.close();
  });

  const list = async (who: Persona, query = ''): Promise<Entry[]> => {
    const { status, json } = await api.ask(who, 'GET', `${PATH}?limit=100${query}`);
    expect([who, status]).toEqual([who, 200]);
    return json.items as Entry[];
  };

  it('gives an officer the whole area, by school, act and day, each look with an entry of its own', async () => {
    const agreed = await list('officer', '&act=agenda.agree');
    expect(agreed).toMatchObject([
      {
        act: 'agenda.agree',
        name: 'The broker',
        outcome: 'done',
        schools: [EASTMARSH, MARLOWE],
        door: 'web',
      },
      { name: 'The asker' },
      { name: 'The helper' },
    ]);
    const one = await api.ask('officer', 'GET', `${PATH}/${agreed[0]?.id ?? ''}`);
    expect(one.json).toMatchObject({
      act: 'agenda.agree',
      bytes: expect.stringContaining('act=agenda.agree'),
    });
    expect(
      (await list('officer', `&school=${MARLOWE}`)).every(({ schools }) => schools.includes(MARLOWE)),
    ).toBe(true);
    expect(await list('officer', '&to=2020-01-01')).toEqual([]);
    const looks = await list('officer', '&act=audit.read');
    expect(looks.length).toBeGreaterThanOrEqual(4);
  });

  it('Q03: reads on from where a page ended, though every look adds an entry at the head', async () => {
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const page = await api.ask('officer', 'GET', `${PATH}?limit=10${cursor}`);
      expect(page.status).toBe(200);
      seen.push(...(page.json.items as Entry[]).map(({ id }) => id));
      next = page.json.next as string | null;
      if (next !== null)
        expect((await api.ask('asker', 'GET', `${PATH}?limit=10&cursor=${next}`)).status).toBe(400);
    } while (next !== null && seen.length < 500);
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('shows a head what touched their own school alone, and never which other school it touched', async () => {
    const entries = await list('helper');
    expect(entries.length).toBeGreaterThan(3);
    for (const { schools } of entries) expect(schools).toEqual(schools.length === 0 ? [] : [MARLOWE]);
    const agreed = entries.find(({ act }) => act === 'agenda.agree');
    const one = await api.ask('helper', 'GET', `${PATH}/${agreed?.id ?? ''}`);
    expect([one.status, one.json.bytes, one.json.schools]).toEqual([200, null, [MARLOWE]]);
    expect((await api.ask('sibling', 'GET', `${PATH}/${agreed?.id ?? ''}`)).status).toBe(404);
  });

  it('shows brokers their own acts, the chair that something happened, and other areas nothing', async () => {
    const mine = `person:${api.personOf('broker')}`;
    expect((await list('broker')).every(({ actor }) => actor === mine)).toBe(true);
    const chairs = (await list('chair', '&act=agenda.agree')) as (Entry & { id: string })[];
    expect(chairs).toHaveLength(3);
    const [first] = chairs;
    expect((await api.ask('chair', 'GET', `${PATH}/${first?.id ?? ''}`)).json).toMatchObject({ details: [] });
    expect((await list('stranger')).every(({ schools }) => schools.length === 0)).toBe(true);
    expect((await api.ask('stranger', 'GET', `${PATH}/${first?.id ?? ''}`)).status).toBe(404);
  });

  it.each([
    ['school', 'school=99001'],
    ['outcome', 'outcome=lost'],
    ['from', 'from=2026-02-30'],
    ['to', 'to=yesterday'],
    ['actor', 'actor=person:x'],
    ['limit', 'limit=1000'],
    ['cursor', 'cursor=1-zzzzzzzz.x'],
  ])('Q01, Q02, Q05: a list asked with a bad %s is refused by name (%s)', async (path, query) => {
    await refusedWithoutTrace(api, () => api.ask('officer', 'GET', `${PATH}?${query}`), {
      status: 400,
      path,
    });
  });
});
