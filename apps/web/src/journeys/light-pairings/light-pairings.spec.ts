import { AskLight, LightPairings, LightSteps } from '@app/brokerage';
import { NoteBounce, People } from '@app/identity';
import { MailBox } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import { LightPairingsController } from './light-pairings.controller.js';

const ASKED = {
  ...{ other: '990013', way: 'asks', purpose: 'See your attendance meeting' },
  ...{ contact: 'Deputy head, 01234 567890', onDay: '2027-01-14', halfDays: '1' },
};

describe('the page of a day or less', () => {
  let pages: BrokerAtPages;

  beforeEach(async () => {
    const rooms = [Needs, AreaSettings, SchoolsOfArea, LightPairings, AskLight, LightSteps, MailBox, People];
    pages = await BrokerAtPages.open([LightPairingsController], rooms, [NeedPages]);
  });
  afterEach(() => pages.close());

  const press = async (at: string, what: string, fields: Record<string, string>, who: 'head' | 'asker') => {
    const { html } = await pages.get(at, who);
    const _version = /name="_version" value="([0-9]+)"/.exec(html)?.[1] ?? '';
    return pages.post(`${at}/${what}`, { _version, ...fields }, who);
  };
  const ask = (change: Record<string, string> = {}): Promise<Seen> =>
    pages.post('/pairings/new', { ...ASKED, ...change }, 'asker');

  it('is asked for on one form, which names each box that is empty and keeps what was typed', async () => {
    const form = await pages.get('/pairings/new?kind=light&school=990013', 'asker');
    expect(form.html).toMatch(/<option value="990013" selected/);
    expect(form.html).not.toContain('value="990005"');
    const wrong = await ask({ purpose: '', halfDays: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter what it is for, in one line');
    expect(wrong.html).toContain('value="Deputy head, 01234 567890"');
    expect((await pages.get('/pairings/new', 'officer')).status).not.toBe(200);
  });

  it('tells its broker where the mail that asks did not arrive, and nobody else (N02)', async () => {
    const at = (await ask()).location ?? '';
    const [mail] = await pages.house.house.asSuperuser<{ id: string }>(
      `select id from platform.mail where kind = 'question'`,
    );
    await pages.house.get(NoteBounce).execute(mail!.id, 'no such mailbox');
    expect((await pages.get(at, 'broker')).text).toContain('no such mailbox');
    for (const who of ['head', 'asker'] as const)
      expect((await pages.get(at, who)).text).not.toContain('no such mailbox');
  });

  it('is answered by the other school and ends with thanks', async () => {
    const at = (await ask()).location ?? '';
    expect(at).toBe('/pairings/light/SL-2026-001');
    expect((await pages.get(at, 'asker')).text).not.toContain('Does this suit you?');
    expect((await press(at, 'answer', {}, 'head')).text).toContain('Choose yes or no');
    expect((await press(at, 'answer', { answer: 'yes' }, 'head')).status).toBe(303);
    expect((await pages.get(at, 'head')).text).not.toContain('Say thanks');
    await press(at, 'thank', { thanks: 'It was a good morning.' }, 'asker');
    const page = await pages.get(at, 'head');
    expect(page.text).toContain('Done, with thanks');
    expect(page.text).toContain('It was a good morning.');
  });
});
