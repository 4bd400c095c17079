import { AskForAnotherBroker } from '@app/brokerage';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { AnotherBrokerController } from './another-broker.controller.js';
import { NeedPages } from './need-pages.js';

describe('the page on which a head asks for another broker', () => {
  let pages: BrokerAtPages;
  let here: string;
  beforeEach(async () => {
    const rooms = [AskForAnotherBroker, Needs, AreaSettings, SchoolsOfArea];
    pages = await BrokerAtPages.open([AnotherBrokerController], rooms, [NeedPages]);
    here = `/needs/${(await pages.house.namedOpenNeed()).reference}/broker`;
  });
  afterEach(() => pages.close());

  const versionOn = (html: string): string => /name="_version" value="([0-9]+)"/.exec(html)?.[1] ?? '';

  it('asks for no reason and has one button; pressed twice, it is one change', async () => {
    const page = await pages.get(here, 'asker');
    expect([page.status, page.text.includes('You give no reason.')]).toEqual([200, true]);
    expect(page.html).not.toContain('<textarea');
    const sent = { _version: versionOn(page.html) };
    const first = await pages.post(here, sent, 'asker');
    expect([first.status, first.location]).toEqual([303, here.replace('/broker', '')]);
    expect((await pages.post(here, sent, 'asker')).status).toBe(412);
    expect((await pages.get(here, 'asker')).text).toContain('The interestedBroker');
  });

  it('has no button for anybody else', async () => {
    for (const who of ['broker', 'officer', 'chair', 'head'] as const) {
      const page = await pages.get(here, who);
      expect(page.html).not.toContain('Change the broker');
      expect(await pages.post(here, { _version: '3' }, who)).toMatchObject({
        status: expect.any(Number) as number,
      });
    }
    expect((await pages.get(here, 'asker')).text).toContain('The broker');
  });
});
