import { AgreeAgenda, ClosePairing, DraftAgenda, Pairings } from '@app/brokerage';
import {
  Impacts,
  RecordLaterValue,
  RecordSustainCheck,
  RegisterEvaluation,
  SayWhatChanged,
} from '@app/impact';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { aPairing } from '../pairings/a-pairing.fixture.js';
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
    const seen = () => house.asking('broker', (tx) => house.get(Pairings).one(tx, pairing));
    await house.get(DraftAgenda).execute(await house.as('head'), NORTH, {
      ...{ pairing, version: null, purpose: 'One system.', inclusion: 'SEN support first.' },
      ...{ exitRule: 'At Easter.', confidentiality: 'What we see.', cadenceDays: 10 },
      objectives: [
        {
          ...{ aim: 'Fewer miss one in ten', measure: 'Persistent absence', baseline: '31.2%' },
          ...{ target: '24 to 27%', due: '2027-07-16', figure: '31.2', of: '340' },
          ...{ period: 'autumn 2026', source: 'Our register' },
        },
      ],
    });
    for (const who of ['head', 'asker', 'broker'] as const) {
      const version = (await seen()).agenda?.version ?? 0;
      await house.get(AgreeAgenda).execute(await house.as(who), NORTH, { pairing, version });
    }
    await house.get(RegisterEvaluation).execute(NORTH, (await seen()).id);
    const closing = { pairing, version: (await seen()).version, outcome: 'met', summary: 'It is in use.' };
    await house.get(ClosePairing).execute(await house.as('broker'), NORTH, closing);
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
