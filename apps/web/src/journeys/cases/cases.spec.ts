import { CaseFiles } from '@app/assurance';
import { AuditEntries } from '@app/audit';
import { ClosePairing, Pairings } from '@app/brokerage';
import { People } from '@app/identity';
import { AuditorUnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { NeedPages } from '../needs/need-pages.js';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { CasesController } from './cases.controller.js';

const ROOMS = [CaseFiles, AuditorUnitOfWork, AuditEntries, People, Needs, AreaSettings, SchoolsOfArea];
const WHY = { reason: 'Yearly sample of pairings' };

describe('the case file', () => {
  let pages: BrokerAtPages;
  let here: string;

  beforeEach(async () => {
    pages = await BrokerAtPages.open([CasesController], ROOMS, [NeedPages]);
    const pairing = await aPairing(pages.house);
    const { house } = pages;
    const { need } = await house.asking('broker', (tx) => house.get(Pairings).one(tx, pairing));
    here = `/cases/${need}`;
  });
  afterEach(() => pages.close());

  it('asks an officer why, by post alone: no address carries the reason', async () => {
    const asked = await pages.get(here, 'officer');
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('Why do you read this?');
    expect(asked.html).toContain(`<form method="post" action="${here}"`);
    expect(asked.text).not.toContain('Marlowe');
    for (const reason of ['', ' ']) {
      const empty = await pages.post(here, { reason }, 'officer');
      expect([empty.status, empty.text.includes('Enter why you read this')]).toEqual([422, true]);
    }
  });

  it('tells the whole story in order, with who else was listed, decisions, days and money', async () => {
    const { text, html } = await pages.post(here, WHY, 'officer');
    const told = [
      'Asked for by',
      'listed 1 school and left out',
      'proposed Marlowe School (place 1 of the run)',
      'Marlowe School was asked, without the name of the asking school',
      'Marlowe School answered: yes',
      'The asking school accepted the offer of Marlowe School',
      'decided: agreed',
      'Agreed in principle',
    ];
    const places = told.map((each) => text.indexOf(each));
    expect(places).not.toContain(-1);
    expect(text).toContain('It stood at place 1,');
    expect(text).toContain('Cost to the area: £0.');
    expect(text).toMatch(/Held \+2 days.*Promised \+2 days/);
    expect(text).toContain('4 days promised, 0 days given');
    expect(html).toContain('<title id="case-title">When it happened</title>');
  });

  it('says who read it and why, this reading included, and each opening is in the log', async () => {
    await pages.post(here, WHY, 'officer');
    const { text } = await pages.post(here, { reason: 'A second look' }, 'officer');
    expect(text).toMatch(/The officer read a case file Yearly sample of pairings/);
    expect(text).toMatch(/The officer read a request in full A second look/);
  });

  it('follows the work to its end', async () => {
    const { house } = pages;
    const [line] = await house.asking('broker', (tx) => house.get(Pairings).list(tx));
    const seen = await house.asking('broker', (tx) => house.get(Pairings).one(tx, line?.reference ?? ''));
    const closing = {
      pairing: seen.reference,
      version: seen.version,
      outcome: 'ended_early',
      summary: 'Head left.',
    };
    await house.get(ClosePairing).execute(await house.as('broker'), NORTH, closing);
    const { text } = await pages.post(here, WHY, 'officer');
    expect(text).toContain('Closed. It ended early. Reason: Head left.');
    expect(text).toMatch(/Promised −2 days/);
  });

  it('opens for the assigned broker without a reason, and for nobody else', async () => {
    const mine = await pages.get(here, 'broker');
    expect(mine.status).toBe(200);
    expect(mine.text).toContain('What happened');
    expect(mine.text).not.toContain('Who read it');
    for (const who of ['interestedBroker', 'asker', 'head'] as const) {
      const refused = await pages.get(here, who);
      expect([who, [403, 404].includes(refused.status)]).toEqual([who, true]);
      expect(refused.text).not.toContain('Marlowe School answered');
    }
    expect((await pages.get('/cases/N-2026-999', 'officer')).status).toBe(404);
  });
});
