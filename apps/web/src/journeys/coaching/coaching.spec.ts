import {
  CoachingNotes,
  ForgetNotes,
  LightPairings,
  LogSession,
  NameParty,
  Pairings,
  Projects,
  WriteNote,
  AgreeAgenda,
  ClosePairing,
  DraftAgenda,
  LogVisit,
  PausePairing,
  ReplyToVisit,
} from '@app/brokerage';
import { AuditEntries } from '@app/audit';
import { People } from '@app/identity';
import { AuditorUnitOfWork, FormDrafts, MailBox } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import type { Persona } from '../../../../../test/factories/a-brokerage-house.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import { NeedPages } from '../needs/need-pages.js';
import { aPairing, makeActive } from '../pairings/a-pairing.fixture.js';
import { HistoryController } from '../pairings/history.controller.js';
import { PairingPages } from '../pairings/pairing-pages.js';
import { PairingsController } from '../pairings/pairings.controller.js';
import { CoachingController } from './coaching.controller.js';

const ROOMS = [
  ...[CoachingNotes, ForgetNotes, LogSession, NameParty, WriteNote],
  ...[Needs, AreaSettings, SchoolsOfArea, Pairings, LightPairings, Projects, DraftAgenda, AgreeAgenda],
  ...[LogVisit, ReplyToVisit, PausePairing, ClosePairing, MailBox, People],
  ...[AuditEntries, AuditorUnitOfWork, FormDrafts],
];
const CANARY = 'Not sure that I want to be a head in July, said the bittern.';
const OTHERS: readonly Persona[] = ['broker', 'interestedBroker', 'adviser', 'officer', 'chair'];

describe('the pages of coaching', () => {
  let pages: BrokerAtPages;
  let here: string;

  beforeEach(async () => {
    const controllers = [PairingsController, HistoryController, CoachingController];
    pages = await BrokerAtPages.open(controllers, ROOMS, [NeedPages, PairingPages]);
    const pairing = await aPairing(pages.house, true, 'coaching');
    await makeActive(pages.house, pairing);
    here = `/pairings/${pairing}`;
  });
  afterEach(() => pages.close());

  const press = async (what: string, fields: Record<string, string>, who: Persona): Promise<Seen> => {
    const { html } = await pages.get(`${here}/${what}`, who);
    const version = /name="_version" value="([^"]*)"/.exec(html)?.[1];
    return pages.post(`${here}/${what}`, { ...(version ? { _version: version } : {}), ...fields }, who);
  };
  const session = (change: Record<string, string> = {}, who: Persona = 'asker'): Promise<Seen> =>
    press('session', { heldOn: '2026-11-25', mode: 'remote', minutes: '75', days: '0.5', ...change }, who);
  const bare = ({ html }: Seen): string => html.replaceAll(/SP-\d{4}-\d{3}|nonce="[^"]*"/g, '');

  it('record a session with a note, which the two read and everybody else sees the hours of', async () => {
    const wrong = await session({ minutes: '', days: 'half' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter how many minutes it took');
    expect((await session({ note: CANARY })).status).toBe(303);
    for (const who of ['asker', 'head'] as const) {
      const page = await pages.get(`${here}/notes`, who);
      expect(page.text).toContain(CANARY);
      expect(page.text).toContain('1. Wednesday 25 November 2026, remote, 75 minutes, counted as half a day');
    }
    for (const who of ['broker', 'officer', 'head'] as const) {
      const page = await pages.get(here, who);
      expect(page.text).toContain('1. Wednesday 25 November 2026, remote, 75 minutes, counted as half a day');
      expect(page.text).toContain('Coach: Head of 990013 . Coached: The asker .');
      expect(page.html).not.toContain('bittern');
      expect((await pages.get(`${here}/history`, who)).text).toContain('Session 1 held: remote, 75 minutes');
      expect(page.text).not.toContain('Record a visit');
    }
  });

  it('are no page at all for anybody but the two, in the same words as what does not exist', async () => {
    await session({ note: CANARY });
    for (const who of OTHERS) {
      const nothing = await pages.get('/pairings/SP-2026-999/notes', who);
      const page = await pages.get(`${here}/notes`, who);
      expect([who, page.status, bare(page) === bare(nothing)]).toEqual([who, 404, true]);
      expect((await pages.get(`${here}/session`, who)).status).toBe(404);
      for (const [what, fields] of [
        ['notes', { session: '1', note: 'Mine.' }],
        ['notes/delete', { sure: 'yes' }],
        ['session', { heldOn: '2026-11-25', mode: 'remote', minutes: '75', days: '0' }],
      ] as const)
        expect([who, what, (await pages.post(`${here}/${what}`, fields, who)).status]).toEqual([
          who,
          what,
          404,
        ]);
    }
    expect((await pages.get(`${here}/notes`, 'head')).text).toContain(CANARY);
  });

  it('take a further note about a session, and name the box that is empty', async () => {
    await session();
    const empty = await press('notes', { session: '1' }, 'head');
    expect([empty.status, empty.text.includes('Enter your note')]).toEqual([422, true]);
    expect((await press('notes', { session: '1', note: 'We begin there.' }, 'head')).status).toBe(303);
    expect((await press('notes', { session: '4', note: 'We begin there.' }, 'head')).text).toContain(
      'Choose the session that it is about',
    );
    expect((await pages.get(`${here}/notes`, 'asker')).text).toContain('We begin there.');
  });

  it('delete what was written once the box is ticked: all of it for the person coached', async () => {
    await session({ note: CANARY }, 'head');
    const page = await pages.get(`${here}/notes`, 'asker');
    expect(page.text).toContain('Every note, whoever of you wrote it: 1 note, gone at once and for good.');
    const unsure = await pages.post(`${here}/notes/delete`, {}, 'asker');
    expect([unsure.status, unsure.text.includes('Tick the box if you want them deleted')]).toEqual([
      422,
      true,
    ]);
    expect((await pages.post(`${here}/notes/delete`, { sure: 'yes' }, 'asker')).status).toBe(303);
    const after = await pages.get(`${here}/notes`, 'head');
    expect([after.text.includes('No notes.'), after.html.includes('bittern')]).toEqual([true, false]);
  });

  it('let each head say who of their school it is, and nobody of the other', async () => {
    const { id } = await pages.house.house.person({
      ...{ name: 'Iris Bell', posts: [{ role: 'staff', urn: '990005' as never }] },
    });
    const page = await pages.get(`${here}/people/coached`, 'asker');
    expect(page.text).toContain('Iris Bell');
    expect(page.html).toMatch(/value="[0-9a-f-]{36}" checked/);
    expect((await pages.get(`${here}/people/coach`, 'asker')).status).toBe(404);
    expect((await pages.get(`${here}/people/both`, 'asker')).status).toBe(404);
    expect((await press('people/coached', {}, 'asker')).text).toContain('Choose who it is');
    expect((await press('people/coached', { person: id }, 'asker')).status).toBe(303);
    expect((await pages.get(here, 'asker')).text).toContain('Coached: Iris Bell');
    expect((await pages.get(`${here}/session`, 'asker')).text).toContain('Sessions are recorded while');
  });
});
