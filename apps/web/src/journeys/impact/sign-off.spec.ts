import { Impacts, RecordLaterValue, SayWhatChanged } from '@app/impact';
import type { Role } from '@app/kernel';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { MailedLinks } from '../by-link/a-mailed-link.fixture.js';
import type { Visitor } from '../needs/a-visitor.fixture.js';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { agreedAndClosed } from './agreed-and-closed.fixture.js';
import { MARLOWE } from '../../../../../test/factories/a-brokerage-house.js';

describe('the page on which somebody signs off what a pairing changed', () => {
  let web: MailedLinks;
  let pairing: string;
  let here: string;
  let adviser: Visitor;

  const visit = async (
    who: 'asker' | 'head' | 'broker' | 'adviser' | 'officer' | 'chair',
  ): Promise<Visitor> => web.signedIn(await web.area.as(who, MARLOWE));
  const person = async (name: string, role: Exclude<Role, 'api'>): Promise<Visitor> => {
    const { id } = await web.area.house.person({ name, posts: [{ role }] });
    return web.signedIn({ id });
  };

  beforeEach(async () => {
    web = await MailedLinks.open();
    const { area } = web;
    pairing = await aPairing(area, false);
    here = `/pairings/${pairing}/sign-off`;
    await agreedAndClosed(area, pairing);
    const [asker, head] = [await area.as('asker'), await area.as('head')];
    for (const [who, pupils] of [
      [asker, 'More of them come on Mondays.'],
      [head, 'We ring each other.'],
    ] as const)
      await area.get(SayWhatChanged).execute(who, NORTH, { pairing, version: null, pupils });
    const { evaluations } = await area.asking('broker', (tx) => area.get(Impacts).one(tx, pairing));
    await area.get(RecordLaterValue).execute(asker, NORTH, {
      ...{ pairing, evaluation: evaluations[0]?.id ?? '', figure: '28.4', of: '352' },
      ...{ period: 'summer 2027', source: 'Our register' },
    });
    const { id } = await area.as('adviser');
    await area.raw(
      `set session_replication_role = replica; update profiles.need set adviser_person_id = '${id}'`,
    );
    adviser = await visit('adviser');
  });
  afterEach(() => web.close());

  it('is met on Today and in a list, and shows both heads’ words before the figure', async () => {
    const today = await adviser.open('/today');
    expect(today.links()).toContain(here);
    expect(today.words).toContain('Read what changed and sign it off: Marlowe School supporting Eastmarsh');
    const list = await adviser.open('/sign-offs');
    expect([list.heading, list.links().includes(here)]).toEqual(['What waits for sign-off', true]);
    expect(list.words).toContain('1 evaluation waits for you.');
    expect((await adviser.open(`/pairings/${pairing}/impact`)).links()).toContain(here);
    const { words, heading } = await adviser.open(here);
    expect(heading).toBe('Sign off what changed');
    expect(words.indexOf('More of them come on Mondays.')).toBeLessThan(words.indexOf('fell 2.8 points'));
    expect(words).toContain('One pairing alone cannot tell');
    expect(words).not.toMatch(/second person|verdict|declin/i);
  });

  it('asks for an answer, and for words where they are needed', async () => {
    const empty = await adviser.press(await adviser.open(here), here);
    expect([empty.status, empty.problems]).toEqual([422, [{ text: 'Choose what you say', field: 'answer' }]]);
    const silent = await adviser.press(await adviser.open(here), here, { answer: 'send_back' });
    expect([silent.status, silent.problems]).toEqual([
      ...[422, [{ text: 'Enter what the schools should look at again', field: 'words' }]],
    ]);
  });

  it('sends it back to both heads, who look again on the page of what changed', async () => {
    const back = { answer: 'send_back', words: 'Which register is it from?' };
    const sent = await adviser.press(await adviser.open(here), here, back);
    expect((await adviser.follow(sent)).words).toContain('Nothing waits for you.');
    for (const who of ['asker', 'head'] as const) {
      const head = await visit(who);
      const today = await head.open('/today');
      expect(today.words).toContain('Look again at what was recorded: Marlowe School supporting Eastmarsh');
      expect(today.words).not.toContain('Which register');
      const page = await head.open(`/pairings/${pairing}/impact`);
      expect(page.words).toContain('The adviser sent it back on 25 November 2026.');
      expect(page.words).toContain('The adviser asks: Which register is it from?');
      expect(page.has('figure')).toBe(true);
    }
    expect((await adviser.open(here)).status).toBe(404);
  });

  it('publishes it to both heads as it was read, with what was seen differently, and closes', async () => {
    const noted = { answer: 'sign_noting', words: 'It had begun a term before.' };
    const stale = await adviser.open(here);
    await adviser.press(stale, here, noted);
    for (const who of ['asker', 'head'] as const) {
      const page = await (await visit(who)).open(`/pairings/${pairing}/impact`);
      expect(page.words).toContain('Sign-off Published The adviser signed it off on 25 November 2026.');
      expect(page.words).toContain('The adviser sees differently: It had begun a term before.');
      expect([page.has('figure'), page.has('pupils')]).toEqual([false, false]);
    }
    expect((await adviser.open(here)).status).toBe(404);
    expect((await adviser.press(stale, here, { answer: 'sign' })).status).toBe(404);
  });

  it('takes two people where the chair signs', async () => {
    const [chair, deputy] = [await visit('chair'), await person('The deputy', 'chair')];
    expect((await chair.open('/board/decisions')).links()).toContain('/sign-offs');
    const page = await chair.open(here);
    expect(page.words).toContain('Your answer takes effect when a second person confirms it.');
    const sent = await chair.press(page, here, { answer: 'sign' });
    expect((await chair.follow(sent)).words).toContain('Nothing waits for you.');
    expect((await chair.open(here)).status).toBe(404);
    expect((await (await visit('head')).open(`/pairings/${pairing}/impact`)).words).toContain(
      'The chair signed it off on 25 November 2026. It takes effect when a second person confirms it.',
    );
    expect((await deputy.open('/sign-offs')).words).toContain(
      'The chair signed it off: it takes effect when',
    );
    const second = await deputy.open(here);
    expect(second.heading).toBe('Confirm the sign-off of what changed');
    await deputy.press(second, here, { answer: 'sign' });
    expect((await (await visit('asker')).open(`/pairings/${pairing}/impact`)).words).toContain(
      'The deputy confirmed it on 25 November 2026.',
    );
  });

  it('is refused to both heads, the broker, an officer, another adviser and the Board, by its address too', async () => {
    const page = await adviser.open(here);
    const others: [string, Visitor][] = [
      ['another adviser', await person('Another adviser', 'adviser')],
      ['a member of the Board', await person('A member', 'board')],
      ['a clerk', await person('The clerk', 'sysadmin')],
    ];
    for (const who of ['asker', 'head', 'broker', 'officer'] as const) others.push([who, await visit(who)]);
    for (const [who, other] of others) {
      const { status, words } = await other.open(here);
      expect([who, [403, 404].includes(status), words.includes('Mondays')]).toEqual([who, true, false]);
      expect((await other.open('/today')).words).not.toContain('sign it off');
      if (who !== 'another adviser') expect((await other.open('/sign-offs')).status).not.toBe(200);
      const posted = await other.press(page, here, { answer: 'sign' });
      expect([who, [403, 404].includes(posted.status)]).toEqual([who, true]);
    }
    expect((await adviser.open(here)).status).toBe(200);
  });
});
