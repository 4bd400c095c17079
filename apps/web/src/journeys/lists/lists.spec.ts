import { Findings, OpenFinding } from '@app/assurance';
import { BoardReports } from '@app/board-report';
import { LightPairings, MatchRuns, Meetings, Pairings, Projects } from '@app/brokerage';
import { Needs } from '@app/profiles';
import { AreaSettings, readSheetFile, RegisterImports, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { NeedPages } from '../needs/need-pages.js';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { ListsController } from './lists.controller.js';

const NEEDS = {
  ...{ says: 'needs file', sheet: 'Needs', optional: [] },
  required: ['Reference', 'URN', 'School', 'Theme', 'How soon', 'State', 'Next date', 'With', 'Since'],
};

describe('a list as a file', () => {
  let web: WebHouse;

  beforeAll(async () => {
    web = await WebHouse.open();
    await web.sent();
  });
  afterAll(() => web.close());

  it.each(['csv', 'xlsx', 'ods'])('holds what the page of needs shows, as %s', async (ending) => {
    const { base, session } = await web.visitor('broker');
    const answer = await fetch(`${base}/needs.${ending}`, { headers: { cookie: `trellis=${session}` } });
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining(`filename="needs.${ending}"`),
    ]);
    const { rows } = await readSheetFile(new Uint8Array(await answer.arrayBuffer()), NEEDS);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.cells.slice(0, 3)).toEqual([expect.stringMatching(/^N-/), '990005', 'Eastmarsh Academy']);
    expect(rows[0]?.cells[8]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('is offered on the page with the filter that is in force', async () => {
    const page = await (await web.visitor('broker')).open('/needs?state=all');
    expect(page.links()).toEqual(
      expect.arrayContaining(['/needs.csv?state=all', '/needs.xlsx?state=all', '/needs.ods?state=all']),
    );
  });

  it('holds no need of a school that is not theirs', async () => {
    const { html } = await (await web.visitor('helper')).open('/needs.csv?state=all');
    expect(html.trim().split('\r\n')).toHaveLength(1);
  });

  it('is not there under another ending, and a filter that is none is refused', async () => {
    const broker = await web.visitor('broker');
    expect((await broker.open('/needs.exe')).status).toBe(404);
    expect((await broker.open('/needs.csv?state=lost')).status).toBe(400);
  });
});

describe('pairings, runs and findings as files', () => {
  let pages: BrokerAtPages;
  let reference: string;

  beforeAll(async () => {
    const rooms = [
      ...[Needs, AreaSettings, SchoolsOfArea, Pairings, LightPairings, Projects, MatchRuns, Meetings],
      ...[Findings, BoardReports, RegisterImports],
    ];
    pages = await BrokerAtPages.open([ListsController], rooms, [NeedPages]);
    reference = await aPairing(pages.house);
  });
  afterAll(() => pages.close());

  it('name both schools of a pairing to its own people', async () => {
    for (const who of ['broker', 'head', 'asker', 'officer'] as const) {
      const { html } = await pages.get('/pairings.csv', who);
      expect(html).toContain(`${reference},990013,Marlowe School,990005,Eastmarsh Academy,`);
    }
  });

  it('hold the findings of the page, and closed ones where they were asked for', async () => {
    const officer = await pages.house.as('officer');
    const asked = { sample: reference, question: 'Who else was asked?' };
    const finding = await pages.house.get(OpenFinding).execute(officer, NORTH, asked);
    const line = `${finding},Waits for an answer,Pairing ${reference},990005,Eastmarsh Academy,2026-11-25,`;
    for (const who of ['officer', 'broker', 'asker'] as const)
      expect((await pages.get('/findings.csv', who)).html).toContain(line);
    expect((await pages.get('/findings.csv', 'head')).html).not.toContain(finding);
  });

  it('list runs to a broker; an officer gives the reason that the page asked for', async () => {
    expect((await pages.get('/runs.csv')).html).toMatch(/\r\nR-0001,\d{4}-\d{2}-\d{2}T/);
    expect((await pages.get('/runs.csv', 'officer')).status).toBe(403);
    expect((await pages.get('/runs.csv?reason=Yearly+audit+of+runs', 'officer')).status).toBe(403);
    const why = { reason: 'Yearly audit of runs' };
    expect((await pages.post('/runs.csv', why, 'officer')).html).toContain('R-0001');
  });
});
