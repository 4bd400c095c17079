import { ApiHouse, EASTMARSH, ELSEWHERE, MARLOWE, SALTERN, type Persona } from '../an-api-house.fixture.js';
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
    ['turned round', 'to', 'from=2026-11-02&to=2026-11-01'],
    ['in the future', 'from', 'from=2999-01-01'],
    ['in the future', 'from', 'from=2999-01-01&to=2999-02-01'],
    ['of more than twenty years', 'from', 'from=1999-01-01'],
    ['of more than twenty years', 'from', 'from=1990-01-01&to=2010-01-02'],
  ])('A01: a range %s is refused by its day, and opens no entry', async (_what, path, query) => {
    for (const who of ['officer', 'helper'] as const)
      await refusedWithoutTrace(api, () => api.ask(who, 'GET', `${PATH}?${query}`), { status: 400, path });
  });

  it('A01: a school that is not the asker’s to see has no entries for them', async () => {
    for (const [who, urn] of [
      ['helper', EASTMARSH],
      ['sibling', MARLOWE],
      ['officer', ELSEWHERE],
      ['officer', '999999'],
      ['stranger', MARLOWE],
    ] as const) {
      const asked = () => api.ask(who, 'GET', `${PATH}?school=${urn}`);
      await refusedWithoutTrace(api, asked, { status: 404 });
    }
    expect(await list('officer', `&school=${SALTERN}&act=need.raise`)).toEqual([]);
  });

  it('A09: no answer holds the number of an entry or its transaction, which would tell of other areas', async () => {
    const canary = '98765432';
    await api.house.asSuperuser(`alter table audit.entry alter column seq restart with ${canary}0000000`);
    const need = await api.raise();
    const [newest] = await list('officer', '&act=need.raise');
    const answers = await Promise.all(
      [`${PATH}?limit=100`, `${PATH}/${newest?.id ?? ''}`, `/api/v1/needs/${need.reference}`].map((path) =>
        api.ask('officer', 'GET', path, { headers: { 'X-Reason': 'Sample' } }),
      ),
    );
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(new RegExp(`${canary}|"(seq|xid|epoch)"|\\\\n(seq|xid)=`));
    }
    const [kept] = await api.house.asSuperuser<{ seq: string }>(
      `select max(seq)::text as seq from audit.entry`,
    );
    expect(kept?.seq).toContain(canary);
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
