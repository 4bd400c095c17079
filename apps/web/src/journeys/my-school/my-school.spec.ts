import { SubmitDeclaration } from '@app/profiles';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { MARLOWE, WebHouse } from '../needs/a-web-house.fixture.js';
import type { Visitor } from '../needs/a-visitor.fixture.js';

describe('my school', () => {
  let web: WebHouse;
  let helper: Visitor;

  beforeAll(async () => {
    web = await WebHouse.open();
    helper = await web.visitor('helper');
  });
  afterAll(() => web.close());

  async function versionOf(): Promise<number | null> {
    const [row] = await web.house.asSuperuser<{ version: number }>(
      `select version from profiles.declaration where urn = '${MARLOWE}' and state <> 'superseded'`,
    );
    return row?.version ?? null;
  }

  async function declare(): Promise<void> {
    await web.get(SubmitDeclaration).execute(await web.actor('helper'), NORTH, {
      ...{ urn: MARLOWE, year: '2026/27', version: null, appetite: 'actively_offering' },
      strengths: [{ theme: 'att.strategy', depth: 'can_host' }],
      capacity: [{ halfTerm: '2026/27-3', band: '3-5', halfDays: 7 }],
      offer: { keyStages: ['KS3'], modes: ['in_person'] },
    });
  }

  it('says what will appear before the school has said anything, and leads to the first steps', async () => {
    const page = await (await web.visitor('asker')).open('/my-school');
    expect(page.heading).toBe('Eastmarsh Academy');
    for (const said of [
      'Requests that your school makes appear here.',
      'Strengths that your school declares appear here.',
      'Days that your school declares appear here, by half-term.',
    ])
      expect(page.words).toContain(said);
    expect(page.links()).toEqual(expect.arrayContaining(['/needs/new', '/declare/2026-27?school=990005']));
  });

  it('tells what is known of the school, and where it was read', async () => {
    const page = await helper.open('/my-school');
    expect(page.words).toContain('From the national register (test.csv');
    expect(page.words).toContain('URN 990013');
    expect(page.words).toContain('Key stages Key stage 3, Key stage 4');
    expect(page.words).toContain('Trust Not known');
  });

  it('shows strengths, offers and days, and lets an offer rest and be offered again, once a press', async () => {
    await declare();
    const page = await helper.open('/my-school');
    for (const said of ['We can host a visit', 'On offer', 'Spring 1, 2026/27 3.5 days 0 days 3.5 days'])
      expect(page.words).toContain(said);
    const pause = /action="(\/my-school\/offers\/[^"]*\/pause)"/.exec(page.html)?.[1] ?? '';
    const pressed = await Promise.all([1, 2].map(() => helper.press(page, pause)));
    expect(pressed.map(({ status }) => status)).toEqual([303, 303]);
    expect((await helper.follow(pressed[0]!)).words).toContain('Success The offer is paused.');
    const paused = await helper.open('/my-school');
    expect(paused.words).toContain('Paused');
    const stale = await helper.press(page, pause.replace('pause', 'withdraw'));
    expect(stale.status).toBe(412);
    expect((await helper.press(paused, pause.replace('pause', 'resume'))).status).toBe(303);
    expect((await helper.open('/my-school')).words).toContain('On offer');
  });

  it('confirms “not this term”, and says since when, until when and how to undo it', async () => {
    if ((await versionOf()) === null) await declare();
    const no = { urn: MARLOWE, year: '2026/27', appetite: 'not_this_term' };
    const version = await versionOf();
    await web.get(SubmitDeclaration).execute(await web.actor('helper'), NORTH, { ...no, version });
    const page = await helper.open('/my-school?school=990013&done=sent');
    for (const said of [
      'Success Your answer was sent and is in force: your school rests.',
      'Your school said “not this term” on 25 November 2026. Its offers rest',
      'This holds until you change it. Nobody reminds you before',
      'It rests because you said “not this term”.',
    ])
      expect(page.words).toContain(said);
    expect(page.links()).toContain('/declare/2026-27?school=990013');
    expect((await helper.open('/my-school')).words).not.toContain('Success');
    const yes = { ...no, appetite: 'actively_offering', version: await versionOf() };
    await web.get(SubmitDeclaration).execute(await web.actor('helper'), NORTH, yes);
    const undone = await helper.open('/my-school?done=sent');
    expect(undone.words).toContain('Success Your strengths and days were sent.');
    expect(undone.words).not.toContain('This holds until you change it.');
  });

  it('follows the school’s own requests', async () => {
    const need = await web.sent();
    const page = await (await web.visitor('asker')).open('/my-school');
    expect(page.links()).toContain(`/needs/${need}`);
    expect(page.words).toContain('A broker reads your request. By Monday 30 November 2026.');
  });

  it('is nobody else’s: not another head’s, and not a broker’s without a school', async () => {
    expect((await helper.open('/my-school?school=990005')).status).toBe(404);
    expect((await (await web.visitor('broker')).open('/my-school')).status).toBe(404);
    const page = await helper.open('/my-school');
    const offer = /action="(\/my-school\/offers\/[^"]*\/pause)"/.exec(page.html)?.[1] ?? '';
    const asker = await web.visitor('asker');
    const forged = await asker.press(await asker.open('/my-school'), offer, { _version: '1' });
    expect([forged.status, forged.heading]).toEqual([403, 'You cannot do this']);
  });

  it('tells its head that a word of a year that is over is stale, and one press says it anew (C-13)', async () => {
    expect((await helper.open('/my-school')).words).not.toContain('a year that is over');
    await web.house.asSuperuser(
      `set session_replication_role = replica; update profiles.declaration set state = 'stale', academic_year = '2025/26' where urn = '${MARLOWE}'`,
    );
    const page = await helper.open('/my-school');
    expect(page.words).toContain('What your school declared for 2025/26 is of a year that is over.');
    expect((await (await web.visitor('asker')).open('/my-school')).words).not.toContain(
      'a year that is over',
    );
    const pressed = await helper.press(page, '/my-school/declaration');
    expect(pressed.status).toBe(303);
    expect((await helper.follow(pressed)).words).not.toContain('a year that is over');
    const [word] = await web.house.asSuperuser<{ state: string }>(
      `select state from profiles.declaration where urn = '${MARLOWE}' and academic_year = '2026/27'`,
    );
    expect(word?.state).toBe('submitted');
  });
});
