import { Agreements } from '@app/brokerage';
import { UnitOfWork } from '@app/platform';
import { DeclarationCalls, DeclarationChecks } from '@app/profiles';
import { NORTH } from '../../../../../test/factories/an-area.js';
import type { Screen } from '../needs/a-visitor.fixture.js';
import { MARLOWE, NOW, SALTERN } from '../../../../../test/factories/a-brokerage-house.js';
import { MailedLinks } from './a-mailed-link.fixture.js';

describe('a link in a mail', () => {
  let mailed: MailedLinks;

  beforeEach(async () => {
    mailed = await MailedLinks.open();
  });
  afterEach(() => mailed.close());

  const open = async (path: string): Promise<Screen> => (await mailed.visitor()).open(path);
  const press = async (path: string, answers: Record<string, string>): Promise<Screen> => {
    const visitor = await mailed.visitor();
    return visitor.press(await visitor.open(path), path, answers);
  };
  const stateOf = async (request: string): Promise<string> => {
    const head = await mailed.area.as('head', MARLOWE);
    const { area } = mailed;
    const seen = await area
      .get(UnitOfWork)
      .run(head, NORTH, (tx) => area.get(Agreements).request(tx, request));
    return seen.state;
  };

  it('shows the request blind to whoever opens it, and changes nothing, however often a scanner looks (K01)', async () => {
    await mailed.soundOut();
    const link = await mailed.link('sounding.answer');
    const before = await mailed.stored();
    const url = (await mailed.url()) + link;
    const looks = [
      await fetch(url),
      await fetch(url, { method: 'HEAD' }),
      await fetch(`${url}?utm_source=mail&utm_id=1`),
      await fetch(`${url}.`),
    ];
    expect(looks.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(looks.map(({ headers }) => headers.get('referrer-policy'))).toEqual(Array(4).fill('no-referrer'));
    expect(await mailed.stored()).toEqual(before);
    const page = await open(link);
    expect(page.heading).toBe('Could you help a school with reducing persistent absence?');
    expect(page.words).toContain('Answer by Wednesday 2 December 2026');
    expect(page.words).not.toMatch(/Eastmarsh|Head of|of 100/);
  });

  it('answers once, in the name of the person it was sent to, and signs nobody in (K02, K03)', async () => {
    const request = await mailed.soundOut();
    const link = await mailed.link('sounding.answer');
    const visitor = await mailed.visitor();
    const page = await visitor.open(link);
    const sent = await visitor.press(page, link, { answer: 'yes' });
    expect([sent.status, sent.location]).toEqual([303, link]);
    expect(await stateOf(request)).toBe('supporter_accepted');
    expect((await open(link)).heading).toBe('Your answer was sent');
    const again = await visitor.press(page, link, { answer: 'not_this_term' });
    expect(again.words).toContain('does nothing more');
    expect(await stateOf(request)).toBe('supporter_accepted');
    expect((await open('/today')).status).toBe(303);
    const acts = await mailed.area.house.asSuperuser<{ bytes: string }>(
      `select bytes from audit.entry where act = 'sounding.answer' and kind = 'act'`,
    );
    expect(acts).toHaveLength(1);
    expect(acts[0]?.bytes).toMatch(/\nactor=person:[0-9a-f-]{36}\n/);
    expect(acts[0]?.bytes).toContain('\ndoor=link\n');
  });

  it('takes two presses at once as one', async () => {
    const request = await mailed.soundOut();
    const link = await mailed.link('sounding.answer');
    const visitor = await mailed.visitor();
    const page = await visitor.open(link);
    await Promise.all([
      visitor.press(page, link, { answer: 'yes' }),
      visitor.press(page, link, { answer: 'not_this_term' }),
    ]);
    const [acts] = await mailed.area.house.asSuperuser<{ n: number }>(
      `select count(*)::int as n from audit.entry where act = 'sounding.answer' and kind = 'act'`,
    );
    expect(acts?.n).toBe(1);
    expect(['supporter_accepted', 'declined_by_supporter']).toContain(await stateOf(request));
  });

  it('says beside the box what is wrong, keeps what was typed, and is not spent by it', async () => {
    const request = await mailed.soundOut();
    const link = await mailed.link('sounding.answer');
    const empty = await press(link, {});
    expect([empty.status, empty.problems]).toEqual([422, [{ text: 'Choose your answer', field: 'answer' }]]);
    expect(empty.title).toMatch(/^Error: /);
    const wrong = await press(link, { answer: 'fewer_days', 'days-1': 'two' });
    expect(wrong.problems).toEqual([{ text: 'Enter days like 2 or 2.5', field: 'days-1' }]);
    expect((await press(link, { answer: 'fewer_days', 'days-1': '1.5' })).status).toBe(303);
    expect(await stateOf(request)).toBe('supporter_accepted');
  });

  it('books nothing where the days went to another school meanwhile, and says so and how to sign in (K02, K06)', async () => {
    await mailed.soundOut();
    const link = await mailed.link('sounding.answer');
    await mailed.area.raw(
      `set session_replication_role = replica; update profiles.capacity_window set booked = declared`,
    );
    const sent = await press(link, { answer: 'yes' });
    expect(sent.status).toBe(409);
    expect(sent.words).toMatch(/days/);
    expect(sent.words).toMatch(/sign in/i);
    expect((await open(link)).status).toBe(200);
  });

  it('lets the school that asked accept, meet first or decline, and shows it no more than the mail did', async () => {
    await mailed.soundOut();
    await press(await mailed.link('sounding.answer'), { answer: 'yes' });
    const link = await mailed.link('offer.answer');
    const page = await open(link);
    expect(page.heading).toBe('Answer an offer of support');
    expect(page.words).toContain('They learn your name if you accept or ask to meet');
    expect(page.words).not.toMatch(/Marlowe|absence/);
    expect((await press(link, { answer: 'accept' })).status).toBe(303);
    const [row] = await mailed.area.house.asSuperuser<{ state: string }>(
      'select state from brokerage.proposal',
    );
    expect(row?.state).toBe('school_accepted');
  });

  it('wants a head signed in who accepts, where the area says so; meeting first stays one press (K06)', async () => {
    await mailed.soundOut();
    await press(await mailed.link('sounding.answer'), { answer: 'yes' });
    await mailed.area.raw(
      `set session_replication_role = replica; update schools.area_setting set body = body || '{"acceptByLink": false}'
       where kind = 'thresholds'`,
    );
    const link = await mailed.link('offer.answer');
    expect((await open(link)).words).toContain('Your area asks you to sign in to accept.');
    const accepted = await press(link, { answer: 'accept' });
    expect([accepted.status, accepted.words.includes('Nothing was sent')]).toEqual([409, true]);
    expect((await press(link, { answer: 'meet' })).status).toBe(303);
  });

  it('lets the supported school say whether the record of a visit is accurate, without showing the record', async () => {
    await mailed.visit();
    const link = await mailed.link('visit.reply');
    const page = await open(link);
    expect(page.heading).toBe('Is the record of the visit accurate?');
    expect(page.words).not.toMatch(/We met|Marlowe|absence/);
    const why = await press(link, { accurate: 'no' });
    expect([why.status, why.problems[0]?.field]).toEqual([422, 'reply']);
    expect((await press(link, { accurate: 'no', reply: 'It was on Tuesday.' })).status).toBe(303);
    const [row] = await mailed.area.house.asSuperuser<{ state: string }>('select state from brokerage.visit');
    expect(row?.state).toBe('inaccurate');
  });

  it('says in one press that nothing has changed in a school’s word', async () => {
    await mailed.declare();
    mailed.area.clock.set(new Date('2027-01-11T08:00:00Z'));
    expect(await mailed.area.get(DeclarationChecks).ask(NORTH)).toBe(1);
    const link = await mailed.link('declaration.unchanged');
    const page = await open(link);
    expect([page.heading, page.words.includes('Nothing has changed')]).toEqual([
      'Has anything changed?',
      true,
    ]);
    expect(page.words).not.toMatch(/attendance|absence/i);
    expect((await press(link, {})).status).toBe(303);
    const [row] = await mailed.area.house.asSuperuser<{ unchanged: string }>(
      `select to_char(unchanged_on, 'YYYY-MM-DD') as unchanged from profiles.declaration`,
    );
    expect(row?.unchanged).toBe('2027-01-11');
    expect((await open(link)).heading).toBe('Your answer was sent');
  });

  it('declares for its one school alone, once, and neither shows nor asks why not this term', async () => {
    await mailed.declare();
    await mailed.area.raw(
      `set session_replication_role = replica; insert into identity.appointment (id, area_id, person_id, role, urn, from_on)
       select gen_random_uuid(), area_id, person_id, 'head', '${SALTERN}', from_on from identity.appointment where urn = '${MARLOWE}'`,
    );
    mailed.area.clock.set(new Date('2027-06-07T08:00:00Z'));
    await mailed.area.get(DeclarationCalls).ask(NORTH);
    const link = await mailed.link('declaration.send', MARLOWE);
    const visitor = await mailed.visitor();
    const first = await visitor.open(link);
    expect(first.heading).toBe('Can your school support others?');
    expect(first.words).not.toContain('If not, why?');
    const at = (step: string) => `${link}/declare/${step}`;
    expect((await visitor.open(at('days'))).location).toBe(link);
    const check = await visitor.press(first, at('help'), { appetite: 'not_this_term', school: SALTERN });
    expect(check.words).toContain('Marlowe School: 2027/28');
    const sent = await visitor.press(check, at('check'));
    expect([sent.status, sent.location]).toEqual([303, link]);
    expect((await visitor.press(check, at('check'))).words).toContain('does nothing more');
    const said = await mailed.area.house.asSuperuser(
      `select urn, appetite from profiles.declaration where academic_year = '2027/28'`,
    );
    expect(said).toEqual([{ urn: MARLOWE, appetite: 'not_this_term' }]);
    const [act] = await mailed.area.house.asSuperuser<{ bytes: string }>(
      `select bytes from audit.entry where act = 'declaration.submit' and kind = 'act' order by seq desc limit 1`,
    );
    expect(act?.bytes).toContain('\ndoor=link\n');
  });

  it('for one question opens no other: a request’s link leads to no declaration (K03)', async () => {
    await mailed.soundOut();
    const link = await mailed.link('sounding.answer');
    const visitor = await mailed.visitor();
    const tried = await visitor.press(await visitor.open(link), `${link}/declare/help`, {
      appetite: 'actively_offering',
    });
    expect([tried.status, tried.heading]).toEqual([409, 'This waits for no answer any more']);
  });

  it('is no use after fourteen days, nor after its question was taken back, nor to somebody who left (K02)', async () => {
    await mailed.soundOut();
    const link = await mailed.link('sounding.answer');
    mailed.area.clock.set(new Date(NOW.getTime() + 15 * 24 * 3600 * 1000));
    expect([(await open(link)).status, (await open(link)).heading]).toEqual([410, 'This link has run out']);
    mailed.area.clock.set(NOW);
    await mailed.area.raw(
      `set session_replication_role = replica; update brokerage.proposal set state = 'vetoed'`,
    );
    expect([(await open(link)).status, (await open(link)).heading]).toEqual([
      409,
      'This waits for no answer any more',
    ]);
    await mailed.area.raw(
      `set session_replication_role = replica; update brokerage.proposal set state = 'sounding_out';
       update identity.appointment set state = 'ended' where urn = '${MARLOWE}'`,
    );
    expect((await open(link)).heading).toBe('This link belongs to nobody any more');
    await mailed.area.raw(
      `set session_replication_role = replica; update identity.person set state = 'disabled'`,
    );
    const before = await mailed.stored();
    expect((await open(link)).heading).toBe('This link belongs to nobody any more');
    expect(await mailed.stored()).toEqual(before);
  });

  it('is refused with one wording where it was cut, changed or guessed, and guessing ends soon (K04, K05)', async () => {
    await mailed.soundOut();
    const link = await mailed.link('sounding.answer');
    const [id = '', signature = ''] = link.slice('/a/'.length).split('.');
    const other = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    const wrong = [`/a/${id}`, `/a/${id}.${signature.slice(0, -1)}`, `/a/${id}.${other}`, '/a/none'];
    const pages = await Promise.all(wrong.map(open));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(pages.map(({ words }) => words)).size).toBe(1);
    await mailed.area.raw(
      `set session_replication_role = replica; update identity.action_link set person_id = (select person_id from
       identity.appointment where role = 'broker' limit 1)`,
    );
    expect((await open(link)).status).toBe(404);
    for (let guess = 0; guess < 50; guess += 1) await open(`/a/${id}.${other}`);
    expect([(await open(link)).status, (await open('/a/none')).status]).toEqual([429, 429]);
  });
});
