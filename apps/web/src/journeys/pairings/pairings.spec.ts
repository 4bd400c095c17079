import {
  AgreeAgenda,
  LightPairings,
  ClosePairing,
  DraftAgenda,
  HoldReview,
  LogVisit,
  Pairings,
  Projects,
  PausePairing,
  ReplyToVisit,
  TendPairing,
} from '@app/brokerage';
import type { Type } from '@nestjs/common';
import { AuditEntries } from '@app/audit';
import type { SignedIn } from '@app/http';
import { NotFound } from '@app/kernel';
import { People } from '@app/identity';
import { AuditorUnitOfWork, FormDrafts, MailBox, UnitOfWork } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, readSheetFile, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import { SALTERN } from '../../../../../test/factories/a-brokerage-house.js';
import { aPairing } from './a-pairing.fixture.js';
import { HistoryController } from './history.controller.js';
import { PairingPages } from './pairing-pages.js';
import { PairingsController } from './pairings.controller.js';
import { TendingController } from './tending.controller.js';

const ROOMS = [
  ...[Needs, AreaSettings, SchoolsOfArea, Pairings, LightPairings, Projects, DraftAgenda, AgreeAgenda],
  ...[HoldReview, TendPairing, LogVisit, ReplyToVisit, PausePairing, ClosePairing, MailBox, People],
  ...[AuditEntries, AuditorUnitOfWork, FormDrafts],
];
const AGENDA = {
  ...{ purpose: 'One system for attendance.', inclusion: 'SEN support first.', exitRule: 'At Easter.' },
  ...{ confidentiality: 'What we see in lessons.', cadence: '10', 'aim-1': 'Fewer miss one in ten' },
  ...{
    'measure-1': 'Persistent absence',
    'baseline-1': '24%',
    'target-1': '18 to 20%',
    'due-1': '2027-07-16',
  },
};

describe('the pages of a pairing', () => {
  let pages: BrokerAtPages;
  let here: string;
  type Who = 'broker' | 'head' | 'asker' | 'officer';

  beforeEach(async () => {
    pages = await BrokerAtPages.open([PairingsController, HistoryController, TendingController], ROOMS, [
      ...[NeedPages, PairingPages],
    ]);
    here = `/pairings/${await aPairing(pages.house)}`;
  });
  afterEach(() => pages.close());

  const formOf = ({ html }: Seen, action: string): string =>
    new RegExp(`<form[^>]*action="${action}"[\\s\\S]*?</form>`).exec(html)?.[0] ?? '';
  const hidden = (form: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
  const press = async (
    what: string,
    fields: Record<string, string> = {},
    who: Who = 'broker',
    from = here,
  ): Promise<Seen> => {
    const form = formOf(await pages.get(from, who), `${here}/${what}`);
    const version = hidden(form, '_version');
    const visit = hidden(form, 'visit');
    const carried = { ...(version ? { _version: version } : {}), ...(visit ? { visit } : {}) };
    return pages.post(`${here}/${what}`, { ...carried, ...fields }, who);
  };
  const active = async (): Promise<void> => {
    await press('agenda', AGENDA, 'head', `${here}/agenda`);
    for (const who of ['head', 'asker', 'broker'] as const) await press('agree', {}, who);
  };

  it('list what goes on for each of its people, and the next steps with their days', async () => {
    for (const who of ['broker', 'head', 'asker', 'officer'] as const)
      expect((await pages.get('/pairings', who)).text).toContain(
        'Marlowe School supporting Eastmarsh Academy',
      );
    for (const who of ['broker', 'officer'] as const)
      expect((await pages.get('/pairings', who)).text).toContain('Everything that followed from N-2026-');
    for (const who of ['head', 'asker'] as const)
      expect((await pages.get('/pairings', who)).html).not.toContain('/cases/');
    const page = await pages.get(here, 'asker');
    expect(page.text).toContain('First contact by the supporting school, by Wednesday 2 December 2026');
    expect(page.text).toContain('0 days of 4 days used');
    expect(page.text).not.toMatch(/of 100/);
  });

  it('take an agenda, keep what was typed, and name each box that is empty', async () => {
    const wrong = await press(
      'agenda',
      { ...AGENDA, 'measure-1': '', inclusion: '' },
      'head',
      `${here}/agenda`,
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter how you will see it');
    expect(wrong.html).toContain('value="Fewer miss one in ten"');
    expect((await press('agenda', AGENDA, 'head', `${here}/agenda`)).status).toBe(303);
    const page = await pages.get(here, 'asker');
    expect(page.text).toContain('Wanted: 18 to 20%, by 16 July 2027');
    expect(page.text).toContain('Agree this agenda for the school that is supported');
  });

  it('take an objective as a figure and by a published measure, keep what was typed, and show it before it is agreed', async () => {
    const counted = { ...AGENDA, 'figure-1': '24', 'of-1': '340', 'published-1': 'absence.persistent' };
    const at = `${here}/agenda`;
    const wrong = await press('agenda', { ...counted, 'published-1': 'context.roll' }, 'head', at);
    expect(wrong.status).toBe(422);
    for (const box of ['published-1', 'period-1', 'source-1']) expect(wrong.html).toContain(`href="#${box}"`);
    expect(wrong.html).toContain('value="340"');
    const told = { ...counted, 'period-1': '2025/26', 'source-1': 'The published tables' };
    expect((await press('agenda', told, 'head', at)).status).toBe(303);
    const page = await pages.get(here, 'asker');
    expect(page.text).toContain('Counted: 24 of 340, 2025/26, The published tables.');
    expect(page.text).toContain('by the published measure: Pupils who miss 10% of sessions or more');
    const again = (await pages.get(at, 'asker')).html;
    expect(again).toContain('value="The published tables"');
    expect(again).toMatch(/value="absence.persistent" selected/);
  });

  it('become active with three agreements, take a visit in five boxes, and let the school correct it', async () => {
    await active();
    expect((await pages.get(here)).text).toContain('Active');
    const at = `${here}/visit`;
    expect((await press('visit', {}, 'head', at)).text).toContain('Enter what happened');
    const visit = { heldOn: '2026-11-25', mode: 'in_person', days: '0.5', summary: 'Looked at registers.' };
    expect((await press('visit', visit, 'head', at)).status).toBe(303);
    expect((await pages.get(here, 'head')).text).not.toContain('Is this record accurate?');
    expect((await press('reply', { accurate: 'no' }, 'asker')).text).toContain('Enter what is not right');
    await press('reply', { accurate: 'no', reply: 'It was year 11.' }, 'asker');
    expect((await pages.get(here)).text).toContain('The school: It was year 11.');
    expect((await pages.get(here)).text).toContain('half a day of 4 days used');
  });

  it('ask once a half-term how each aim stands, and name the aim that has no answer', async () => {
    await active();
    const at = `${here}/review`;
    const wrong = await press('review', { heldOn: '2026-11-25', note: 'More calls.' }, 'asker', at);
    expect([wrong.status, wrong.html.includes('More calls.')]).toEqual([422, true]);
    expect(wrong.html).toContain('href="#standing-1"');
    const said = { heldOn: '2026-11-25', 'standing-1': 'needs_a_talk', note: 'More calls.' };
    expect((await press('review', said, 'asker', at)).status).toBe(303);
    const page = await pages.get(here, 'head');
    expect(page.text).toContain('Fewer miss one in ten Needs a talk');
    expect(page.text).not.toContain('Look after this pairing');
  });

  it('hold a review point once: who had the same page open reads what the other said first', async () => {
    await active();
    const at = `${here}/review`;
    const form = formOf(await pages.get(at, 'head'), at);
    const [point, _version] = [hidden(form, 'point'), hidden(form, '_version')];
    expect(point).toMatch(/^[0-9a-f-]{36}$/);
    const said = { heldOn: '2026-11-25', 'standing-1': 'on_track', point, _version };
    expect((await pages.post(at, said, 'asker')).status).toBe(303);
    const late = await pages.post(at, said, 'head');
    expect([late.status, late.text.includes('This changed while you were reading')]).toEqual([412, true]);
  });

  it('let their gardener ask both, add, bring in or close, and nobody else', async () => {
    await active();
    const at = `${here}/tend`;
    expect((await press('tend', {}, 'broker', at)).text).toContain('Choose what you do');
    const said = { act: 'nudge', note: 'How did the first weeks go?' };
    expect((await press('tend', said, 'broker', at)).status).toBe(303);
    for (const who of ['head', 'asker'] as const)
      expect((await pages.get(here, who)).text).toContain('Asked both schools: How did the first weeks go?');
    expect((await pages.get(at, 'head')).status).toBe(404);
    expect((await pages.post(at, { ...said, _version: '9' }, 'head')).status).toBe(404);
  });

  it('rest with a reason, go on, and close with thanks', async () => {
    await active();
    const nothing = (await press('pause')).text;
    expect(nothing).toContain('Enter the day on which it is looked at again');
    const past = { reason: '', nextDate: '2026-11-24' };
    const refused = (await press('pause', past)).text;
    expect(refused).toContain('Enter why it rests');
    expect(refused).toContain('Enter a day from tomorrow on and within a year');
    await press('pause', { reason: 'An inspection.', nextDate: '2027-01-11' });
    expect((await pages.get(here, 'asker')).text).toContain(
      'It rests: An inspection. (looked at again on Monday 11 January 2027)',
    );
    await press('resume');
    const at = `${here}/close`;
    expect((await press('close', {}, 'broker', at)).text).toContain('Choose how it ends');
    const said = { outcome: 'met', summary: 'Every tutor uses it.', thanks: 'Thank you all.' };
    expect((await press('close', said, 'broker', at)).status).toBe(303);
    expect((await pages.get(here, 'head')).text).toContain('Thanks: Thank you all.');
    expect((await pages.get('/pairings', 'head')).text).toContain('0 pairings');
    expect((await pages.get('/pairings?over=yes', 'head')).text).toContain('Closed');
  });

  it('tell what happened in order, from the decision on, to those who may read the pairing, without what was written', async () => {
    await active();
    const visit = { heldOn: '2026-11-25', mode: 'in_person', days: '1', summary: 'A private word.' };
    await press('visit', visit, 'head', `${here}/visit`);
    pages.house.clock.advance({ hours: 1 });
    await press('pause', { reason: 'An inspection.', nextDate: '2027-01-11' });
    pages.house.clock.advance({ hours: 1 });
    await press('resume');
    pages.house.clock.advance({ hours: 1 });
    await press('visit', visit, 'asker', `${here}/visit`);
    const told = [
      ...['Agreed in principle', 'The agenda was written', 'Agenda agreed by the supporting school'],
      ...['Agenda agreed by a broker', 'Visit 1 recorded', 'It was paused', 'It went on', 'Visit 2 recorded'],
    ];
    for (const who of ['broker', 'head', 'asker', 'officer'] as const) {
      const { text } = await pages.get(`${here}/history`, who);
      const at = told.map((each) => text.indexOf(each));
      expect(at.every((each) => each >= 0)).toBe(true);
      expect(at).toEqual([...at].sort((one, other) => one - other));
      expect(text).not.toMatch(/A private word|An inspection|sounding|was asked/i);
    }
    const { house } = pages;
    const shown = new HistoryController(
      ...([UnitOfWork, AuditorUnitOfWork, Pairings, AuditEntries].map((room) =>
        house.get<unknown>(room as Type),
      ) as ConstructorParameters<typeof HistoryController>),
    );
    const other = { actor: await house.as('head', SALTERN), area: NORTH } as SignedIn;
    await expect(shown.one(here.split('/').pop() ?? '', other)).rejects.toThrow(NotFound);
    expect((await pages.get(here)).html).toContain(`href="${here}/history"`);
  });

  it.each(['csv', 'xlsx', 'ods'] as const)('tell the same as a file, %s', async (ending) => {
    await active();
    pages.house.clock.advance({ hours: 1 });
    await press('pause', { reason: 'An inspection.', nextDate: '2027-01-11' });
    const bytes = new Uint8Array(await (await pages.raw(`${here}/history.${ending}`)).arrayBuffer());
    const known = { says: 'history', sheet: `History ${here.split('/').pop() ?? ''}` };
    const required = ['Day', 'Time', 'What happened'];
    const { rows } = await readSheetFile(bytes, { ...known, required, optional: [] });
    expect(rows[0]?.cells.slice(0, 2)).toEqual(['2026-11-25', '09:00']);
    expect(rows.at(-1)?.cells).toEqual(['2026-11-25', '10:00', 'It was paused']);
    expect((await pages.get(`${here}/history.exe`)).status).toBe(404);
    expect((await pages.get(`${here}/history`)).html).toContain(`href="${here}/history.${ending}"`);
  });

  it('say which deadline no calendar can count, and keep what was typed', async () => {
    await active();
    await pages.house.house.asSuperuser(
      `set session_replication_role = replica; update schools.area_setting set body = jsonb_set(body, '{years}',
         (select jsonb_agg(y) from jsonb_array_elements(body->'years') y where y->>'id' <= '2026/27')) where kind = 'calendar'`,
    );
    const said = { outcome: 'met', summary: 'Every tutor uses it.' };
    const page = await press('close', said, 'broker', `${here}/close`);
    expect([page.status, page.html.includes('Every tutor uses it.')]).toEqual([409, true]);
    expect(page.text).toMatch(/The deadline of C-15\.second cannot be worked out/);
  });
});
