import {
  BeginIntervention,
  ChangeIntervention,
  EndIntervention,
  Interventions,
  RecordIntervention,
  WithdrawIntervention,
} from '@app/assurance';
import { readSheetFile } from '@app/schools';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import type { Persona } from '../../../../../test/factories/a-brokerage-house.js';
import { InterventionsController } from './interventions.controller.js';

const ROOMS = [
  ...[BeginIntervention, ChangeIntervention, EndIntervention, Interventions],
  ...[RecordIntervention, WithdrawIntervention],
];
const FILE = {
  ...{ says: 'file of interventions', sheet: 'Interventions', optional: [] },
  required: [
    ...['Reference', 'URN', 'School', 'Kind', 'Basis', 'Rests on', 'Funded by', 'Pounds', 'Half-days'],
    ...['About', 'Begins', 'Ends', 'State', 'Outcome'],
  ],
};
const AT = '/interventions/I-2026-001';

describe('the pages of interventions', () => {
  let pages: BrokerAtPages;
  let pairing: string;

  beforeEach(async () => {
    pages = await BrokerAtPages.open([InterventionsController], ROOMS);
    pairing = await aPairing(pages.house);
  });
  afterEach(() => pages.close());

  const typed = (change: Record<string, string> = {}): Record<string, string> => ({
    ...{ about: pairing, kind: 'warning_notice', basis: 'power', funder: 'The council', pounds: '£1,250.50' },
    ...{ restsOn: 'Section 60, Education and Inspections Act 2006', days: '2.5', startsOn: '2026-11-20' },
    ...change,
  });
  const record = (change: Record<string, string> = {}, who: Persona = 'broker'): Promise<Seen> =>
    pages.post('/interventions/new', typed(change), who);
  const versionOn = async (path: string): Promise<string> =>
    /name="_version" value="([0-9]+)"/.exec((await pages.get(path)).html)?.[1] ?? '0';
  const press = async (step: string, fields: Record<string, string>, at = AT): Promise<Seen> =>
    pages.post(`${at}/${step}`, { _version: await versionOn(at), ...fields });

  it('record one from the need or pairing it is about, and lead on to it', async () => {
    expect((await pages.get(`/interventions/new?about=${pairing}`)).html).toContain(`value="${pairing}"`);
    expect((await record()).location).toBe(AT);
    const { text, html } = await pages.get(AT, 'officer');
    for (const words of [
      ...[
        'Warning notice: Eastmarsh Academy',
        'Rests on a power Section 60, Education and Inspections Act 2006',
      ],
      ...['Funded by The council', 'Cost £1,250.50', 'Days of people 2.5 days', 'Began 20 November 2026'],
      ...[`Pairing ${pairing}: Marlowe School`, 'Recorded by The broker', 'Ask about this intervention'],
    ])
      expect(text).toContain(words);
    expect(html).toContain(`href="/pairings/${pairing}"`);
    expect(html).toContain('href="/findings/new?sample=I-2026-001"');
    // An officer reads; nothing on the page writes.
    expect(html).not.toContain('<form method="post" action="/interventions');
    expect(text).not.toContain('Change what is on record');
  });

  it('list what is not over with what it cost together, by state, kind, basis and funder', async () => {
    expect((await pages.get('/interventions', 'officer')).text).toContain('None is recorded that fits this.');
    await record();
    await record({ kind: 'programme', basis: 'agreement', startsOn: '2027-01-11', funder: 'RISE' });
    const all = await pages.get('/interventions', 'officer');
    expect(all.text).toContain('2 interventions. Cost in all: £2,501');
    expect(all.text).not.toContain('Record an intervention');
    const some = await pages.get('/interventions?state=planned&kind=programme&funder=rise', 'officer');
    expect(some.text).toContain('Support of a programme: Eastmarsh Academy');
    expect(some.text).not.toContain('Warning notice: Eastmarsh');
    expect(some.html).toContain('/interventions.ods?state=planned&amp;kind=programme&amp;funder=rise');
    expect((await pages.get('/interventions?state=lost', 'officer')).text).toContain(
      'Choose a state from the list',
    );
  });

  it('go page by page', async () => {
    for (let made = 0; made < 26; made += 1) await record({ pounds: '0' });
    const first = await pages.get('/interventions', 'officer');
    expect(first.text).toContain('26 interventions');
    expect(first.html).toContain('/interventions?page=2');
    expect((await pages.get('/interventions?page=2', 'officer')).html).toContain(`href="${AT}"`);
  });

  it.each(['csv', 'xlsx', 'ods'])('leave as %s, whole and with the same filter', async (ending) => {
    await record();
    const answer = await pages.raw(`/interventions.${ending}?state=live`);
    expect(answer.headers.get('content-disposition')).toContain(`interventions.${ending}`);
    const { rows } = await readSheetFile(new Uint8Array(await answer.arrayBuffer()), FILE);
    expect(rows[0]?.cells.slice(0, 4)).toEqual([
      ...['I-2026-001', '990005', 'Eastmarsh Academy', 'Warning notice'],
    ]);
    expect(rows[0]?.cells.slice(7, 9)).toEqual(['1250.50', '5']);
    expect((await pages.raw('/interventions.exe')).status).toBe(404);
    expect((await pages.raw('/interventions.csv?state=lost')).status).toBe(400);
  });

  it('begin, change and end one, each from what stands on the page', async () => {
    await record({ startsOn: '2027-01-11' });
    expect((await press('begin', { begunOn: '2026-11-24' })).location).toBe(AT);
    const form = await pages.get(`${AT}/change`);
    expect(form.html).toContain('value="1250.50"');
    expect(form.html).not.toContain('name="about"');
    const said = typed({ about: '', pounds: '900', startsOn: '2026-11-24', endsOn: '2026-12-18' });
    expect((await press('change', said)).location).toBe(AT);
    expect((await pages.get(AT)).text).toMatch(/Cost £900 .* To end 18 December 2026/);
    await press('end', { endedOn: '2026-11-25', outcome: 'part_met', cameOfIt: 'Two of three steps.' });
    const done = await pages.get(AT);
    expect(done.text).toMatch(/Ended 25 November 2026 Outcome Some of it was reached .* Two of three steps/);
    expect(done.html).not.toContain('<form method="post" action="/interventions');
    expect((await pages.get(`${AT}/change`)).status).toBe(403);
  });

  it('withdraw what was planned, with the reason', async () => {
    await record({ startsOn: '2027-01-11' });
    await press('withdraw', { because: 'The school agreed meanwhile.' });
    expect((await pages.get(AT)).text).toMatch(/Withdrawn .* The school agreed meanwhile/);
    expect((await pages.get('/interventions')).text).toContain('0 interventions');
  });

  it('name the field that does not fit, keep what was typed, and tell who saw an older state', async () => {
    const odd = await record({ about: '', restsOn: '', pounds: '-1', days: '0.25', startsOn: '20 November' });
    expect(odd.status).toBe(422);
    for (const words of [
      'Enter what it is about',
      ...['Enter the power or agreement it rests on', 'Enter the cost in pounds, like 450 or 1,250.50'],
      ...['Enter whole or half days, like 2 or 2.5', 'Write the day like 2026-11-25'],
    ])
      expect(odd.text).toContain(words);
    const unknown = await record({ about: 'N-2026-999', basis: 'agreement' });
    expect(unknown.text).toContain('Enter a reference of your own caseload');
    expect(unknown.text).toContain('This kind rests on a power');
    expect(unknown.html).toContain('N-2026-999');
    await record();
    const late = await press('end', {
      _version: '1',
      endedOn: '2026-11-25',
      outcome: 'met',
      cameOfIt: 'Late.',
    });
    expect([late.status, late.html]).toEqual([412, expect.stringContaining('Late.')]);
  });

  it('call it support on record for the head of the school, and are not there for others', async () => {
    await record();
    const list = await pages.get('/interventions', 'asker');
    expect(list.text).toContain('Warning notice, I-2026-001');
    const one = await pages.get(AT, 'asker');
    expect(one.text).toContain('Rests on a power Section 60');
    for (const { text } of [list, one]) expect(text.toLowerCase()).not.toContain('intervention ');
    expect((await pages.get('/interventions.csv', 'asker')).html).toContain('I-2026-001');
    expect((await pages.get('/interventions', 'head')).text).toContain('Nothing is on record');
    for (const who of ['head', 'interestedBroker', 'adviser'] as const)
      expect((await pages.get(AT, who)).status).toBe(404);
    for (const who of ['asker', 'officer'] as const)
      expect([403, 404]).toContain((await pages.get('/interventions/new', who)).status);
  });
});
