import {
  AnswerFinding,
  CloseFinding,
  Findings,
  GiveOpinion,
  OpenFinding,
  WithdrawFinding,
} from '@app/assurance';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import type { Persona } from '../../../../../test/factories/a-brokerage-house.js';
import { FindingsController } from './findings.controller.js';

const ROOMS = [AnswerFinding, CloseFinding, Findings, GiveOpinion, OpenFinding, WithdrawFinding];

describe('the pages of an officer’s finding', () => {
  let pages: BrokerAtPages;
  let pairing: string;

  beforeEach(async () => {
    pages = await BrokerAtPages.open([FindingsController], ROOMS);
    pairing = await aPairing(pages.house);
  });
  afterEach(() => pages.close());

  const hidden = (page: Seen): Record<string, string> => ({
    _version: /name="_version" value="([0-9]+)"/.exec(page.html)?.[1] ?? '0',
  });
  const press = async (
    step: string,
    fields: Record<string, string>,
    who: Persona = 'officer',
  ): Promise<Seen> => {
    const at = '/findings/F-2026-001';
    return pages.post(`${at}/${step}`, { ...hidden(await pages.get(at, who)), ...fields }, who);
  };
  const open = (): Promise<Seen> =>
    pages.post('/findings/new', { sample: pairing, question: 'Who else was asked?' }, 'officer');

  it('begin with what was looked at and end closed, each person with the one form that is theirs', async () => {
    expect((await pages.get(`/findings/new?sample=${pairing}`, 'officer')).html).toContain(
      `value="${pairing}"`,
    );
    expect((await open()).location).toBe('/findings/F-2026-001');
    const asked = await pages.get('/findings/F-2026-001', 'broker');
    expect(asked.text).toContain('Your answer');
    expect(asked.text).toContain('The law may require us to release this; you will be told first.');
    expect(asked.text).not.toMatch(/Your opinion|take the question back/);
    await press('answer', { answer: 'Nobody: one school was free.' }, 'asker');
    expect((await pages.get('/findings/F-2026-001', 'broker')).text).not.toContain('Send answer');
    await press('opinion', { opinion: 'So says the run.' });
    expect((await pages.get('/findings/F-2026-001', 'officer')).text).not.toContain('Take it back');
    await press('close', {});
    const done = await pages.get('/findings/F-2026-001', 'asker');
    for (const words of ['Closed by The officer', 'So says the run.', 'one school was free', 'The asker'])
      expect(done.text).toContain(words);
    expect(done.html).not.toContain('<form method="post" action="/findings');
  });

  it('list what goes on with who has the word and by when, and closed ones where asked', async () => {
    expect((await pages.get('/findings', 'officer')).text).toContain('None goes on.');
    await open();
    const list = await pages.get('/findings', 'asker');
    expect(list.text).toContain('F-2026-001 Waits for an answer');
    expect(list.text).toContain(
      'Next: The school that asked, or who has it in hand, by Wednesday 16 December 2026',
    );
    expect(list.text).not.toContain('Ask about a request or a pairing');
    await press('withdraw', { because: 'Asked twice.' });
    expect((await pages.get('/findings', 'officer')).text).not.toContain('F-2026-001');
    expect((await pages.get('/findings?over=yes', 'officer')).text).toContain('F-2026-001 Taken back');
  });

  it('say what is missing, keep what was typed, and tell who saw an older state', async () => {
    const empty = await pages.post('/findings/new', { sample: 'SP-1', question: '' }, 'officer');
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Enter your question')]);
    const unknown = await pages.post('/findings/new', { sample: 'SP-1', question: 'Why?' }, 'officer');
    expect(unknown.text).toContain('Enter a reference of your area');
    expect(unknown.html).toContain('Why?');
    await open();
    expect((await press('answer', {}, 'broker')).text).toContain('Enter your answer');
    const late = await press('answer', { _version: '7', answer: 'Late.' }, 'broker');
    expect([late.status, late.html]).toEqual([412, expect.stringContaining('Late.')]);
  });

  it('are not there for others', async () => {
    await open();
    for (const who of ['head', 'interestedBroker', 'adviser'] as const)
      expect((await pages.get('/findings/F-2026-001', who)).status).toBe(404);
    expect([403, 404]).toContain((await pages.get('/findings/new', 'broker')).status);
  });
});
