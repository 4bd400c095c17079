import {
  AgreeAgenda,
  ClosePairing,
  CorrectVisit,
  DraftAgenda,
  LightPairings,
  LogVisit,
  Pairings,
  PausePairing,
  Projects,
  ReplyToVisit,
} from '@app/brokerage';
import { People } from '@app/identity';
import { FormDrafts, MailBox } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { aPairing, makeActive } from './a-pairing.fixture.js';
import { CorrectVisitController } from './correct-visit.controller.js';
import { PairingPages } from './pairing-pages.js';
import { PairingsController } from './pairings.controller.js';

const ROOMS = [
  ...[Needs, AreaSettings, SchoolsOfArea, Pairings, LightPairings, Projects, DraftAgenda, AgreeAgenda],
  ...[LogVisit, ReplyToVisit, CorrectVisit, PausePairing, ClosePairing, MailBox, People, FormDrafts],
];
const VISIT = { heldOn: '2026-11-25', mode: 'in_person', days: '1', summary: 'We walked through lessons.' };

describe('the page on which a record of a visit is put right', () => {
  let pages: BrokerAtPages;
  let here: string;

  beforeEach(async () => {
    pages = await BrokerAtPages.open([PairingsController, CorrectVisitController], ROOMS, [
      NeedPages,
      PairingPages,
    ]);
    const reference = await aPairing(pages.house);
    await makeActive(pages.house, reference);
    here = `/pairings/${reference}`;
    await pages.post(`${here}/visit`, VISIT, 'head');
  });
  afterEach(() => pages.close());

  const hidden = (html: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  const correct = async (change: Record<string, string>, who: 'head' | 'broker' = 'head') => {
    const { html } = await pages.get(`${here}/visit/1`, 'head');
    const asked = { ...VISIT, _version: hidden(html, '_version'), visit: hidden(html, 'visit'), ...change };
    return pages.post(`${here}/visit/1`, asked, who);
  };

  it('shows its writer what stands, and saves what is typed; the days move with it', async () => {
    const pairing = await pages.get(here, 'head');
    expect(pairing.html).toContain(`href="${here}/visit/1"`);
    const page = await pages.get(`${here}/visit/1`, 'head');
    expect(page.text).toContain('Put the record right');
    expect(page.html).toContain('We walked through lessons.');
    const saved = await correct({ days: '0.5', summary: 'We walked through three lessons.' });
    expect([saved.status, saved.location]).toEqual([303, here]);
    const after = await pages.get(here, 'head');
    expect(after.text).toContain('We walked through three lessons.');
    expect(after.text).toContain('half a day of 4 days used');
  });

  it('keeps what was typed where something is wrong, and says so beside the box', async () => {
    const wrong = await correct({ days: 'three', summary: 'Half typed' });
    expect([wrong.status, wrong.text.includes('Enter days like 1 or 0.5')]).toEqual([422, true]);
    expect(wrong.html).toContain('Half typed');
  });

  it('keeps no word of a concern about a child', async () => {
    const turned = await correct({ summary: 'A CANARY child', safeguarding: 'yes' });
    expect(turned.text).toContain('Nothing was saved');
    expect((await pages.get(here, 'head')).text).not.toContain('CANARY');
  });

  it('is nobody else’s, and is over once the school has answered', async () => {
    expect((await pages.get(here, 'broker')).html).not.toContain(`href="${here}/visit/1"`);
    expect((await pages.get(`${here}/visit/1`, 'broker')).html).not.toContain('Save the record');
    expect((await correct({ summary: 'Another' }, 'broker')).text).toContain('Who wrote the record');
    expect((await pages.get(`${here}/visit/9`, 'head')).status).toBe(404);
    const asker = await pages.get(here, 'asker');
    const reply = { _version: hidden(asker.html, '_version'), visit: hidden(asker.html, 'visit') };
    const { html } = await pages.get(`${here}/visit/1`, 'head');
    await pages.post(`${here}/reply`, { ...reply, accurate: 'yes', _version: '1' }, 'asker');
    expect((await pages.get(`${here}/visit/1`, 'head')).html).not.toContain('Save the record');
    const late = { ...VISIT, _version: hidden(html, '_version'), visit: hidden(html, 'visit') };
    expect((await pages.post(`${here}/visit/1`, late, 'head')).status).toBeGreaterThanOrEqual(409);
  });
});
