import {
  AgreeAgenda,
  ClosePairing,
  DraftAgenda,
  HoldReview,
  LightPairings,
  LogVisit,
  Pairings,
  Projects,
  PausePairing,
  ReplyToVisit,
  TendPairing,
} from '@app/brokerage';
import { People } from '@app/identity';
import { FormDrafts, MailBox } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { NeedPages } from '../needs/need-pages.js';
import { aPairing, makeActive } from '../pairings/a-pairing.fixture.js';
import { PairingPages } from '../pairings/pairing-pages.js';
import { PairingsController } from '../pairings/pairings.controller.js';
import { TendingController } from '../pairings/tending.controller.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { DraftsController } from './drafts.controller.js';

const ROOMS = [
  ...[
    Needs,
    AreaSettings,
    SchoolsOfArea,
    Pairings,
    LightPairings,
    Projects,
    DraftAgenda,
    AgreeAgenda,
    HoldReview,
  ],
  ...[TendPairing, LogVisit, ReplyToVisit, PausePairing, ClosePairing, MailBox, People, FormDrafts],
];
const HALF = { heldOn: '2026-11-25', summary: 'Walked through six lessons.' };
const KEYS = [1, 2, 3].map((at) => `00000000-0000-4000-8000-00000000000${String(at)}`);

describe('half a form', () => {
  let pages: BrokerAtPages;
  let here: string;
  let reference: string;

  beforeEach(async () => {
    const doors = [PairingsController, TendingController, DraftsController];
    pages = await BrokerAtPages.open(doors, ROOMS, [NeedPages, PairingPages]);
    reference = await aPairing(pages.house);
    here = `/pairings/${reference}`;
  });
  afterEach(() => pages.close());

  type Who = 'head' | 'asker' | 'broker' | 'officer';
  const draft = (kind: string): string => `/drafts/${kind}.${reference}`;
  const active = (): Promise<void> => makeActive(pages.house, reference);
  const keep = (fields: Record<string, string> = HALF, who: Who = 'head', of = draft('visit')) =>
    pages.post(of, fields, who);

  it('is kept as it is typed, however unfinished, and the answer says when', async () => {
    await active();
    const kept = await keep();
    expect([kept.status, kept.html]).toEqual([200, 'Saved 09:00']);
    const form = await pages.get(`${here}/visit`, 'head');
    expect(form.html).toContain('Walked through six lessons.');
    expect(form.text).toContain('This is what you typed until 25 November 2026 at 09:00.');
    expect((await pages.get(here, 'head')).text).toContain('You have begun the record of a visit');
  });

  it('is not kept where it concerns a child who may not be safe: the page says whom to tell (W07, I-23)', async () => {
    await active();
    await keep();
    const visits = () => pages.house.house.asSuperuser('select id from brokerage.visit');
    const before = await visits();
    const ticked = { summary: 'A child told us something.', safeguarding: 'yes' };
    const told = await pages.post(
      `${here}/visit`,
      { ...HALF, ...ticked, mode: 'in_person', days: '1' },
      'head',
    );
    expect([told.status, told.text.includes('Tell the designated safeguarding lead')]).toEqual([200, true]);
    expect(told.html).not.toContain('A child told us');
    expect(await visits()).toEqual(before);
    expect((await pages.get(`${here}/visit`, 'head')).html).not.toMatch(/six lessons|A child told us/);
    const typed = await keep({ ...HALF, ...ticked });
    expect([typed.status, typed.html]).toEqual([200, '']);
    expect((await pages.get(`${here}/visit`, 'head')).html).not.toContain('A child told us');
    const unfinished = await pages.post(`${here}/review`, { safeguarding: 'yes', note: 'A child.' }, 'head');
    expect([unfinished.status, unfinished.html.includes('A child.')]).toEqual([200, false]);
  });

  it('opens to nobody else', async () => {
    await active();
    await keep();
    for (const who of ['asker', 'broker'] as const) {
      expect((await pages.get(`${here}/visit`, who)).text).not.toMatch(/six lessons|what you typed/);
      expect((await pages.get(here, who)).text).not.toContain('You have begun');
    }
  });

  it('is kept by a button where no script runs, which leads back to the pairing', async () => {
    await active();
    expect((await pages.get(`${here}/visit`, 'head')).html).toContain(`formaction="${draft('visit')}/later"`);
    const later = await keep(HALF, 'head', `${draft('visit')}/later`);
    expect([later.status, later.location]).toEqual([303, here]);
    expect((await pages.get(`${here}/visit`, 'head')).html).toContain('six lessons');
  });

  it('goes when it is thrown away, and the form is empty again', async () => {
    await active();
    await keep();
    const gone = await pages.post(`${draft('visit')}/drop`, {}, 'head');
    expect([gone.status, gone.location]).toEqual([303, `${here}/visit`]);
    expect((await pages.get(`${here}/visit`, 'head')).html).not.toContain('six lessons');
  });

  it('goes when the form is taken, and stays when it is not; a late save brings it back no more', async () => {
    await active();
    const key = KEYS[0] ?? '';
    await keep({ ...HALF, _key: key });
    const refused = await pages.post(`${here}/visit`, { ...HALF, _key: key }, 'head');
    expect([refused.status, refused.html.includes('six lessons')]).toEqual([422, true]);
    expect((await pages.get(`${here}/visit`, 'head')).text).toContain('what you typed');
    const whole = { ...HALF, mode: 'in_person', days: '0.5', _key: key };
    expect((await pages.post(`${here}/visit`, whole, 'head')).status).toBe(303);
    const late = await keep({ ...HALF, _key: key });
    expect([late.status, late.html]).toEqual([200, '']);
    expect((await pages.get(`${here}/visit`, 'head')).text).not.toMatch(/six lessons|what you typed/);
  });

  it('is offered only while its form is there', async () => {
    await active();
    const words = { purpose: 'Half a purpose', _version: '1' };
    await keep(words, 'asker', draft('agenda'));
    expect((await pages.get(here, 'asker')).text).not.toContain('You have begun the agenda');
  });

  it('of an agenda is refused on an older wording, with what was typed', async () => {
    const first = {
      ...{ purpose: 'One system.', inclusion: 'SEN support first.', exitRule: 'At Easter.' },
      ...{ confidentiality: 'What we see.', cadence: '10', 'aim-1': 'Fewer', 'measure-1': 'Absence' },
      ...{ 'baseline-1': '24%', 'target-1': '18%', 'due-1': '2027-07-16' },
    };
    await pages.post(`${here}/agenda`, { ...first, _key: KEYS[0] ?? '' }, 'head');
    await keep({ ...first, purpose: 'Mine, half typed', _version: '1' }, 'asker', draft('agenda'));
    const changed = { ...first, purpose: 'Theirs', _version: '1', _key: KEYS[1] ?? '' };
    expect((await pages.post(`${here}/agenda`, changed, 'head')).status).toBe(303);
    const form = await pages.get(`${here}/agenda`, 'asker');
    expect(form.html).toContain('Mine, half typed');
    const version = /action="\/pairings\/[^"]*\/agenda"[\s\S]*?name="_version" value="(\d+)"/.exec(
      form.html,
    )?.[1];
    expect(version).toBe('1');
    const sent = { ...first, purpose: 'Mine, half typed', _version: '1', _key: KEYS[2] ?? '' };
    const stale = await pages.post(`${here}/agenda`, sent, 'asker');
    expect([stale.status, stale.html.includes('Mine, half typed')]).toEqual([412, true]);
  });

  it('of a review is kept too', async () => {
    await active();
    await keep({ 'standing-1': 'on_track', note: 'More calls.' }, 'asker', draft('review'));
    const { html } = await pages.get(`${here}/review`, 'asker');
    expect(html).toContain('More calls.');
    expect(html).toMatch(/value="on_track" checked/);
  });

  it('is not kept for what is no form of ours, or says what no form asks, or is no text', async () => {
    await active();
    for (const other of ['/drafts/note.SP-2026-001', '/drafts/visit.N-2026-001', `${draft('agenda')}.2`])
      expect((await keep(HALF, 'head', other)).status).toBe(404);
    expect((await keep({ ...HALF, colour: 'red' })).status).toBe(400);
    expect((await keep({ summary: 'a\u0000b' })).status).toBe(400);
    expect((await keep({ summary: 'x'.repeat(70_000) })).status).toBe(400);
    expect((await keep(HALF, 'officer')).status).toBe(404);
  });
});

describe('a save from elsewhere', () => {
  let web: WebHouse;
  beforeAll(async () => {
    web = await WebHouse.open();
  });
  afterAll(() => web.close());

  it('is refused without the page’s token, from another site, and from nobody', async () => {
    const { base, session } = await web.visitor('asker');
    const save = async (headers: Record<string, string>, body = 'summary=x'): Promise<number> =>
      (
        await fetch(`${base}/drafts/visit.SP-2026-001`, {
          ...{ method: 'POST', redirect: 'manual', body },
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        })
      ).status;
    const cookie = `trellis=${session}`;
    const page = await (await fetch(`${base}/me`, { headers: { cookie } })).text();
    const token = `summary=x&_csrf=${/name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''}`;
    expect(await save({ cookie, 'sec-fetch-site': 'same-origin' }, token)).toBe(200);
    expect(await save({ cookie, 'sec-fetch-site': 'same-origin' })).toBe(403);
    expect(await save({ cookie, 'sec-fetch-site': 'cross-site' }, token)).toBe(403);
    expect(await save({ 'sec-fetch-site': 'same-origin' }, token)).toBe(403);
  });
});
