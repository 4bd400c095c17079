import { Commitments, LogVisit } from '@app/brokerage';
import { Capacity, DeclareCapacity, Needs } from '@app/profiles';
import { AreaSettings, readSheetFile, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { MARLOWE } from '../../../../../test/factories/a-brokerage-house.js';
import { NeedPages } from '../needs/need-pages.js';
import { aYes, decided, makeActive } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import { CommitmentsController } from './commitments.controller.js';

const ROOMS = [Capacity, Commitments, AreaSettings, DeclareCapacity, Needs, SchoolsOfArea];
const SHEET = {
  ...{ says: 'commitments file', sheet: 'My commitments', optional: [] },
  required: [
    ...[
      'Half-term',
      'For',
      'Theme',
      'Reference',
      'Half-days offered',
      'Half-days held',
      'Half-days promised',
    ],
    ...['Half-days given', 'Half-days given back', 'Half-days that ran out', 'Half-days left', 'Held until'],
  ],
};

describe('my commitments', () => {
  let pages: BrokerAtPages;
  let yes: Awaited<ReturnType<typeof aYes>>;

  beforeAll(async () => {
    pages = await BrokerAtPages.open([CommitmentsController], ROOMS, [NeedPages]);
    yes = await aYes(pages.house);
  });
  afterAll(() => pages.close());

  const head = (path = '/commitments') => pages.get(path, 'head');

  it('say what a yes holds and until when, and name no school while the request is blind', async () => {
    const { text, html } = await head();
    expect(text).toContain('Spring 1, 2026/27 You offered 8 days Held by a yes of yours 2 days');
    expect(text).toMatch(
      /A school whose name is not open to you yet \S.* 2 days held Held until \d+ December 2026/,
    );
    expect(html).toContain(`href="/requests/${yes.request}"`);
    expect(html).not.toContain('Eastmarsh');
    expect((await head('/commitments.csv')).html).not.toContain('Eastmarsh');
  });

  it('lead to the pairing once it is decided, and name whom the days are for, with what was given', async () => {
    const pairing = await decided(pages.house, yes);
    const after = await head();
    expect(after.text).toContain('2 days promised');
    await makeActive(pages.house, pairing);
    await pages.house.get(LogVisit).execute(await pages.house.as('head'), NORTH, {
      ...{ pairing, heldOn: '2026-11-25', mode: 'in_person', halfDays: 1 },
      ...{ summary: 'We read the registers of two forms.', actions: '' },
    });
    const { text, html } = await head();
    expect(text).toContain('Promised 1.5 days Given half a day Left 6 days');
    expect(text).toMatch(/Eastmarsh Academy \S.* 1.5 days promised half a day given/);
    expect(html).toContain(`href="/pairings/${pairing}"`);
  });

  it.each(['csv', 'xlsx', 'ods'])('leave as %s with what the page shows, in half-days', async (ending) => {
    const answer = await fetch(pages.address(`/commitments.${ending}`), { headers: { 'x-acts-as': 'head' } });
    const { rows } = await readSheetFile(new Uint8Array(await answer.arrayBuffer()), SHEET);
    const cells = rows.map((row) => row.cells);
    expect(cells[0]).toEqual(['2026/27-3', 'All of it', '', '', '16', '0', '3', '1', '', '', '12', '']);
    expect(cells[1]?.slice(0, 2)).toEqual(['2026/27-3', 'Eastmarsh Academy']);
    expect(cells[1]?.slice(4)).toEqual(['', '0', '3', '1', '0', '0', '', '']);
  });

  it('let spare days go in one press, once, and never those that are booked', async () => {
    const before = await head();
    expect(before.text).toContain('Take back what is left in Spring 1, 2026/27: 6 days');
    const pressed = await release(before, '2026/27-3');
    expect([pressed.status, pressed.location]).toEqual([
      303,
      `/commitments?school=${MARLOWE}&year=2026-27&released=2026-27-3`,
    ]);
    const after = await head(pressed.location ?? '');
    expect(after.text).toContain(
      'Success In Spring 1, 2026/27 your school now offers 2 days: no more than is booked.',
    );
    expect(after.text.match(/Take back what is left in [^:]+: 6 days/g)).toHaveLength(
      before.text.match(/Take back what is left in [^:]+: 6 days/g)!.length - 1,
    );
    expect((await release(before, '2026/27-3')).status).toBe(412);
    // Nothing was taken back in the other half-term, whatever an address says.
    expect((await head('/commitments?released=2026-27-4')).text).not.toContain('Success');
  });

  it('are of one’s own school alone, of the year that is asked for, and of no half-term that nobody declared', async () => {
    expect((await head('/commitments?year=2027-28')).text).toContain(
      'Days that your school offers in 2027/28 appear here',
    );
    expect((await head('/commitments?year=soon')).text).toContain('A school year is written like 2026-27');
    expect((await head('/commitments?school=990005')).status).toBe(404);
    for (const who of ['broker', 'officer'] as const)
      expect((await pages.get('/commitments', who)).status).toBe(404);
    const page = await head();
    expect((await release(page, '2026/27-5')).status).toBe(404);
    expect(
      (await pages.post('/commitments/release', { school: MARLOWE, halfTerm: 'soon' }, 'head')).status,
    ).toBe(400);
    const forged = { school: MARLOWE, halfTerm: '2026/27-4', _version: '1' };
    expect((await pages.post('/commitments/release', forged, 'asker')).status).toBe(404);
  });

  function release({ html }: Seen, halfTerm: string): Promise<Seen> {
    const form =
      [...html.matchAll(/<form[\s\S]*?<\/form>/g)].find(([each]) => each.includes(halfTerm))?.[0] ?? html;
    const version = /name="_version" value="(\d+)"/.exec(form)?.[1] ?? '';
    return pages.post('/commitments/release', { school: MARLOWE, halfTerm, _version: version }, 'head');
  }
});
