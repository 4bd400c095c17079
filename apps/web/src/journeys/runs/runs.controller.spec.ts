import {
  CancelMatchRun,
  FailRun,
  MatchRuns,
  ReplayRun,
  RequestMatchRun,
  StartMatchRun,
} from '@app/brokerage';
import type { MatchRunId } from '@app/kernel';
import { Needs } from '@app/profiles';
import { MARLOWE, QUARRY } from '../../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { BrokerAtPages } from './a-broker-at-pages.fixture.js';
import { RunsController } from './runs.controller.js';

describe('the pages of match runs', () => {
  let pages: BrokerAtPages;

  beforeAll(async () => {
    pages = await BrokerAtPages.open(
      [RunsController],
      [MatchRuns, Needs, ReplayRun, RequestMatchRun, CancelMatchRun],
    );
    for (const urn of [MARLOWE, QUARRY]) await pages.house.offer(urn);
    await pages.house.namedOpenNeed();
  });
  afterAll(() => pages.close());

  const idOf = (reference: string): Promise<MatchRunId> =>
    pages.house
      .asking('broker', (tx) => pages.house.get(MatchRuns).progress(tx, reference))
      .then(({ id }) => id);
  const begin = async (id: MatchRunId): Promise<number> => {
    const flow = await pages.house.get(StartMatchRun).execute(NORTH, id);
    return Number(flow?.parent.data.ids['token']);
  };
  /** A need of its own, so that its run is joined to no other. */
  const askForOne = async (): Promise<string> => {
    const { reference } = await pages.house.namedOpenNeed();
    const { location } = await pages.post('/runs', { need: reference });
    expect(location).toMatch(new RegExp(`^/runs/R-\\d{4}\\?need=${reference}$`));
    return location ?? '';
  };

  const finished = async (): Promise<{ id: MatchRunId; reference: string }> => {
    const reference = (await askForOne()).slice(6, 12);
    const id = await idOf(reference);
    await pages.house.finish(id);
    return { id, reference };
  };

  it('say that there is none yet', async () => {
    expect((await pages.get('/runs')).text).toContain('No run has been asked for yet.');
  });

  it('lead from the button to the run, which can be followed with and without a program', async () => {
    const { status, location } = await pages.post('/runs', {});
    expect([status, location]).toEqual([303, '/runs/R-0001']);
    const { html, text } = await pages.get('/runs/R-0001');
    expect(text).toContain('Waiting to begin: 0 of 1 need scored');
    expect(html).toMatch(/<label for="progress"[^>]*>[\s\S]*<progress id="progress" max="1" value="0">/);
    expect(html).toContain('data-progress-events="/runs/R-0001/events"');
    expect(html).toContain('<a class="govuk-link" href="/runs/R-0001">Check progress again</a>');
    expect(text).toContain('Cancel this run');
    expect(html).not.toMatch(/http-equiv/i);
  });

  it('show a finished one: each need with who is first, the plan, the counts and the hashes', async () => {
    await pages.house.finish(await idOf('R-0001'));
    const { html, text } = await pages.get('/runs/R-0001');
    expect(text).toMatch(/Eastmarsh Academy: Reducing persistent absence N-2026-\d{3}/);
    expect(text).toMatch(/(Marlowe|Quarry Lane) School, \d+\.\d of 100/);
    expect(html).toMatch(/href="\/needs\/N-2026-\d{3}\/candidates"/);
    expect(text).toContain('e'.repeat(64));
    expect(text).not.toContain('Cancel this run');
    expect((await pages.get('/runs')).text).toContain('The broker');
  });

  it('send no events to whose session is over (I04)', async () => {
    expect((await pages.get('/runs/R-0001/events')).html.trim()).toBe('');
    await pages.house.raw(
      `insert into identity.session (id_hash, account_id, person_id, area_id, idle_minutes)
       select sha256('spec'), a.id, gen_random_uuid(), '${NORTH}', 30 from identity.account a limit 1`,
    );
  });

  it('send events until it ends, and none of a run that is not there', async () => {
    const { html } = await pages.get('/runs/R-0001/events');
    expect(html).toContain('"over":true');
    expect((await pages.get('/runs/R-9999/events')).html.trim()).toBe('');
    expect((await pages.get('/runs/R-0001/events', 'asker')).status).toBe(404);
  });

  it('say where a cancelled one stopped, and that nothing was changed', async () => {
    const [here = ''] = (await askForOne()).split('?');
    expect((await pages.post(`${here}/cancel`, {})).location).toBe(here);
    expect((await pages.get(here)).text).toContain('Cancelled at 0 of 1. Nothing was changed.');
  });

  it('offer to run again what stopped', async () => {
    const here = await askForOne();
    const id = await idOf(here.slice(6, 12));
    await pages.house.get(FailRun).execute(NORTH, id, await begin(id), 'OUT_OF_TRIES');
    const { html, text } = await pages.get(here);
    expect(text).toContain('This run stopped. Nothing was proposed.');
    expect(html).toMatch(/name="need" value="N-2026-\d{3}"/);
    expect(text).toContain('Run again');
  });

  it('refuse a reference that is none with 422, and a need that is not there with the page of all such', async () => {
    const { status, text } = await pages.post('/runs', { need: 'my need' });
    expect([status, text.includes('Enter a need’s reference')]).toEqual([422, true]);
    expect((await pages.post('/runs', { need: 'N-2026-999' })).status).toBe(404);
  });

  it('ask an officer why first, and let them read only', async () => {
    const asked = await pages.get('/runs/R-0001', 'officer');
    expect(asked.text).toContain('Why do you read this?');
    expect(asked.html).toContain('<form method="post" action="/runs/R-0001"');
    for (const reason of ['', '...'])
      expect((await pages.post('/runs/R-0001', { reason }, 'officer')).status).toBe(422);
    const { text } = await pages.post('/runs/R-0001', { reason: 'Sample of May' }, 'officer');
    expect(text).toContain('What came of it');
    const all = await pages.post('/runs/with-reason', { reason: 'Sample of May' }, 'officer');
    expect(all.text).toContain('R-0001');
    expect(all.text).not.toContain('Look at all open needs');
    expect(all.html).toContain('formaction="/runs.ods"');
    expect((await pages.post('/runs', {}, 'officer')).status).toBe(404);
  });

  it('let whoever reads a finished run have it made again, an officer with the reason they read it with', async () => {
    const { id, reference } = await finished();
    expect((await pages.get(`/runs/${reference}`)).text).toContain('Make it again and compare');
    const { text } = await pages.post(`/runs/${reference}/replay`, {});
    expect(text).toContain('The proof kept with the plan holds: no better plan exists.');
    expect((await pages.get(`/runs/${reference}`)).text).toMatch(/What proves the plan [0-9a-f]{64}/);
    expect(text).toContain('the same result, to the letter');
    const read = await pages.post(`/runs/${reference}`, { reason: 'Sample of May' }, 'officer');
    expect(read.html).toContain('<input type="hidden" name="reason" value="Sample of May">');
    const why = await pages.post(`/runs/${reference}/replay`, {}, 'officer');
    expect(why.text).toContain('Why do you read this?');
    const audited = await pages.post(`/runs/${reference}/replay`, { reason: 'Sample of May' }, 'officer');
    expect(audited.text).toContain('the same result, to the letter');
    expect((await pages.post(`/runs/${reference}/replay`, {}, 'asker')).status).toBe(404);
    await pages.house.raw(
      `set session_replication_role = replica; update brokerage.match_run set result_hash = repeat('0', 64) where id = '${id}'`,
    );
    const other = await pages.post(`/runs/${reference}/replay`, {});
    expect(other.text).toContain('Every list is the same; the plan is not.');
  });

  it('take no reason from an address, which browsers and proxies keep', async () => {
    for (const path of ['/runs/R-0001', '/runs']) {
      const { text } = await pages.get(`${path}?reason=Sample+of+May`, 'officer');
      expect(text).not.toMatch(/What came of it|Runs so far/);
    }
  });

  it('are not there for a head', async () => {
    expect((await pages.get('/runs', 'asker')).status).toBe(404);
    expect((await pages.get('/runs/R-0001', 'asker')).status).toBe(404);
  });
});
