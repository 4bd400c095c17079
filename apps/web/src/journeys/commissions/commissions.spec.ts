import {
  AcceptCommission,
  ApproveCommission,
  AwardCommission,
  ChangeCommission,
  Commissions,
  CommissionSteps,
  CommissionTotalsOfTerms,
  DraftCommission,
  RequestMatchRun,
} from '@app/brokerage';
import { Needs } from '@app/profiles';
import { AreaSettings, readSheetFile, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import { MARLOWE, type Persona } from '../../../../../test/factories/a-brokerage-house.js';
import { CommissionsController } from './commissions.controller.js';
import { DraftCommissionController } from './draft-commission.controller.js';

const ROOMS = [
  ...[AcceptCommission, ApproveCommission, AwardCommission, ChangeCommission, Commissions],
  ...[CommissionSteps, CommissionTotalsOfTerms, DraftCommission, Needs, AreaSettings, SchoolsOfArea],
];
const FILE = {
  ...{ says: 'file of help from outside', sheet: 'Help from outside', optional: [] },
  required: [
    ...['Reference', 'Request', 'URN', 'School', 'Theme', 'State', 'Supplier', 'Funded by'],
    ...['Pounds at most', 'Awarded pounds', 'Half-days', 'Deliver by', 'Due'],
  ],
};
const NEED = 'N-2026-001';
const AT = '/commissions/CM-2026-001';
const FORM = '<form method="post" action="/commissions';

describe('the pages of help from outside', () => {
  let pages: BrokerAtPages;

  beforeAll(async () => {
    pages = await BrokerAtPages.open([DraftCommissionController, CommissionsController], ROOMS, [NeedPages]);
    await pages.house.offer(MARLOWE, {
      themes: [{ theme: 'sub.languages', depth: 'can_talk', howWeKnow: 'Our own figures' }],
    });
    const { id: need } = await pages.house.namedOpenNeed();
    const broker = await pages.house.as('broker');
    const { id } = await pages.house.get(RequestMatchRun).execute(broker, NORTH, { needIds: [need] });
    await pages.house.finish(id);
  });
  afterAll(() => pages.close());

  const typed = (change: Record<string, string> = {}): Record<string, string> => ({
    ...{ need: NEED, specification: 'A tutor for eight families.', routesTried: 'Both hubs were asked.' },
    ...{ deliverables: 'A plan for each family\n\nA report for the head', deliverBy: '2027-03-26' },
    ...{ supplier: '', funder: 'The council', pounds: '£4,800.50', days: '6.5', ...change },
  });
  const draft = (change: Record<string, string> = {}, who: Persona = 'broker'): Promise<Seen> =>
    pages.post('/commissions/new', typed(change), who);
  const press = async (step: string, fields: Record<string, string>, who: Persona = 'broker') => {
    const { html } = await pages.get(AT, who);
    const version = /name="_version" value="([0-9]+)"/.exec(html)?.[1] ?? '0';
    return pages.post(`${AT}/${step}`, { _version: version, ...fields }, who);
  };

  it('begin at a request that nobody in the area can answer, with the run’s reasons above the form', async () => {
    const list = await pages.get('/commissions');
    expect(list.html).toContain(`href="/commissions/new?need=${NEED}"`);
    expect(list.text).toContain('Nobody in the area can answer these');
    const form = await pages.get(`/commissions/new?need=${NEED}`);
    expect(form.text).toMatch(/Why nobody in the area .* Run R-0001/);
    for (const who of ['officer', 'asker', 'chair'] as const)
      expect([403, 404]).toContain((await pages.get(`/commissions/new?need=${NEED}`, who)).status);
    expect((await pages.get('/commissions/new?need=N-2026-999')).status).toBe(404);
  });

  it('name the field that does not fit and keep what was typed', async () => {
    const odd = await draft({ specification: '', pounds: '-1', days: '0.25', deliverBy: '26 March' });
    expect(odd.status).toBe(422);
    for (const words of [
      ...['Enter what the help is for', 'Enter the cost in pounds, like 450 or 1,250.50'],
      ...['Enter whole or half days, like 2 or 2.5', 'Write the day like 2027-03-26'],
    ])
      expect(odd.text).toContain(words);
    expect(odd.html).toContain('Both hubs were asked.');
    expect((await draft({ deliverBy: '2026-11-25' })).text).toContain('Enter a day after today');
  });

  it('lead on to the draft, which a broker changes and the chair answers', async () => {
    expect((await draft()).location).toBe(AT);
    const change = await pages.get(`${AT}/change`);
    expect(change.html).toContain('value="4800.50"');
    expect(change.html).toContain('A plan for each family\nA report for the head');
    const version = /name="_version" value="([0-9]+)"/.exec(change.html)?.[1] ?? '';
    const said = typed({ pounds: '4,800', _version: version });
    expect((await pages.post(`${AT}/change`, said)).location).toBe(AT);
    const read = await pages.get(AT, 'chair');
    for (const words of [
      ...[
        'Help from outside: Eastmarsh Academy',
        'Costs at most £4,800',
        'Days 6.5 days',
        'Both hubs were asked.',
      ],
      ...['Supplier in mind Nobody yet', 'To be delivered by 26 March 2027', 'Do you approve it?'],
    ])
      expect(read.text).toContain(words);
    for (const dead of [`/needs/${NEED}`, '/runs/']) expect(read.html).not.toContain(`href="${dead}`);
    expect((await press('approve', { approve: '' }, 'chair')).text).toContain('Choose yes or no');
    expect((await press('approve', { approve: 'yes' }, 'chair')).location).toBe(AT);
    expect((await pages.get(AT, 'chair')).html).not.toContain(FORM);
    expect((await pages.get(`${AT}/change`)).status).toBe(403);
  });

  it('are read by officers without a button, and by the head without who else was considered', async () => {
    const officer = await pages.get(AT, 'officer');
    expect(officer.text).toContain('Why nobody in the area');
    expect(officer.html).not.toContain(FORM);
    const head = await pages.get(AT, 'asker');
    expect(head.text).toContain('A tutor for eight families.');
    for (const words of ['Why nobody', 'Both hubs']) expect(head.text).not.toContain(words);
    expect((await pages.get('/commissions', 'asker')).text).toContain('CM-2026-001 Approved');
    expect((await pages.get('/commissions', 'head')).text).toContain('Nothing is arranged from outside');
    expect((await pages.get(AT, 'head')).status).toBe(404);
  });

  it('take it on to quotes and award, and tell who saw an older state', async () => {
    expect((await press('quote', {})).location).toBe(AT);
    const award = {
      supplier: 'Ashdown Tutors',
      price: '4,801',
      quotes: 'Two quoted.',
      deliverBy: '2027-03-19',
    };
    expect((await press('award', award)).text).toContain('This is more than was approved');
    expect((await press('award', { ...award, _version: '1', price: '4500' })).status).toBe(412);
    expect((await press('award', { ...award, price: '4500' })).location).toBe(AT);
    expect((await press('begin', {})).location).toBe(AT);
    expect((await pages.get(AT)).text).toMatch(/Supplier Ashdown Tutors .* Awarded for £4,500/);
  });

  it('list what is not over with what was awarded, by its state, and leave in three formats', async () => {
    const list = await pages.get('/commissions', 'officer');
    expect(list.text).toContain('1 commission. Awarded in all: £4,500');
    expect((await pages.get('/commissions?state=drafted', 'officer')).text).toContain('None fits this.');
    expect((await pages.get('/commissions?state=lost', 'officer')).text).toContain('Choose a state');
    for (const ending of ['csv', 'xlsx', 'ods']) {
      const answer = await pages.raw(`/commissions.${ending}?state=delivering`);
      const { rows } = await readSheetFile(new Uint8Array(await answer.arrayBuffer()), FILE);
      expect(rows[0]?.cells).toEqual([
        ...[
          'CM-2026-001',
          NEED,
          '990005',
          'Eastmarsh Academy',
          'att.persistent',
          'Under way',
          'Ashdown Tutors',
        ],
        ...['The council', '4800.00', '4500.00', '13', '2027-03-19', ''],
      ]);
    }
    expect((await pages.raw('/commissions.csv?state=lost')).status).toBe(400);
  });

  it('accept what was delivered, and keep what was paid', async () => {
    expect((await press('accept', { outcome: '', said: '' })).text).toContain('Choose what you found');
    expect((await press('accept', { outcome: 'met', said: 'Eight plans.' })).location).toBe(AT);
    expect((await press('pay', { paid: '4500' })).location).toBe(AT);
    const done = await pages.get(AT);
    expect(done.text).toMatch(/Delivered and paid .* Paid £4,500 .* Eight plans\./);
    expect(done.html).not.toContain(FORM);
    expect((await pages.get('/commissions')).text).toContain('None fits this.');
  });
});
