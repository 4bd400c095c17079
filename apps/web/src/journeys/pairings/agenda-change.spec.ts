import {
  AgreeAgenda,
  AgreeChange,
  ClosePairing,
  DraftAgenda,
  HoldReview,
  LightPairings,
  LogVisit,
  Pairings,
  PausePairing,
  Projects,
  ReplyToVisit,
  TendPairing,
  VaryAgenda,
} from '@app/brokerage';
import { AuditEntries } from '@app/audit';
import { People } from '@app/identity';
import {
  RegisterEvaluation,
  Impacts,
  RecordLaterValue,
  RecordSustainCheck,
  SayWhatChanged,
} from '@app/impact';
import { AuditorUnitOfWork, FormDrafts, MailBox } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { DraftsController } from '../drafts/drafts.controller.js';
import { ImpactController } from '../impact/impact.controller.js';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import { aPairing, makeActive } from './a-pairing.fixture.js';
import { AgendaChangeController } from './agenda-change.controller.js';
import { HistoryController } from './history.controller.js';
import { PairingPages } from './pairing-pages.js';
import { PairingsController } from './pairings.controller.js';

const ROOMS = [
  ...[Needs, AreaSettings, SchoolsOfArea, Pairings, LightPairings, Projects, DraftAgenda, AgreeAgenda],
  ...[HoldReview, TendPairing, LogVisit, ReplyToVisit, PausePairing, ClosePairing, MailBox, People],
  ...[AuditEntries, AuditorUnitOfWork, FormDrafts, VaryAgenda, AgreeChange],
  ...[Impacts, RecordLaterValue, RecordSustainCheck, SayWhatChanged],
];
const DOORS = [
  PairingsController,
  AgendaChangeController,
  HistoryController,
  DraftsController,
  ImpactController,
];
type Who = 'broker' | 'head' | 'asker' | 'officer';

/** Every form is posted as a browser posts it that runs no script. */
describe('the pages on which agreed work changes', () => {
  let pages: BrokerAtPages;
  let here: string;

  beforeAll(async () => {
    pages = await BrokerAtPages.open(DOORS, ROOMS, [NeedPages, PairingPages]);
    here = `/pairings/${await aPairing(pages.house)}`;
  });
  afterAll(() => pages.close());

  const formOf = ({ html }: Seen, action: string): string =>
    new RegExp(`<form[^>]*action="${action}"[\\s\\S]*?</form>`).exec(html)?.[0] ?? '';
  /** What stands in the boxes of a form, to be sent as it is but for what somebody changes. */
  const boxesOf = (form: string): Record<string, string> => {
    const inputs = [...form.matchAll(/<input[^>]*name="([^"]+)"(?:[^>]*value="([^"]*)")?/g)];
    const areas = [...form.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)];
    return Object.fromEntries([...inputs, ...areas].map(([, name = '', value = '']) => [name, value]));
  };
  const press = async (
    at: string,
    what: string,
    who: Who,
    fields: Record<string, string> = {},
  ): Promise<Seen> => {
    const boxes = boxesOf(formOf(await pages.get(here + at, who), here + what));
    return pages.post(here + what, { ...boxes, ...fields }, who);
  };
  const propose = (fields: Record<string, string>, who: Who = 'head'): Promise<Seen> =>
    press('/change', '/change', who, { reason: 'Lateness is the harder part.', ...fields });

  it('say where there is nothing to change yet, or any more', async () => {
    expect((await pages.get(`${here}/change`, 'head')).text).toContain('while the work goes on or rests');
    expect((await pages.get(`${here}/proposed`, 'head')).text).toContain('No change waits here');
    expect((await pages.get(here, 'head')).text).not.toContain('Change what was agreed');
    await makeActive(pages.house, here.split('/').pop() ?? '');
    await pages.house.get(RegisterEvaluation).execute(NORTH, here.split('/').pop() ?? '');
  });

  it('lead from the pairing to a form that holds what stands, keep what was typed, and name each box that is empty', async () => {
    for (const who of ['head', 'asker', 'broker'] as const)
      expect((await pages.get(here, who)).html).toContain(`href="${here}/change">Change what was agreed`);
    expect((await pages.get(here, 'officer')).html).not.toContain(`${here}/change`);
    const form = formOf(await pages.get(`${here}/change`, 'head'), `${here}/change`);
    expect(boxesOf(form)).toMatchObject({
      ...{
        purpose: 'One system for attendance.',
        'aim-1': 'Fewer miss one in ten',
        cadence: '10',
        reason: '',
      },
      'due-1': '2027-07-16',
    });
    const empty = await propose({ reason: '', 'aim-1': 'Fewer are late' });
    expect([empty.status, empty.html.includes('href="#reason"')]).toEqual([422, true]);
    expect(empty.html).toContain('value="Fewer are late"');
    const wrong = await propose({ 'measure-1': '', inclusion: '' });
    expect(wrong.status).toBe(422);
    for (const box of ['measure-1', 'inclusion']) expect(wrong.html).toContain(`href="#${box}"`);
    expect(wrong.html).toContain('Lateness is the harder part.');
    const same = await propose({});
    expect([same.status, same.text.includes('This says what was agreed already')]).toEqual([409, true]);
  });

  it('keep half of it for later, and go on with it', async () => {
    const boxes = boxesOf(formOf(await pages.get(`${here}/change`, 'asker'), `${here}/change`));
    const key = `change.${here.split('/').pop() ?? ''}`;
    await pages.post(`/drafts/${key}/later`, { ...boxes, reason: 'Half a reason' }, 'asker');
    expect((await pages.get(here, 'asker')).text).toContain('You have begun a change of what was agreed');
    expect((await pages.get(`${here}/change`, 'asker')).html).toContain('Half a reason');
    await pages.post(`/drafts/${key}/drop`, {}, 'asker');
  });

  it('show old and new beside each other, what differs in bold, and name what stays', async () => {
    const made = await propose({
      'measure-1': 'Late marks <b>a week</b>',
      'target-1': '5%',
      exitRule: 'At Whitsun.',
    });
    expect([made.status, made.location]).toEqual([303, here]);
    const overview = (await pages.get(here, 'asker')).text;
    expect(overview).toContain('Head of 990013 proposed a change of what was agreed');
    expect(overview).toContain('It waits for your answer.');
    expect(overview).toContain('It is over: At Easter.');
    const { html, text } = await pages.get(`${here}/proposed`, 'asker');
    expect(html).toContain('Seen by: Persistent absence<');
    expect(html).toContain('Seen by: <strong>Late marks &lt;b&gt;a week&lt;/b&gt;</strong>');
    expect(html).toContain('<strong>At Whitsun.</strong>');
    expect(html).not.toContain('<strong>Fewer miss one in ten</strong>');
    expect(text).toContain(
      'Stays as it is: What this work is for, Pupils with SEND, What stays between you, Between two contacts.',
    );
    expect(text).toContain('What is measured is fixed anew from the day of the last yes');
    for (const [who, sees] of [
      ['head', ['Take it back', 'Agree this change for the supporting school']],
      ['asker', ['Agree this change for the school that is supported', 'Decline this change']],
      ['broker', ['Agree this change for a broker', 'Decline this change']],
      ['officer', []],
    ] as const) {
      const told = (await pages.get(`${here}/proposed`, who)).text;
      const all = ['Take it back', 'Agree this change for', 'Decline this change'];
      expect([who, all.filter((each) => told.includes(each)).length]).toEqual([who, sees.length]);
      for (const each of sees) expect(told).toContain(each);
    }
  });

  it('let it be declined with a word, and taken back by its proposer; what was agreed goes on', async () => {
    const silent = await press('/proposed', '/proposed/decline', 'asker');
    expect([silent.status, silent.html.includes('href="#words"')]).toEqual([422, true]);
    const words = 'Let us finish the first aim.';
    expect((await press('/proposed', '/proposed/decline', 'asker', { words })).status).toBe(303);
    const page = (await pages.get(here, 'head')).text;
    expect(page).toContain(
      'A change that Head of 990013 proposed on 25 November 2026, declined by The asker',
    );
    expect(page).toContain(`Why not: ${words}`);
    await propose({ cadence: '5' }, 'broker');
    expect((await pages.get(`${here}/change`, 'head')).text).toContain('A change is proposed already');
    expect((await press('/proposed', '/proposed/take-back', 'broker')).status).toBe(303);
    expect((await pages.get(here)).text).toContain('taken back on 25 November 2026');
  });

  it('put it in force with the third yes: the agenda before stays to be read, and what it measured with it', async () => {
    await propose({ 'measure-1': 'Late marks', exitRule: 'At Whitsun.' });
    const boxes = boxesOf(formOf(await pages.get(`${here}/proposed`, 'asker'), `${here}/proposed/agree`));
    for (const who of ['head', 'asker'] as const)
      expect((await press('/proposed', '/proposed/agree', who)).status).toBe(303);
    const stale = await pages.post(`${here}/proposed/agree`, boxes, 'broker');
    expect([stale.status, stale.text.includes('This changed while you were reading')]).toEqual([412, true]);
    pages.house.clock.set(new Date('2026-12-03T09:00:00Z'));
    expect((await press('/proposed', '/proposed/agree', 'broker')).status).toBe(303);
    await pages.house.get(RegisterEvaluation).execute(NORTH, here.split('/').pop() ?? '');
    const page = (await pages.get(here, 'asker')).text;
    expect(page).toContain('Agenda 2, in force since 3 December 2026.');
    expect(page).toContain('It is over: At Whitsun.');
    expect(page).toContain('Agenda 1, in force from 25 November 2026 to 3 December 2026');
    const impact = await pages.get(`${here}/impact`, 'officer');
    expect(impact.text).toContain('Persistent absence (fixed with an earlier agenda)');
    expect(impact.text).toContain(
      'Agenda 1, in force from 25 November 2026 to 3 December 2026: a change took its place.',
    );
    const ids = [...impact.html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
    const csv = await pages.raw(`${here}/impact.csv`);
    expect(await csv.text()).toContain('Persistent absence (agenda 1, until 2026-12-03)');
  });

  it('tell all of it in the history, in order and without what was written', async () => {
    const { text } = await pages.get(`${here}/history`, 'asker');
    const told = [
      ...[
        'The agenda was written',
        'A change of the agenda was proposed',
        'The change of the agenda was declined: The asker',
      ],
      ...[
        'The change of the agenda was taken back',
        'Change agreed by the supporting school',
        'Agenda 2 is in force',
      ],
    ];
    const at = told.map((each) => text.indexOf(each));
    expect(at.every((each) => each >= 0)).toBe(true);
    expect(at).toEqual([...at].sort((one, other) => one - other));
    expect(text).not.toMatch(/harder part|finish the first aim/);
  });
});
