import { Device } from '../factors/a-device.fixture.js';
import { AtTheDoor } from '../factors/at-the-door.fixture.js';
import type { Screen } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';

const ORIGIN = 'http://127.0.0.1';
const HERE = '/sign-in-help';

describe('letting somebody start again who lost every way to sign in', () => {
  let web: WebHouse;
  let people = 0;
  let [lost, clerk, chair]: AtTheDoor[] = [];

  beforeAll(async () => {
    web = await WebHouse.open(undefined, 'everyone');
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    const no = 'x'.repeat((people += 1));
    lost = await AtTheDoor.somebody(web, `Lost ${no}`);
    clerk = await signedIn(`Clerk ${no}`, 'sysadmin');
    chair = await signedIn(`Chair ${no}`, 'chair');
    await lost.givePassword();
    await lost.takeApp('/sign-in/enrol');
    web.clock.advance({ minutes: 1 });
    await justSignedIn();
  });

  async function signedIn(name: string, role: 'sysadmin' | 'chair'): Promise<AtTheDoor> {
    const who = await AtTheDoor.somebody(web, name, [{ role }]);
    await who.givePassword();
    await who.takePasskey(new Device(ORIGIN));
    return who;
  }
  const justSignedIn = () =>
    web.house.asSuperuser('update identity.session set signed_in_at = $1 where ended_at is null', [
      web.clock.now(),
    ]);
  const asking = async (email = lost!.email, sure = 'Called her at the school office.'): Promise<Screen> =>
    clerk!.press(await clerk!.open(HERE), HERE, { email, sure });
  const formOn = (page: Screen): string =>
    /action="(\/sign-in-help\/[0-9a-f-]{36})"/.exec(page.html)?.[1] ?? '';
  async function answering(answer: 'yes' | 'no', who = chair!): Promise<Screen> {
    const page = await who.open(HERE);
    return who.press(page, formOn(page), { answer });
  }
  const mails = async (): Promise<string[]> => {
    const rows = await web.house.asSuperuser<{ why: string }>(
      `select tasks->0->>'why' as why from platform.mail where person_id = $1 order by put_at, key`,
      [lost!.person],
    );
    return rows.map(({ why }) => why);
  };

  it('takes an administrator who asks and a chair who says yes; then everything begins anew', async () => {
    expect((await asking()).location).toBe(HERE);
    expect((await lost!.open('/me')).status).toBe(200);
    const page = await chair!.open(HERE);
    expect(page.words).toContain('Called her at the school office.');
    expect((await answering('yes')).location).toBe(HERE);
    expect((await lost!.open('/me')).location).toMatch(/^\/sign-in/);
    const again = lost!.elsewhere();
    expect((await again.givePassword()).location).toBe('/sign-in/enrol?next=%2Fme');
    expect(await again.takeApp('/sign-in/enrol')).toHaveLength(10);
    expect(await mails()).toEqual(expect.arrayContaining(['reset_asked', 'factor_removed']));
    const acts = await web.house.asSuperuser<{ act: string }>(
      `select act from audit.entry where act like 'factor.reset.%' and bytes like '%identity.fresh_start%' order by seq desc limit 2`,
    );
    expect(acts.map(({ act }) => act)).toEqual(['factor.reset.answer', 'factor.reset.ask']);
  });

  it('is told to every chair who may answer, by mail and on their list of the day, and to nobody else', async () => {
    const waits = (who: AtTheDoor) =>
      web.house.asSuperuser<{ path: string }>(
        `select path from platform.mail where person_id = $1 and tasks->0->>'why' = 'reset_waits'`,
        [who.person],
      );
    const asks = 'Answer whether somebody starts again with signing in';
    const onToday = async (): Promise<number> => (await chair!.open('/today')).words.split(asks).length - 1;
    await web.house.asSuperuser(`set session_replication_role = replica; delete from identity.fresh_start`);
    expect(await onToday()).toBe(0);
    await asking();
    expect(await waits(chair!)).toEqual([{ path: HERE }]);
    expect(await onToday()).toBe(1);
    for (const who of [lost!, clerk!]) expect(await waits(who)).toEqual([]);
    await answering('no');
    expect(await onToday()).toBe(0);
    await asking(chair!.email);
    expect(await waits(chair!)).toHaveLength(1);
    expect(await onToday()).toBe(0);
  });

  it('changes nothing where the chair says no, and is answered once', async () => {
    await asking();
    const page = await chair!.open(HERE);
    const form = formOn(page);
    expect((await chair!.press(page, form, { answer: 'no' })).location).toBe(HERE);
    expect((await lost!.open('/me')).status).toBe(200);
    expect([409, 412]).toContain((await chair!.press(page, form, { answer: 'yes' })).status);
    expect((await lost!.open('/me')).status).toBe(200);
    expect((await chair!.open(HERE)).words).toContain('not given');
  });

  it('is asked by administrators alone, and answered by nobody who asked or whose it is', async () => {
    expect((await lost!.open(HERE)).status).toBe(404);
    expect(
      (await chair!.send(await chair!.open('/me'), HERE, { email: lost!.email, sure: 'I know her.' })).status,
    ).toBe(404);
    expect((await asking(clerk!.email)).problems[0]?.text).toBe('Somebody else has to ask for you');
    await asking(chair!.email);
    const page = await chair!.open(HERE);
    expect(page.words).toContain('Another chair answers this.');
    const [row] = await web.house.asSuperuser<{ id: string }>(
      `select id from identity.fresh_start where person_id = $1`,
      [chair!.person],
    );
    const sent = { answer: 'yes', _version: '1' };
    expect((await chair!.send(page, `${HERE}/${row?.id ?? ''}`, sent)).status).toBe(403);
    expect((await clerk!.send(await clerk!.open(HERE), `${HERE}/${row?.id ?? ''}`, sent)).status).toBe(404);
  });

  it('is answered by one person alone in the database either, never anew, and stays', async () => {
    await asking();
    const change = (sql: string) => web.house.asSuperuser(sql, [lost!.person]);
    for (const sql of [
      `update identity.fresh_start set state = 'given', answered_by = asked_by, answered_at = now() where person_id = $1`,
      `update identity.fresh_start set state = 'given', answered_by = person_id, answered_at = now() where person_id = $1`,
      `update identity.fresh_start set state = 'given' where person_id = $1`,
      `delete from identity.fresh_start where person_id = $1`,
    ])
      await expect(change(sql)).rejects.toThrow();
  });

  it('needs a fresh sign-in of both', async () => {
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-01-01'`);
    expect((await asking()).heading).toBe('Confirm that it is you');
    await justSignedIn();
    await asking();
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-01-01'`);
    expect((await answering('yes')).heading).toBe('Confirm that it is you');
    expect((await lost!.open('/me')).status).toBe(200);
  });

  it('names what is missing, and whom nobody knows', async () => {
    expect((await asking('', '')).problems.map(({ field }) => field)).toEqual(['email', 'sure']);
    expect((await asking('nobody@example.org')).problems[0]?.text).toContain('Nobody here signs in');
    await asking();
    expect((await asking()).problems[0]?.text).toBe('This waits for a chair already.');
  });

  it('waits seven days for its answer and no longer', async () => {
    await asking();
    const page = await chair!.open(HERE);
    web.clock.advance({ days: 7, minutes: 1 });
    await justSignedIn();
    expect((await chair!.press(page, formOn(page), { answer: 'yes' })).status).toBe(409);
    expect((await chair!.open(HERE)).words).toContain('nobody answered in time');
    expect((await asking()).location).toBe(HERE);
  });
});
