import { ApiHouse, RECEIPTS } from '../an-api-house.fixture.js';

describe('a delivery receipt of GOV.UK Notify', () => {
  let api: ApiHouse;
  let mail: string;

  beforeAll(async () => {
    api = await ApiHouse.open();
    await api.raise({ priority: 'now' });
    [mail = ''] = (await stored()).map(({ id }) => id);
    await set('sent');
  });
  afterAll(() => api.close());

  const stored = () =>
    api.house.asSuperuser<{ id: string; state: string; because: string | null }>(
      'select id, state, because from platform.mail',
    );
  const set = (state: string) =>
    api.house.asSuperuser(
      `set session_replication_role = replica; update platform.mail set state = '${state}', ended_at = now(), because = null`,
    );
  const tell = (body: unknown, token: string | null = RECEIPTS) =>
    api.ask(null, 'POST', '/mail/receipts', {
      body,
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
    });
  const receipt = (status: string) => ({
    ...{ id: '740e5834-3a29-46b4-9a6f-16142fde533a', reference: mail, status, to: 'a@b.uk' },
    ...{ notification_type: 'email', template_version: 1 },
  });

  it('that says delivered changes nothing; one that says it came back is kept with the mail, once', async () => {
    expect((await tell(receipt('delivered'))).status).toBe(204);
    expect(await stored()).toMatchObject([{ state: 'sent' }]);
    expect((await tell(receipt('permanent-failure'))).status).toBe(204);
    expect(await stored()).toMatchObject([{ state: 'bounced', because: 'This address takes no mail.' }]);
    expect((await tell(receipt('temporary-failure'))).status).toBe(204);
    expect(await stored()).toMatchObject([{ because: 'This address takes no mail.' }]);
  });

  it('is taken with the token that Notify was told, and with no other', async () => {
    await set('sent');
    const tokens = [null, 'wrong', `${RECEIPTS}x`, api.tokens.get('broker') ?? ''];
    const answers = [];
    for (const token of tokens) answers.push((await tell(receipt('permanent-failure'), token)).status);
    expect(answers).toEqual([401, 401, 401, 401]);
    expect(await stored()).toMatchObject([{ state: 'sent' }]);
  });

  it('about a mail that is none of ours, or without a status, changes nothing', async () => {
    await set('sent');
    const unknown = { ...receipt('permanent-failure'), reference: '740e5834-3a29-46b4-9a6f-16142fde533a' };
    expect((await tell(unknown)).status).toBe(204);
    expect((await tell({ ...receipt('permanent-failure'), reference: null })).status).toBe(204);
    expect((await tell({ reference: mail })).status).toBe(400);
    expect(await stored()).toMatchObject([{ state: 'sent' }]);
  });

  it('opens nothing else: its token is nobody’s at the API', async () => {
    const answer = await api.ask(null, 'GET', '/api/v1/needs', {
      headers: { Authorization: `Bearer ${RECEIPTS}` },
    });
    expect(answer.status).toBe(401);
  });
});
