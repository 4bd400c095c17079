import { EASTMARSH, NOW, WebHouse } from '../needs/a-web-house.fixture.js';

let web: WebHouse;

beforeAll(async () => {
  web = await WebHouse.open();
});
afterAll(() => web.close());

/** Sessions are counted by the database's clock; this one began a minute before the test's own now. */
async function justSignedIn(): Promise<void> {
  await web.house.asSuperuser(
    `set session_replication_role = replica; update identity.session set signed_in_at = '${new Date(NOW.getTime() - 60_000).toISOString()}'`,
  );
}

describe('the page about oneself', () => {
  it('names posts and the schools in which one has an interest', async () => {
    const page = await (await web.visitor('asker')).open('/me');
    expect([page.status, page.heading]).toEqual([200, 'Your account']);
    expect(page.words).toContain('Name The asker Posts Head, Eastmarsh Academy');
    expect(page.links()).toContain(`/schools/${EASTMARSH}`);
  });

  it('says which mail comes when: to a broker on their own day, to a head once a week, to others none', async () => {
    const broker = await (await web.visitor('broker')).open('/me');
    expect(broker.words).toContain('at 07:00 on your broker day, Thursday');
    const head = await (await web.visitor('asker')).open('/me');
    expect(head.words).toContain('once a week, at 07:00 on its first school day');
    expect(head.words).toContain('None was sent to you yet');
    const officer = await (await web.visitor('officer')).open('/me');
    expect(officer.words).toContain('None. What waits for you is on the pages.');
  });

  it('shows the last mails to oneself and what became of them, and nobody else’s', async () => {
    const reference = await web.sent({ priority: 'now' });
    await web.house.asSuperuser(
      `set session_replication_role = replica; update platform.mail set state = 'bounced', because = 'This address takes no mail.', ended_at = not_before`,
    );
    const [row] = await web.house.asSuperuser<{ name: string }>(
      'select p.name from platform.mail m join identity.person p on p.id = m.person_id',
    );
    expect(row?.name).toBe('The adviser');
    const adviser = await (await web.visitor('adviser')).open('/me');
    expect(adviser.words).toContain(`A request that cannot wait (${reference}) Came back, 25 November 2026`);
    expect(adviser.words).toContain('This address takes no mail.');
    expect((await (await web.visitor('broker')).open('/me')).words).not.toContain(reference);
  });

  it('makes a token, shows it once and takes it away again', async () => {
    const visitor = await web.visitor('asker');
    await justSignedIn();
    const made = await visitor.press(await visitor.open('/me'), '/me/tokens', {
      label: 'Timetable',
      days: '30',
    });
    expect([made.status, /trl_[A-Za-z0-9_-]{43}/.test(made.words)]).toEqual([200, true]);

    const page = await visitor.open('/me');
    expect(page.words).toContain('Timetable');
    expect(page.words).not.toContain('trl_');
    const action = /\/me\/tokens\/[0-9a-f-]{36}\/revoke/.exec(page.html)?.[0] ?? '';
    const other = await web.visitor('helper');
    expect((await other.press(await other.open('/me'), action)).status).toBe(404);
    const gone = await visitor.press(page, action);
    expect((await visitor.follow(gone)).words).not.toContain('Timetable');
  });

  it('makes a calendar address, shows it once, makes another in its place, and ends it', async () => {
    const visitor = await web.visitor('helper');
    const addressIn = (words: string): string => /\/calendar\/[A-Za-z0-9_-]{43}\.ics/.exec(words)?.[0] ?? '';
    const made = await visitor.press(await visitor.open('/me'), '/me/calendar');
    const first = addressIn(made.words);
    expect([made.status, first !== '']).toEqual([200, true]);
    expect((await visitor.open(first)).status).toBe(200);
    const page = await visitor.open('/me');
    expect([addressIn(page.words), page.words.includes('Yours was made on')]).toEqual(['', true]);
    const second = addressIn((await visitor.press(page, '/me/calendar')).words);
    expect([(await visitor.open(first)).status, (await visitor.open(second)).status]).toEqual([404, 200]);
    await visitor.press(await visitor.open('/me'), '/me/calendar/end');
    expect((await visitor.open(second)).status).toBe(404);
    expect((await visitor.open('/me')).words).not.toContain('Yours was made on');
  });

  it('names each field of a token that does not fit', async () => {
    const visitor = await web.visitor('asker');
    await justSignedIn();
    const page = await visitor.press(await visitor.open('/me'), '/me/tokens', { label: '', days: '400' });
    expect([page.status, page.problems[0]?.field]).toEqual([422, 'label']);
    const days = await visitor.press(page, '/me/tokens', { label: 'Timetable', days: '400' });
    expect([days.status, days.problems]).toEqual([
      422,
      [{ text: 'A token lasts 1 to 365 days', field: 'days' }],
    ]);
  });
});
