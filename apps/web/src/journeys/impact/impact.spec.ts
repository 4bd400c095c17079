import { Impacts, RecordLaterValue, RecordSustainCheck, SayWhatChanged } from '@app/impact';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { agreedAndClosed } from './agreed-and-closed.fixture.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { ImpactController } from './impact.controller.js';

const ROOMS = [Impacts, RecordLaterValue, RecordSustainCheck, SayWhatChanged];

describe('the page of what a pairing changed', () => {
  let pages: BrokerAtPages;
  let here: string;

  beforeEach(async () => {
    pages = await BrokerAtPages.open([ImpactController], ROOMS);
    const { house } = pages;
    const pairing = await aPairing(house);
    here = `/pairings/${pairing}/impact`;
    await agreedAndClosed(house, pairing);
  });
  afterEach(() => pages.close());

  it('leads with both heads’ words by level, then the figure, and says that one pairing cannot tell (I-28)', async () => {
    expect((await pages.post(`${here}/words`, {}, 'asker')).text).toContain('Say what changed on one');
    const words = { pupils: 'More of them come on Mondays.' };
    expect((await pages.post(`${here}/words`, words, 'asker')).status).toBe(303);
    await pages.post(`${here}/words`, { partnership: 'We ring each other.' }, 'head');
    const evaluation = /name="evaluation"[^>]*value="([^"]+)"/.exec(
      (await pages.get(here, 'head')).html,
    )?.[1];
    const value = { evaluation: evaluation ?? '', figure: '28.4', of: '352', period: 'summer 2027' };
    expect((await pages.post(`${here}/value`, value, 'head')).status).toBe(422);
    await pages.post(`${here}/value`, { ...value, source: 'Our register' }, 'head');
    const { text, html } = await pages.get(here, 'officer');
    expect(text).toContain('Persistent absence fell 2.8 points by summer 2027. 95% interval:');
    expect(text).toContain('One pairing alone cannot tell whether the support made the difference.');
    expect(text).toContain('These are not impact.');
    expect(text.indexOf('More of them come on Mondays.')).toBeLessThan(text.indexOf('Persistent absence'));
    expect(text).toContain('Marlowe School: We ring each other.');
    expect(text).not.toMatch(/verdict|declin/i);
    expect([html.includes('<svg'), html.includes('<form method="post" action="/pairings')]).toEqual([
      true,
      false,
    ]);
  });

  it('can be downloaded, with what is hidden as its letter and never as a number (I-12)', async () => {
    const evaluation = /name="evaluation"[^>]*value="([^"]+)"/.exec(
      (await pages.get(here, 'asker')).html,
    )?.[1];
    const value = { evaluation: evaluation ?? '', figure: 'c', period: 'spring 2027', source: 'Published' };
    await pages.post(`${here}/value`, value, 'asker');
    const file = await pages.get(`${here}.csv`, 'officer');
    expect(file.text).toContain('Figure,Persistent absence,spring 2027,"not shown, too few pupils (c)"');
    expect((await pages.get(here)).text).toContain('is not a number, so a change cannot be worked out');
  });
});
