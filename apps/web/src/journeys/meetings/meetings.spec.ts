import {
  CancelMatchRun,
  DeferNeed,
  HoldMeeting,
  MakeProposal,
  MatchRuns,
  Meetings,
  NeedCandidates,
  RequestMatchRun,
  SoundOut,
  VetoCandidate,
} from '@app/brokerage';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { MARLOWE, QUARRY, UPLANDS } from '../../../../../test/factories/a-brokerage-house.js';
import { CandidatesController } from '../candidates/candidates.controller.js';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { MeetingsController } from './meetings.controller.js';

const ROOMS = [
  ...[MatchRuns, Needs, RequestMatchRun, CancelMatchRun, NeedCandidates, AreaSettings, SchoolsOfArea],
  ...[MakeProposal, VetoCandidate, DeferNeed, HoldMeeting, Meetings, SoundOut],
];

describe('the pages of a meeting', () => {
  let pages: BrokerAtPages;

  beforeAll(async () => {
    pages = await BrokerAtPages.open([MeetingsController, CandidatesController], ROOMS, [NeedPages]);
    for (const urn of [MARLOWE, QUARRY, UPLANDS]) await pages.house.offer(urn);
  });
  afterAll(() => pages.close());

  it('say what a meeting needs where there is no finished run', async () => {
    expect((await pages.get('/meetings')).text).toContain(
      'A meeting goes through a match run that is complete',
    );
    expect((await pages.post('/meetings', { run: '' })).text).toContain('Choose the run to go through');
    for (const who of ['head', 'officer'] as const)
      expect((await pages.get('/meetings', who)).status).toBe(404);
  });

  it('go need by need: somebody steps out, the school is named, and the broker of the need reads it', async () => {
    const { id, reference } = await pages.house.namedOpenNeed();
    const asked = { needIds: [id] };
    const run = await pages.house.get(RequestMatchRun).execute(await pages.house.as('broker'), NORTH, asked);
    await pages.house.finish(run.id);
    const opened = await pages.post('/meetings', { run: 'R-0001' });
    expect(opened.status).toBe(303);
    const meeting = opened.location ?? '';
    expect((await pages.get(meeting)).text).toContain(`Next: ${reference}`);
    const here = `${meeting}/${reference}`;
    const page = await pages.get(here);
    expect(page.text).toContain('please step out for this need');
    const wrong = await pages.post(`${here}/turn`, { outcome: 'propose', said: 'Near and free.' });
    expect([wrong.status, wrong.html.includes('Near and free.')]).toEqual([422, true]);
    const said = { outcome: 'propose', supporter: MARLOWE, said: 'Near and free.' };
    expect((await pages.post(`${here}/turn`, said)).text).toContain('note first that these have stepped out');
    for (const [, person] of page.html.matchAll(/name="person" value="([0-9a-f-]{36})"/g))
      await pages.post(`${here}/away`, { person: person ?? '', kind: 'left' });
    expect((await pages.get(here)).text).toContain('Stepped out:');
    expect((await pages.post(`${here}/turn`, said)).status).toBe(303);
    expect((await pages.get(`/needs/${reference}/candidates`)).text).toContain(
      'Propose Marlowe School. Near and free.',
    );
  });
});
