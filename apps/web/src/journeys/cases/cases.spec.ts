import { CaseFiles } from '@app/assurance';
import { AuditEntries } from '@app/audit';
import { ClosePairing, PausePairing, Pairings } from '@app/brokerage';
import { People } from '@app/identity';
import { AuditorUnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { NeedPages } from '../needs/need-pages.js';
import { aPairing, makeActive } from '../pairings/a-pairing.fixture.js';
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

  it('says under which permission table and matching policy it was decided', async () => {
    const { text } = await pages.post(here, WHY, 'officer');
    const table = `the permission table with SHA-256 ${'f'.repeat(64)}.`;
    expect(text).toContain(`Decided under matching policy 1 (run R-0001) and ${table}`);
    // Who reads the case reads this of the log, though not the log.
    expect((await pages.get(here, 'broker')).text).toContain(table);
  });

  it('tells when work rested and went on, with the words of the pause that lasts', async () => {
    const { house } = pages;
    const [line] = await house.asking('broker', (tx) => house.get(Pairings).list(tx));
    const pairing = line?.reference ?? '';
    await makeActive(house, pairing);
    const turn = async (what: 'pause' | 'resume', day: string, reason: string | null): Promise<void> => {
      house.clock.set(new Date(`${day}T10:00:00Z`));
      const { version } = await house.asking('broker', (tx) => house.get(Pairings).one(tx, pairing));
      await house.get(PausePairing)[what](await house.as('broker'), NORTH, { pairing, version, reason });
    };
    await turn('pause', '2026-12-01', 'An inspection.');
    await turn('resume', '2026-12-03', null);
    await turn('pause', '2026-12-08', 'Their head is away.');
    const { text } = await pages.post(here, WHY, 'officer');
    const told = [
      '1 December 2026 Improvement work It was paused',
      '3 December 2026 Improvement work It went on',
      '8 December 2026 Improvement work It was paused. Reason: Their head is away.',
    ];
    const places = told.map((each) => text.indexOf(each));
    expect([places.includes(-1), [...places].sort((a, b) => a - b)]).toEqual([false, places]);
  });

  it('leaves as a file, each taking with its reason and its receipt, to nobody without', async () => {
    const page = await pages.post(here, WHY, 'officer');
    for (const ending of ['csv', 'xlsx', 'ods'])
      expect(page.html).toContain(`formaction="${here}/log.${ending}"`);
    const file = await pages.post(`${here}/log.csv`, { reason: 'For the scrutiny meeting' }, 'officer');
    expect(file.status).toBe(200);
    expect(file.html).toContain('When,Stage,What,Reason,Permission table,Matching policy,Match run');
    expect(file.html).toMatch(/Brokerage,The broker decided: agreed,,f{64},1,R-0001/);
    expect(file.html).toMatch(/Reading,The officer read a case file,For the scrutiny meeting,,,/);
    expect(file.html).toMatch(/Reading,The officer read a case file,Yearly sample of pairings,,,/);
    for (const unsaid of [{ reason: '' }, { reason: ' ' }])
      expect((await pages.post(`${here}/log.csv`, unsaid, 'officer')).status).toBe(403);
    const mine = await pages.post(`${here}/log.ods`, {}, 'broker');
    expect(mine.status).toBe(200);
    for (const who of ['interestedBroker', 'asker', 'head'] as const)
      expect([403, 404]).toContain((await pages.post(`${here}/log.csv`, WHY, who)).status);
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
