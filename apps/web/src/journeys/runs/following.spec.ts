import { setTimeout as wait } from 'node:timers/promises';
import { eventStream } from '../../layout/event-stream.js';
import { lastValueFrom, toArray } from 'rxjs';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { baseOf, somebody, type Somebody } from '../schools/somebody.fixture.js';

describe('following a run (I04)', () => {
  let web: WebHouse;
  let events: string;
  let broker: Somebody;

  beforeAll(async () => {
    web = await WebHouse.open();
    broker = await someBroker('first');
    // One that nobody works at: it goes on for as long as somebody looks.
    await beyond(`with run as (
      insert into brokerage.match_run (id, area_id, reference, kind, run_key, need_ids, snapshot_hash, policy_number,
        policy_hash, engine_hash, state, requested_at)
      values (gen_random_uuid(), '${NORTH}', 'R-0001', 'batch', repeat('a', 64), '{}', repeat('b', 64), 1, 'p', 'e', 'running', now())
      returning area_id, id)
      insert into brokerage.run_progress (area_id, run_id, done, total) select area_id, id, 1, 9 from run`);
    events = `${baseOf(web)}/runs/R-0001/events`;
  });
  afterAll(() => web.close());

  const someBroker = (name: string): Promise<Somebody> =>
    somebody(web, { name: `Broker ${name}`, posts: [{ role: 'broker' }] });
  /** @param until the stream is left. */
  const follow = (who: Somebody, until?: AbortSignal): Promise<Response> =>
    fetch(events, {
      headers: { cookie: `trellis=${who.session}` },
      redirect: 'manual',
      ...(until && { signal: until }),
    });
  /** How long a stream goes on from now, in milliseconds. */
  const ends = async (stream: Response): Promise<number> => {
    const from = performance.now();
    await stream.text();
    return performance.now() - from;
  };
  const beyond = (sql: string): Promise<unknown> =>
    web.house.asSuperuser(`set session_replication_role = replica; ${sql}`);

  it('is not for whoever may not read it, nor for nobody', async () => {
    const asker = await somebody(web, {
      name: 'Another head',
      posts: [{ role: 'head', urn: '990013' as never }],
    });
    expect((await follow(asker)).status).toBe(404);
    const nobody = await follow({ ...asker, session: 'A'.repeat(43) });
    expect([303, 401, 404]).toContain(nobody.status);
  });

  it('is done four times at once in one session and no more; another session is another', async () => {
    const leaving = new AbortController();
    const open = await Promise.all([1, 2, 3].map(() => follow(broker, leaving.signal)));
    const one = new AbortController();
    open.push(await follow(broker, one.signal));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const fifth = await follow(broker);
    expect([fifth.status, fifth.headers.get('retry-after')]).toEqual([429, '60']);
    const others = new AbortController();
    expect((await follow(await someBroker('second'), others.signal)).status).toBe(200);
    one.abort();
    let again = await follow(broker, leaving.signal);
    for (let tries = 0; tries < 50 && again.status === 429; tries += 1) {
      await wait(50);
      again = await follow(broker, leaving.signal);
    }
    expect(again.status).toBe(200);
    for (const each of [leaving, others]) each.abort();
  });

  it.each([
    [
      'the post',
      (who: string) => beyond(`update identity.appointment set state = 'ended' where person_id = '${who}'`),
    ],
    [
      'the person',
      (who: string) => beyond(`update identity.person set state = 'disabled' where id = '${who}'`),
    ],
    [
      'the session',
      (who: string) => beyond(`update identity.session set ended_at = now() where person_id = '${who}'`),
    ],
  ])('ends within moments of the end of %s', async (what, end) => {
    const who = await someBroker(what);
    const stream = await follow(who);
    expect(stream.status).toBe(200);
    const [row] = await web.house.asSuperuser<{ id: string }>(
      `select id from identity.person where name = 'Broker ${what}'`,
    );
    const over = ends(stream);
    await end(row?.id ?? '');
    expect(await over).toBeLessThan(4_000);
  });

  it('keeps no session alive by itself', async () => {
    const who = await someBroker('idle');
    await beyond(`update identity.session set seen_at = now() - interval '14 minutes', idle_minutes = 15`);
    const seen = (): Promise<{ at: Date }[]> =>
      web.house.asSuperuser(`select max(seen_at) as at from identity.session s join identity.person p
        on p.id = s.person_id where p.name = 'Broker idle'`);
    const stream = await follow(who); // the request itself is one
    await beyond(`update identity.session set seen_at = now() - interval '14 minutes'`);
    const before = await seen();
    await wait(1_500);
    expect(await seen()).toEqual(before);
    await beyond(`update identity.session set ended_at = now()`);
    await ends(stream);
  });

  it('closes after its time, over or not', async () => {
    let done = 0;
    const tick = () => Promise.resolve({ done: (done += 1), total: 1_000, sentence: '', over: false });
    const sent = await lastValueFrom(eventStream(tick, { everyMs: 5, mostMs: 60 }).pipe(toArray()));
    expect(sent.length).toBeGreaterThan(1);
  });
});
