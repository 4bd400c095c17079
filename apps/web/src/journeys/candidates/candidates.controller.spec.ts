import {
  CancelMatchRun,
  DeferNeed,
  MakeProposal,
  Meetings,
  MatchRuns,
  NeedCandidates,
  ReplayRun,
  RequestMatchRun,
  SoundOut,
  VetoCandidate,
} from '@app/brokerage';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import {
  EASTMARSH,
  MARLOWE,
  QUARRY,
  SALTERN,
  UPLANDS,
} from '../../../../../test/factories/a-brokerage-house.js';
import { RunsController } from '../runs/runs.controller.js';
import { CandidatesController } from './candidates.controller.js';
import { WhyNotController } from './why-not.controller.js';

const ROOMS = [
  ...[MatchRuns, Needs, ReplayRun, RequestMatchRun, CancelMatchRun, NeedCandidates, AreaSettings],
  ...[SchoolsOfArea, MakeProposal, VetoCandidate, DeferNeed, Meetings, SoundOut],
];

describe('the page of who could help', () => {
  let pages: BrokerAtPages;
  let here: string;

  beforeAll(async () => {
    pages = await BrokerAtPages.open([RunsController, CandidatesController, WhyNotController], ROOMS);
    for (const urn of [MARLOWE, SALTERN, UPLANDS, QUARRY]) await pages.house.offer(urn);
  });
  afterAll(() => pages.close());
  beforeEach(async () => {
    here = `/needs/${(await pages.house.namedOpenNeed()).reference}/candidates`;
  });

  const look = async (): Promise<Seen> => {
    const { location } = await pages.post('/runs', { need: here.split('/')[2] ?? '' });
    const [, , reference = ''] = (location ?? '').split(/[/?]/);
    const { id } = await pages.house.asking('broker', (tx) =>
      pages.house.get(MatchRuns).progress(tx, reference),
    );
    await pages.house.finish(id);
    return pages.get(here);
  };
  const hidden = ({ html }: Seen, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const option = ({ html }: Seen, school: string): string =>
    new RegExp(`<option value="([^"]*)"[^>]*>${school}`).exec(html)?.[1] ?? '';
  const answer = (seen: Seen, fields: Record<string, string>): Promise<Seen> =>
    pages.post(here, { run: hidden(seen, 'run'), first: hidden(seen, 'first'), ...fields });

  it('offers to look while no run has', async () => {
    const { html, text } = await pages.get(here);
    expect(text).toContain('Eastmarsh Academy: Reducing persistent absence');
    expect(text).toContain('Nobody has looked at this need yet.');
    expect(html).toMatch(/action="\/runs"[\s\S]*Look who could help/);
  });

  it('lists each school with its points, its parts in a drawing and a table, and who is not listed', async () => {
    const { html, text } = await look();
    for (const words of ['1. Marlowe School', '2. Quarry Lane School', '3. Uplands School'])
      expect(text).toContain(words);
    expect(text).toMatch(/\d+\.\d of 100 16 days free No conflict found on 25 November/);
    expect(text).toMatch(/Theme fit \d+\.\d of 35 /);
    expect(text).toMatch(/Reach \d+\.\d of 10 11\.4 km in a straight line/);
    expect(html).toContain('<svg class="app-drawing"');
    expect(html).not.toMatch(/\sstyle=/);
    expect(text).toContain('Not listed: 2 schools');
    expect(text).toContain('1 shares a trust or federation with the school that asks');
    expect(text).toContain('This is advice. You choose, and your reason is kept.');
    expect(html).toMatch(
      /class="govuk-back-link"[^>]*href="\/needs\/N-2026-\d{3}"|href="\/needs\/N-2026-\d{3}"[^>]*class="govuk-back-link"/,
    );
    expect(html).toMatch(/<details[\s\S]*Which schools, by reason[\s\S]*Saltern Academy[\s\S]*<\/details>/);
    const rest = await pages.get(`${here}/not-listed`);
    expect(rest.text).toContain('Saltern Academy shares a trust or federation with Eastmarsh Academy');
    expect(rest.text).toContain('Silent School has not offered support yet.');
  });

  it('proposes the first school without a reason, and says so', async () => {
    const { status, location } = await answer(await look(), { choice: 'first' });
    expect([status, location]).toEqual([303, `${here}?done=proposed`]);
    const { text } = await pages.get(location ?? '');
    expect(text).toMatch(/Success .*Marlowe School is proposed: P-2026-\d{3}\. Nobody has been told yet\./);
    expect(text).toContain('Proposed already: P-2026-');
    expect(text).toMatch(/Choices made so far Proposed Marlowe School: The broker/);
  });

  it('proposes the first school and sounds it out with one press, once, and leads on to the next open need', async () => {
    const seen = await look();
    const fields = { choice: 'ask_first', _key: '6f1c2c9e-5b1e-4d59-9d29-0e5c86a7c001' };
    const answers = [await answer(seen, fields), await answer(seen, fields)];
    for (const { status, location } of answers)
      expect([status, location]).toEqual([303, `${here}?done=asked`]);
    const { text, html } = await pages.get(answers[0]?.location ?? '');
    expect(text).toMatch(/Marlowe School is asked: P-2026-\d{3}\. It does not know who asks\./);
    expect(text.match(/Proposed Marlowe School: The broker/g)).toHaveLength(1);
    const next = /href="([^"]*)">Next: choose whom to ask for Eastmarsh Academy/.exec(html)?.[1];
    expect(next).toMatch(/^\/needs\/N-2026-\d{3}\/candidates$/);
    expect(next).not.toBe(here);
  });

  it('asks for a reason before another school is proposed, and keeps what was chosen', async () => {
    const seen = await look();
    const another = option(seen, 'Quarry Lane School');
    const without = await answer(seen, { choice: 'another', another });
    expect(without.status).toBe(422);
    expect(without.html).toContain(
      '<a href="#reason">Enter why you choose another school than the first</a>',
    );
    expect(without.html).toMatch(new RegExp(`<option value="${another}" selected`));
    const reason = 'They know its families.';
    expect((await answer(seen, { choice: 'another', another, reason })).status).toBe(303);
    expect((await pages.get(here)).text).toContain(`Reason: ${reason}`);
  });

  it('asks for a choice, a school and a day, each at its field', async () => {
    const seen = await look();
    for (const [fields, field] of [
      [{}, 'choice'],
      [{ choice: 'another' }, 'another'],
      [{ choice: 'rule_out' }, 'ruled-out'],
      [{ choice: 'later' }, 'until-day'],
    ] as const) {
      const { status, html } = await answer(seen, fields);
      expect(status).toBe(422);
      expect(html).toContain(`<a href="#${field}">`);
      expect(html).toContain(`id="${field}"`);
    }
  });

  it('rules a school out, and no longer offers it', async () => {
    const seen = await look();
    const asked = { choice: 'rule_out', 'ruled-out': MARLOWE, reason: 'Both heads asked not to.' };
    expect((await answer(seen, asked)).location).toBe(`${here}?done=ruled-out`);
    const after = await pages.get(`${here}?done=ruled-out`);
    expect(after.text).toContain('Marlowe School is ruled out for this need.');
    expect(after.text).toContain('Ruled out by The broker.');
    expect(after.text).toContain('Propose Quarry Lane School');
    expect((await answer(seen, asked)).status).toBe(409);
  });

  it('speaks of a first school only where there is one to propose', async () => {
    expect((await look()).text).toContain('Reason (needed unless you propose the first school)');
    for (const urn of [MARLOWE, QUARRY, UPLANDS])
      await answer(await pages.get(here), { choice: 'rule_out', 'ruled-out': urn, reason: 'Asked not to.' });
    const { text } = await pages.get(here);
    expect([text.includes('Propose '), text.includes('needed unless')]).toEqual([false, false]);
    expect(text).toContain('Later');
  });

  it('waits until a day, and refuses a day that is over', async () => {
    const seen = await look();
    const later = { choice: 'later', reason: 'After the visit', 'until-month': '12', 'until-year': '2026' };
    expect((await answer(seen, { ...later, 'until-day': '4' })).location).toBe(`${here}?done=later`);
    expect((await pages.get(`${here}?done=later`)).text).toContain('looked at again on 4 December 2026.');
    const over = await answer(seen, { ...later, 'until-year': '2025', 'until-day': '4' });
    expect([over.status, over.html.includes('href="#until-day"')]).toEqual([422, true]);
  });

  it('says what would change the list, and why any school that somebody names is not first', async () => {
    const { text, html } = await look();
    expect(text).toMatch(/What would change this (If|No single change)/);
    expect(html).toContain(`href="${here}/why-not"`);
    expect((await pages.get(`${here}/why-not`)).text).toMatch(
      /Which school\?.*Marlowe School.*Silent School/,
    );
    const quarry = await pages.get(`${here}/why-not?school=${QUARRY}`);
    expect(quarry.text).toContain('Quarry Lane School is listed, and not first');
    expect(quarry.text).toContain('Where it differs from the first');
    expect(quarry.html).toMatch(new RegExp(`value="${QUARRY}" selected`));
    const saltern = await pages.get(`${here}/why-not?school=${SALTERN}`);
    expect(saltern.text).toMatch(/What stands in the way Saltern Academy shares a trust or federation/);
    expect((await pages.get(`${here}/why-not?school=`)).status).toBe(200);
    const none = await pages.get(`${here}/why-not?school=none`);
    expect([none.status, none.html.includes('href="#school"')]).toEqual([422, true]);
    expect((await pages.get(`${here}/why-not?school=990999`)).status).toBe(404);
  });

  it('tells why not to nobody with an interest, to no head, and to an officer who says why', async () => {
    await look();
    const asked = `${here}/why-not?school=${QUARRY}`;
    for (const who of ['asker', 'head'] as const) expect((await pages.get(asked, who)).status).toBe(404);
    expect((await pages.get(asked, 'officer')).text).toContain('Why do you read this?');
    const seen = await pages.post(asked, { reason: 'Sample of May' }, 'officer');
    expect(seen.text).toContain('Quarry Lane School is listed, and not first');
  });

  it('is the page of what is not there for who has an interest, for heads and for no need', async () => {
    await look();
    await pages.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${EASTMARSH}', '2026-01-01' from identity.person
       where name = 'The interestedBroker'`,
    );
    expect((await pages.get(here, 'interestedBroker')).status).toBe(404);
    expect((await pages.get(here, 'asker')).status).toBe(404);
    expect((await pages.get('/needs/N-2026-999/candidates')).status).toBe(404);
  });

  it('is read-only for an officer, who says why first', async () => {
    await look();
    expect((await pages.get(here, 'officer')).text).toContain('Why do you read this?');
    const why = { reason: 'Sample of May' };
    const { text } = await pages.post(`${here}/with-reason`, why, 'officer');
    expect(text).toContain('1. Marlowe School');
    expect(text).not.toContain('Your choice');
    expect((await pages.get(`${here}/not-listed`, 'officer')).text).toContain('Why do you read this?');
    expect((await pages.post(`${here}/not-listed`, why, 'officer')).text).toContain(
      'Schools of the area that run',
    );
    expect((await pages.get(`${here}?reason=Sample+of+May`, 'officer')).text).not.toContain('Marlowe');
    expect((await pages.post(here, { choice: 'first' }, 'officer')).status).toBe(404);
  });
});
