import { RaiseNeed, type NeedToRaise } from '@app/profiles';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { A_NEED, MARLOWE, SALTERN, WebHouse, type Persona } from './a-web-house.fixture.js';
import type { Visitor } from './a-visitor.fixture.js';

let web: WebHouse;
let head: Visitor;
let broker: Visitor;

beforeAll(async () => {
  web = await WebHouse.open();
  head = await web.visitor('asker');
  broker = await web.visitor('broker');
});
afterAll(() => web.close());

const sent = (change: Partial<NeedToRaise> = {}): Promise<string> => web.sent(change);
const diagnosed = (change: Partial<NeedToRaise> = {}): Promise<string> => web.toAgree(change);
const stateOf = async (need: string): Promise<string> => {
  const rows = await web.house.asSuperuser<{ state: string }>(
    'select state from profiles.need where reference = $1',
    [need],
  );
  return rows[0]?.state ?? 'none';
};

describe('the page of a request', () => {
  it('tells its head that it was sent, who has it, by when, and what can be done', async () => {
    const need = await sent();
    const page = await head.open(`/needs/${need}`);
    expect(page.heading).toBe('Eastmarsh Academy: Reducing persistent absence');
    for (const said of [
      'Your request was sent',
      `Its number is ${need}`,
      'A broker reads your request. By Monday 30 November 2026.',
      'The broker',
      'Fewer pupils miss one session in ten.',
      'Any school',
    ])
      expect(page.words).toContain(said);
    expect(page.links()).toEqual(
      expect.arrayContaining([`/needs/${need}/withdraw`, `/needs/${need}/approach`]),
    );
    expect(page.links()).not.toContain(`/needs/${need}/agree`);
  });

  it('shows those who look after the area where it stands, and no word of its text', async () => {
    const need = await sent();
    const page = await (await web.visitor('officer')).open(`/needs/${need}`);
    expect(page.words).toContain('Why do you read it?');
    expect(page.words).not.toContain('Fewer pupils');
  });

  it('lets an officer read all of it once they have typed why', async () => {
    const need = await sent();
    const officer = await web.visitor('officer');
    const page = await officer.open(`/needs/${need}`);
    const none = await officer.press(page, `/needs/${need}/whole`, { purpose: '' });
    expect([none.status, none.problems]).toEqual([
      422,
      [{ text: 'Enter why you read all of it', field: 'purpose' }],
    ]);
    const whole = await officer.press(page, `/needs/${need}/whole`, { purpose: 'A question of the council' });
    expect(whole.words).toContain('Fewer pupils miss one session in ten.');
  });

  it.each<[Persona, string]>([
    ['helper', 'a head of another school'],
    ['interestedBroker', 'a broker with an interest in the school'],
  ])('is not there for the %s: %s', async (who) => {
    const need = await sent();
    const visitor = await web.visitor(who);
    const hidden = await visitor.open(`/needs/${need}`);
    const absent = await visitor.open('/needs/N-2026-999');
    expect([hidden.status, hidden.words]).toEqual([404, absent.words]);
  });
});

describe('a head about their own request', () => {
  it('agrees the wording, which opens it', async () => {
    const need = await diagnosed();
    const page = await head.open(`/needs/${need}/agree`);
    expect(page.words).toContain('Fewer pupils miss one session in ten.');
    const done = await head.press(page, `/needs/${need}/agree`);
    expect([done.status, done.location]).toEqual([303, `/needs/${need}`]);
    expect((await head.follow(done)).words).toContain('Open, looking for support');
  });

  it('says who may be asked, and is asked which schools', async () => {
    const need = await diagnosed({ approach: null });
    const page = await head.open(`/needs/${need}/approach`);
    const which = await head.press(page, `/needs/${need}/approach`, { approach: 'only' });
    expect([which.status, which.problems]).toEqual([
      422,
      [{ text: 'Name at least one school', field: 'schools' }],
    ]);
    const said = await head.press(page, `/needs/${need}/approach`, { approach: 'only', schools: [MARLOWE] });
    expect((await head.follow(said)).words).toContain('Only … Marlowe School');
  });

  it('withdraws it with a reason, once, however often the button is pressed', async () => {
    const need = await sent();
    const page = await head.open(`/needs/${need}/withdraw`);
    const all = await Promise.all(
      [1, 2].map(() => head.press(page, `/needs/${need}/withdraw`, { reason: 'Our trust helps us.' })),
    );
    expect(all.map(({ status }) => status)).toEqual([303, 303]);
    const after = await head.open(`/needs/${need}`);
    expect(after.words).toContain('Withdrawn, by The asker. Our trust helps us.');
    const again = await head.open(`/needs/${need}/withdraw`);
    expect([again.status, again.words]).toEqual([
      200,
      expect.stringContaining('Your request is withdrawn. You can make a new request at any time.'),
    ]);
  });
});

describe('the broker who has a request', () => {
  it('takes it up: how soon, when next, and whether the wording can be agreed', async () => {
    const need = await sent();
    const page = await broker.open(`/needs/${need}/triage`);
    const done = await broker.press(page, `/needs/${need}/triage`, {
      soon: 'now',
      nextDate: '2026-12-01',
      clear: 'yes',
      note: 'We spoke today.',
    });
    const after = await broker.follow(done);
    expect(after.words).toContain('The head confirms the wording.');
    expect(after.words).toContain('By Tuesday 1 December 2026.');
    expect(after.words).toContain('We spoke today.');
  });

  it('is told of every question left empty, with what was typed kept, and nothing is written (W01)', async () => {
    const need = await sent();
    const page = await broker.open(`/needs/${need}/triage`);
    const empty = await broker.press(page, `/needs/${need}/triage`, { note: 'Kept' });
    expect(empty.status).toBe(422);
    expect(empty.title).toMatch(/^Error: /);
    expect(empty.problems.map(({ field }) => field)).toEqual(['soon', 'nextDate']);
    expect(empty.has('soon') && empty.has('nextDate')).toBe(true);
    expect(empty.html).toContain('Kept</textarea>');
    const past = { soon: 'now', nextDate: '2026-11-24' };
    expect((await broker.press(page, `/needs/${need}/triage`, past)).problems).toEqual([
      { text: 'Choose a day from today on, a year ahead at most', field: 'nextDate' },
    ]);
    expect(await stateOf(need)).toBe('raised');
  });

  it('sees how it stands now beside what was typed where somebody saved first (W03)', async () => {
    const need = await sent();
    const tab = await broker.open(`/needs/${need}/triage`);
    const other = { soon: 'now', nextDate: '2026-12-01' };
    await broker.press(await broker.open(`/needs/${need}/triage`), `/needs/${need}/triage`, other);
    const mine = { soon: 'when_possible', nextDate: '2026-12-09', note: 'Mine' };
    const stale = await broker.press(tab, `/needs/${need}/triage`, mine);
    expect([stale.status, stale.heading]).toEqual([412, 'Somebody changed this in the meantime']);
    expect(stale.words).toContain('By Tuesday 1 December 2026.');
    expect(stale.html).toContain('value="2026-12-09"');
    expect(stale.html).toContain('Mine</textarea>');
    expect((await broker.press(stale, `/needs/${need}/triage`, mine)).status).toBe(303);
  });

  it('closes it with a reason, and not without', async () => {
    const need = await diagnosed();
    const page = await broker.open(`/needs/${need}/close`);
    const empty = await broker.press(page, `/needs/${need}/close`);
    expect(empty.problems).toEqual([
      { text: 'Choose how it ended', field: 'outcome' },
      { text: 'Enter the reason', field: 'reason' },
    ]);
    const early = await broker.press(page, `/needs/${need}/close`, { outcome: 'met', reason: 'Done' });
    expect(early.status).toBe(409);
    const closed = await broker.press(page, `/needs/${need}/close`, {
      outcome: 'not_pursued',
      reason: 'Their trust helps.',
    });
    expect((await broker.follow(closed)).words).toContain('Not pursued');
  });

  it('is told why it cannot be closed before somebody has taken it up, and what to do instead', async () => {
    const need = await sent();
    const page = await broker.open(`/needs/${need}/close`);
    expect([page.status, page.heading]).toEqual([200, 'This need cannot be closed now']);
    expect(page.words).toContain(
      'Nobody has taken it up yet. Take it up first; it can be closed after that.',
    );
    expect(page.links()).toEqual(expect.arrayContaining([`/needs/${need}/triage`, `/needs/${need}`]));
    expect(page.html).not.toContain(`action="/needs/${need}/close"`);
    const forged = { outcome: '', reason: '', _version: '1' };
    const elsewhere = await broker.open(`/needs/${need}/triage`);
    expect((await broker.press(elsewhere, `/needs/${need}/close`, forged)).status).toBe(409);
  });

  it.each([
    ['agreed', 'The head has agreed the wording and now says who may be asked.'],
    [
      'proposed',
      'A school is in mind for it. It can be closed once that has ended: follow the answers first.',
    ],
    ['met', 'It was met, and closed. Nothing is left to do.'],
    ['withdrawn', 'The school withdrew it. Nothing is left to do.'],
  ])('is told why one that is %s cannot be closed', async (state, said) => {
    const need = await diagnosed();
    const closes = state === 'met' || state === 'withdrawn';
    const over = closes ? `, closed_at = now(), closed_reason = 'Done', next_date = null` : '';
    await web.house.asSuperuser(
      `set session_replication_role = replica; update profiles.need set state = '${state}', agreed_by = raised_by${over} where reference = '${need}'`,
    );
    const page = await broker.open(`/needs/${need}/close`);
    expect([page.status, page.words]).toEqual([200, expect.stringContaining(said)]);
  });

  it('is offered only the endings that there are from here', async () => {
    const page = await broker.open(`/needs/${await diagnosed()}/close`);
    expect(page.words).toContain('It is not pursued');
    expect(page.words).not.toContain('It was met');
  });

  it('sees no way to the candidates of a need of their own school, which would be refused', async () => {
    const asker = await web.actor('interestedBroker');
    const { reference } = await web.get(RaiseNeed).execute(asker, NORTH, { ...A_NEED, urn: SALTERN });
    await web.house.asSuperuser(
      `set session_replication_role = replica; update profiles.need set state = 'open', agreed_by = raised_by where reference = '${reference}'`,
    );
    const seconded = await web.visitor('interestedBroker');
    const page = await seconded.open(`/needs/${reference}`);
    expect([page.status, page.links()]).toEqual([
      200,
      expect.not.arrayContaining([`/needs/${reference}/candidates`]),
    ]);
    expect((await seconded.open(`/needs/${reference}/candidates`)).status).toBe(404);
    expect((await broker.open(`/needs/${reference}`)).links()).toContain(`/needs/${reference}/candidates`);
  });

  it('is the assigned one: an adviser of the area is told whose it is', async () => {
    const need = await sent();
    const adviser = await web.visitor('adviser');
    const refused = await adviser.open(`/needs/${need}/triage`);
    expect([refused.status, refused.words]).toEqual([
      200,
      expect.stringContaining('It is with The broker, who takes it up.'),
    ]);
    const forged = await adviser.press(await adviser.open('/needs'), `/needs/${need}/triage`, {
      ...{ soon: 'now', nextDate: '2026-12-01', _version: '1' },
    });
    expect([forged.status, forged.heading]).toEqual([403, 'You cannot do this']);
    expect(await stateOf(need)).toBe('raised');
  });
});

describe('the list of requests', () => {
  it('says how many there are, the next date first, 25 a page, and keeps the filter', async () => {
    for (let made = 0; made < 26; made++) await sent({ primaryTheme: 'beh.culture', priority: 'now' });
    const list = await broker.open('/needs?theme=beh&soon=now');
    expect(list.words).toContain('26 needs');
    expect(list.html.match(/<tr class="govuk-table__row"/g)).toHaveLength(26);
    const second = list.links().find((href) => href.includes('page=2')) ?? '';
    expect(second).toContain('theme=beh');
    expect((await broker.open(second)).html.match(/<tr class="govuk-table__row"/g)).toHaveLength(2);
    expect((await broker.open('/needs?theme=beh&state=withdrawn')).words).toContain('0 needs');
  });

  it('names a filter that makes no sense', async () => {
    const odd = await broker.open('/needs?state=lost&page=0');
    expect([odd.status, odd.problems.map(({ field }) => field)]).toEqual([422, ['state', 'page']]);
  });

  it('is called needs for those who look after the area, and says of a day that is over that it is', async () => {
    const need = await sent({ primaryTheme: 'att.severe' });
    await web.house.asSuperuser(
      `set session_replication_role = replica; update profiles.need set next_date = '2026-11-20' where reference = '${need}'`,
    );
    const list = await broker.open('/needs?theme=att');
    expect(list.heading).toBe('Needs');
    expect(list.words).toContain('Was due 20 November 2026');
    expect((await head.open('/needs')).heading).toBe('Your requests');
    expect((await broker.open(`/needs/${need}`)).words).toContain('It was due on Friday 20 November 2026.');
    expect((await head.open('/my-school')).words).not.toContain('By Friday 20 November 2026');
  });

  it('holds a head’s own requests alone', async () => {
    const need = await sent();
    const own = await head.open('/needs');
    expect([own.words.includes('Eastmarsh Academy'), own.has('mine')]).toEqual([true, false]);
    const others = await (await web.visitor('helper')).open('/needs?state=all');
    expect(others.words).toContain('0 requests');
    expect(others.words).not.toContain(need);
  });
});
