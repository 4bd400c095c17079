import { linkKey, SendMail, type Fate, type Post } from '@app/identity';
import { MailBox } from '@app/platform';
import { AMailServer } from '../../../../test/factories/a-mail-server.js';
import { MARLOWE, NOW } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { AnAgreement } from './an-agreement.fixture.js';
import { LinkQuestions } from './link-questions.query.js';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly because: string | null;
  readonly not_before: Date;
  readonly attempts: number;
}

const HEAD = `head.${MARLOWE}@example.org`;

describe('a mail that asks a head', () => {
  let agreement: AnAgreement;
  let server: AMailServer;
  let post: Post;

  beforeEach(async () => {
    agreement = await AnAgreement.open();
    server = await AMailServer.open();
    const questions = agreement.house.get(LinkQuestions);
    post = {
      ...{ mailer: server.mailer, baseUrl: 'https://trellis.example.org', linkKey: linkKey('s'.repeat(32)) },
      stillWaits: (...asked) => questions.waits(...asked),
    };
  });
  afterEach(async () => {
    await server.close();
    await agreement.close();
  });

  const rows = (): Promise<Row[]> =>
    agreement.house.house.asSuperuser<Row>('select * from platform.mail order by put_at, id');
  const send = async (wanted = 'request'): Promise<Fate> => {
    const mail = (await rows()).find(({ kind }) => kind === wanted);
    return agreement.house.get(SendMail).execute(NORTH, mail?.id ?? '', post);
  };
  const set = (instant: string): void => agreement.house.clock.set(new Date(instant));

  it('arrives once, names the request and the day, and neither who asks nor for what', async () => {
    const request = await agreement.soundOut();
    expect(await send()).toBe('sent');
    expect(await send()).toBe('nothing');
    expect(server.arrived).toHaveLength(1);
    const [mail] = server.arrived;
    expect(mail?.to).toBe(HEAD);
    expect(mail?.text).toContain(`Subject: A reply is needed by 2 December (${request})`);
    expect(mail?.text).toMatch(
      /https:\/\/trellis\.example\.org\/a\/[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\r\n/,
    );
    expect(mail?.text).toContain(`https://trellis.example.org/requests/${request}`);
    expect(mail?.text).not.toMatch(/Eastmarsh|990005|absence|attendance|days of support/i);
  });

  it('is written with what causes it, or not at all', async () => {
    const { house } = agreement;
    await house.raw(`create function public.no_sounding() returns trigger language plpgsql as
      $$ begin raise exception 'not today'; end $$`);
    await house.raw(`create constraint trigger no_sounding after insert on brokerage.sounding deferrable initially deferred
      for each row execute function public.no_sounding()`);
    await expect(agreement.soundOut()).rejects.toThrow('not today');
    expect(await rows()).toEqual([]);
    const links = await house.house.asSuperuser('select 1 from identity.action_link');
    expect(links).toEqual([]);
  });

  it('waits in the evening until seven in the morning of the next school day', async () => {
    set('2026-11-27T18:59:00Z');
    await agreement.soundOut();
    set('2026-11-27T19:05:00Z');
    expect(await send()).toBe('waits');
    expect((await rows())[0]?.not_before.toISOString()).toBe('2026-11-30T07:00:00.000Z');
    expect(server.arrived).toEqual([]);
    set('2026-11-30T07:00:00Z');
    expect(await send()).toBe('sent');
  });

  it('is tried again while its carrier is busy, later each time, and arrives once (N02)', async () => {
    await agreement.soundOut();
    server.busy = true;
    expect(await send()).toBe('waits');
    expect(await send()).toBe('nothing');
    set('2026-11-25T09:01:00Z');
    expect(await send()).toBe('waits');
    expect((await rows())[0]).toMatchObject({ state: 'queued', attempts: 2 });
    server.busy = false;
    set('2026-11-25T09:03:00Z');
    expect(await send()).toBe('sent');
    expect(server.arrived).toHaveLength(1);
  });

  it('leaves once though two processes take it at the same time', async () => {
    await agreement.soundOut();
    expect((await Promise.all([send(), send(), send()])).sort()).toEqual(['nothing', 'nothing', 'sent']);
    expect(server.arrived).toHaveLength(1);
  });

  it('carries the same id again where a process was killed between handing it over and writing that down (N02)', async () => {
    await agreement.soundOut();
    const { mailer } = post;
    const killed = {
      send: async (...letter: Parameters<typeof mailer.send>) => {
        await mailer.send(...letter);
        throw new Error('killed');
      },
      close: () => mailer.close(),
    };
    post = { ...post, mailer: killed };
    await expect(send()).rejects.toThrow('killed');
    post = { ...post, mailer };
    expect(await send()).toBe('nothing');
    set('2026-11-25T09:02:00Z');
    expect(await send()).toBe('sent');
    const ids = server.arrived.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim());
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  it('shows on the proposal where it came back, and is not sent again (N02)', async () => {
    server.unknown.add(HEAD);
    await agreement.soundOut();
    expect(await send()).toBe('bounced');
    set('2026-11-25T10:00:00Z');
    expect(await send()).toBe('nothing');
    const lost = await agreement.house.asking('broker', (tx) =>
      agreement.house.get(MailBox).lostAbout(tx, agreement.proposed),
    );
    expect(lost).toMatchObject([{ kind: 'request', state: 'bounced', at: NOW }]);
  });

  it('stays where it is when the question was answered before it could leave', async () => {
    await agreement.answer(await agreement.soundOut(), { answer: 'not_this_term' });
    expect(await send()).toBe('dropped');
    expect(server.arrived).toEqual([]);
  });

  it('goes to nobody who is no longer here', async () => {
    await agreement.soundOut();
    await agreement.house.raw(
      `set session_replication_role = replica; update identity.person set state = 'disabled' where email = '${HEAD}'`,
    );
    expect(await send()).toBe('failed');
    expect(server.arrived).toEqual([]);
  });

  it('follows the supporter’s yes to the school that asked, and names nobody either', async () => {
    const request = await agreement.soundOut();
    await agreement.answer(request);
    expect(await send('offer')).toBe('sent');
    expect(server.arrived[0]?.to).toBe('the.asker@example.org');
    expect(server.arrived[0]?.text).not.toMatch(/Marlowe|absence/);
  });
});
