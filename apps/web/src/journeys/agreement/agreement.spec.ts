import {
  Agreements,
  AnswerOffer,
  AnswerSounding,
  ApproveDecision,
  CancelMatchRun,
  DecideProposal,
  DeferNeed,
  Meetings,
  MakeProposal,
  MatchRuns,
  NeedCandidates,
  ReplayRun,
  RequestMatchRun,
  SoundOut,
  VetoCandidate,
} from '@app/brokerage';
import { People } from '@app/identity';
import { MailBox } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { CandidatesController } from '../candidates/candidates.controller.js';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import { MARLOWE, QUARRY, UPLANDS } from '../../../../../test/factories/a-brokerage-house.js';
import { RunsController } from '../runs/runs.controller.js';
import { ProposalsController } from './proposals.controller.js';
import { RepliesController } from './replies.controller.js';

const ROOMS = [
  ...[MatchRuns, Needs, ReplayRun, RequestMatchRun, CancelMatchRun, NeedCandidates, AreaSettings],
  SchoolsOfArea,
  ...[MakeProposal, VetoCandidate, DeferNeed, Meetings, Agreements, SoundOut, AnswerSounding, AnswerOffer],
  ...[DecideProposal, ApproveDecision, MailBox, People],
];

describe('the pages of an agreement', () => {
  let pages: BrokerAtPages;
  let proposal: string;

  beforeEach(async () => {
    pages = await BrokerAtPages.open(
      [RunsController, CandidatesController, ProposalsController, RepliesController],
      ROOMS,
      [NeedPages],
    );
    for (const urn of [MARLOWE, UPLANDS, QUARRY]) await pages.house.offer(urn, { maxPartners: 5 });
  });
  afterEach(() => pages.close());

  const hidden = ({ html }: Seen, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const linked = ({ html }: Seen, path: string): string =>
    new RegExp(`(${path}/[A-Z]-\\d{4}-\\d{3})`).exec(html)?.[1] ?? '';
  const send = async (
    path: string,
    fields: Record<string, string>,
    who: 'broker' | 'head' | 'asker' = 'broker',
    from = path,
  ): Promise<Seen> => {
    const page = await pages.get(from, who);
    return pages.post(path, { _version: hidden(page, '_version'), ...fields }, who);
  };
  const the = (): Promise<Seen> => pages.get(proposal);
  const act = (what: string, fields: Record<string, string> = {}): Promise<Seen> =>
    send(`${proposal}/${what}`, fields, 'broker', proposal);
  const request = async (): Promise<string> =>
    `/requests/${/Request (Q-\d{4}-\d{3})/.exec((await the()).text)?.[1] ?? ''}`;
  const offer = async (): Promise<string> => {
    const [row] = await pages.house.house.asSuperuser<{ reference: string }>(
      `select o.reference from brokerage.support_offer o join brokerage.proposal p on p.id = o.proposal_id where p.reference = $1`,
      [proposal.split('/')[2] ?? ''],
    );
    return `/offers/${row?.reference ?? ''}`;
  };

  beforeEach(async () => {
    // Each case with a county of its own: who has helped lately is not listed first again.
    const { reference } = await pages.house.namedOpenNeed();
    const here = `/needs/${reference}/candidates`;
    const { location } = await pages.post('/runs', { need: reference });
    const run = (location ?? '').split(/[/?]/)[2] ?? '';
    const { id } = await pages.house.asking('broker', (tx) => pages.house.get(MatchRuns).progress(tx, run));
    await pages.house.finish(id);
    const seen = await pages.get(here);
    const chosen = { run: hidden(seen, 'run'), first: hidden(seen, 'first'), choice: 'first' };
    await pages.post(here, chosen);
    proposal = linked(await pages.get(here), '/proposals');
  });

  it('lead from the need to the proposal, and from there to a request that does not say who asks', async () => {
    const before = await the();
    expect(before.text).toContain('Marlowe School for Eastmarsh Academy');
    expect(before.text).toContain('Sound out Marlowe School');
    expect((await act('sound-out')).status).toBe(303);
    const named = await request();
    expect((await the()).text).toContain('Answer by 2 December 2026');
    const blind = await pages.get(named, 'head');
    expect(blind.text).toContain('Could you help a school with reducing persistent absence?');
    expect(blind.text).toContain('Key stage 3, Key stage 4');
    expect(blind.text).not.toMatch(/Eastmarsh|of 100|place/);
    expect((await pages.get(named, 'asker')).status).toBe(404);
  });

  it('let the supporter say yes, the school accept, and the broker decide, each with one form', async () => {
    await act('sound-out');
    const named = await request();
    expect((await send(named, {}, 'head')).text).toContain('Choose your answer');
    expect((await send(named, { answer: 'yes' }, 'head')).status).toBe(303);
    expect((await pages.get(named, 'head')).text).toContain('Your days are kept until');
    const offered = await offer();
    const words = await pages.get(offered, 'asker');
    expect(words.text).toContain(
      'Marlowe School could support Eastmarsh Academy with reducing persistent absence',
    );
    expect(words.text).toContain('Distance: 11.4 km');
    expect(words.text).not.toMatch(/of 100|points/);
    expect((await pages.get(offered, 'head')).status).toBe(404);
    expect((await send(offered, { answer: 'accept' }, 'asker')).status).toBe(303);
    expect((await pages.get(named, 'head')).text).toContain('Eastmarsh Academy has accepted');
    expect((await act('decide')).text).toContain('Choose what you decide');
    expect((await act('decide', { outcome: 'agreed' })).status).toBe(303);
    expect((await the()).text).toMatch(/Pairing SP-2026-\d{3}/);
  });

  it('let the broker decide that coaching begins, and say so with the decision', async () => {
    await act('sound-out');
    await send(await request(), { answer: 'yes' }, 'head');
    await send(await offer(), { answer: 'accept' }, 'asker');
    expect((await the()).html).toContain('value="support" checked');
    const odd = await act('decide', { outcome: 'agreed', kind: 'light' });
    expect([odd.status, odd.text.includes('Choose what kind of work begins')]).toEqual([422, true]);
    expect((await act('decide', { outcome: 'agreed', kind: 'coaching' })).status).toBe(303);
    expect((await the()).text).toContain('Coaching: one person by another, whose notes are between the two');
  });

  it('take fewer days in days, and say beside the box what is wrong with one', async () => {
    await act('sound-out');
    const named = await request();
    const wrong = await send(named, { answer: 'fewer_days', 'days-1': 'two' }, 'head');
    expect([wrong.status, wrong.text.includes('Enter days like 2 or 2.5')]).toEqual([422, true]);
    const many = await send(named, { answer: 'fewer_days', 'days-1': '40' }, 'head');
    expect(many.status).toBe(422);
    await send(named, { answer: 'fewer_days', 'days-1': '1.5' }, 'head');
    expect((await the()).text).toContain('Fewer days: 1.5 days in Spring 1, 2026/27');
  });

  it('take "not this term" in one press, thank for it, and say nothing of a score', async () => {
    await act('sound-out');
    const named = await request();
    await send(named, { answer: 'not_this_term' }, 'head');
    expect((await pages.get(named, 'head')).text).toContain('Nobody reminds you this term');
    expect((await the()).text).toContain('Supporter said no');
  });

  it('tell the broker that the mail which asked came back, and the supporter nothing of it', async () => {
    await act('sound-out');
    await pages.house.raw(
      `set session_replication_role = replica; update platform.mail set state = 'bounced', because = 'This address takes no mail.',
       ended_at = not_before where kind = 'request'`,
    );
    expect((await the()).text).toMatch(
      /Mail to Head of 990013 came back on 25 November 2026: “A reply is needed by 2 December/,
    );
    expect((await pages.get(await request(), 'head')).text).not.toContain('came back');
  });

  it('say that nothing was sent where the request was taken back meanwhile', async () => {
    await act('sound-out');
    const named = await request();
    const page = await pages.get(named, 'head');
    expect((await act('take-back', {})).text).toContain('Enter why you take it back');
    await act('take-back', { back: 'Their head leaves.' });
    const late = await pages.post(named, { _version: hidden(page, '_version'), answer: 'yes' }, 'head');
    expect([late.status, late.text.includes('Nothing was sent')]).toEqual([409, true]);
    expect((await pages.get(named, 'head')).text).toContain('This request is closed');
  });

  it('open a proposal to an officer who says why, by post alone', async () => {
    const asked = await pages.get(`${proposal}?reason=Sample+of+May`, 'officer');
    expect(asked.text).toContain('Why do you read this?');
    expect(asked.text).not.toContain('Marlowe');
    const shown = await pages.post(proposal, { reason: 'Sample of May' }, 'officer');
    expect([shown.status, shown.text.includes('Marlowe School')]).toEqual([200, true]);
    expect((await pages.post(proposal, { reason: 'Sample of May' }, 'head')).status).toBe(404);
  });
});
