import type { MatchRunId, NeedId } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  SALTERN,
  UPLANDS,
} from '../../../../test/factories/a-brokerage-house.js';
import { CancelMatchRun } from './cancel-match-run.js';
import { ConcludeRun } from './conclude-run.js';
import { MatchingEngine } from './matching-engine.js';
import { MatchRuns } from './match-runs.query.js';
import { RequestMatchRun } from './request-match-run.js';
import { ScoreShard } from './score-shard.js';
import { StartMatchRun } from './start-match-run.js';

describe('a match run', () => {
  let house: BrokerageHouse;
  let need: NeedId;
  const request = async (needIds: readonly NeedId[] | null = null, who: 'broker' | 'adviser' = 'broker') =>
    house.get(RequestMatchRun).execute(await house.as(who), NORTH, { needIds });
  const view = (id: MatchRunId, who: 'broker' | 'interestedBroker' = 'broker') =>
    house.asking(who, (tx) => house.get(MatchRuns).byReference(tx, id));
  const progress = (id: MatchRunId) => house.asking('broker', (tx) => house.get(MatchRuns).progress(tx, id));

  beforeAll(async () => {
    house = await BrokerageHouse.open();
    for (const urn of [MARLOWE, SALTERN, UPLANDS, QUARRY]) await house.offer(urn);
    need = await house.openNeed();
  });
  afterAll(() => house.close());

  it('is one run for one question, whoever asks it again (M08)', async () => {
    const first = await request();
    expect(first).toMatchObject({ reference: 'R-0001', joined: false });
    expect(await request()).toEqual({ ...first, joined: true });
    expect((await Promise.all([request(), request(), request()])).map(({ id }) => id)).toEqual([
      first.id,
      first.id,
      first.id,
    ]);
    expect(await progress(first.id)).toMatchObject({ state: 'queued', done: 0, total: 1 });
  });

  it('ends with who is first, whom the plan gives it, and the hashes it can be replayed from', async () => {
    const { id } = await request();
    await house.finish(id);
    const run = await view(id);
    expect(run).toMatchObject({ state: 'complete', done: 1, total: 1, engineHash: 'e'.repeat(64) });
    expect(run.resultHash).toMatch(/^[0-9a-f]{64}$/);
    expect(run.needs).toHaveLength(1);
    expect(run.needs[0]).toMatchObject({
      ...{ need, urn: EASTMARSH, school: 'Eastmarsh Academy', theme: 'Reducing persistent absence' },
      ...{ candidates: 3, refused: 2, unmet: null },
      first: { urn: MARLOWE, name: 'Marlowe School' },
    });
    expect(run.needs[0]?.planned.map(({ urn }) => urn)).toEqual([MARLOWE]);
  });

  it('ends in the same bytes when a process died in the middle and another took it over', async () => {
    const whole = await view(await house.run([need]));
    await house.raw(
      `set session_replication_role = replica; update brokerage.match_run set state = 'cancelled' where id = '${whole.id}'`,
    );
    const again = await request([need]);
    const first = await house.get(StartMatchRun).execute(NORTH, again.id);
    const token = Number(first?.parent.data.ids['token']);
    await house.get(ScoreShard).execute(NORTH, { run: again.id, token, from: 0, to: 1 });
    // The process is gone here: its rows stand. Another one starts from the beginning.
    await house.finish(again.id);
    expect((await view(again.id)).resultHash).toBe(whole.resultHash);
    // What the dead one still wanted to write carries an older token.
    expect(await house.get(ConcludeRun).execute(NORTH, again.id, token)).toBe('nothing');
  });

  it('can be cancelled while its plan is being made', async () => {
    const { id, token, plan } = await scored();
    const { ending, stopped } = plan();
    await house.get(CancelMatchRun).execute(await house.as('broker'), NORTH, id);
    expect(await ending).toBe('ended');
    expect(stopped()).toBe(true);
    expect(await progress(id)).toMatchObject({ state: 'cancelled' });
    expect(await house.get(ConcludeRun).execute(NORTH, id, token)).toBe('nothing');
  });

  it('stops making a plan once another process has taken the run over (P04)', async () => {
    const { id, plan } = await scored();
    const { ending, stopped } = plan();
    await house.finish(id);
    expect(await ending).toBe('nothing');
    expect(stopped()).toBe(true);
    expect(await progress(id)).toMatchObject({ state: 'complete' });
  });

  /** A run whose rows are all there, and a plan that is never made by itself. */
  async function scored() {
    const { id } = await request([await house.openNeed()]);
    const flow = await house.get(StartMatchRun).execute(NORTH, id);
    const token = Number(flow?.parent.data.ids['token']);
    await house.get(ScoreShard).execute(NORTH, { run: id, token, from: 0, to: 1 });
    const plan = () => {
      let signal: AbortSignal | undefined;
      const ending = house.get(ConcludeRun).execute(NORTH, id, token, (_, stop) => {
        signal = stop;
        return new Promise((_made, fail) => {
          stop.addEventListener('abort', () => fail(stop.reason as Error));
        });
      });
      return { ending, stopped: () => signal?.aborted ?? false };
    };
    return { id, token, plan };
  }

  it('opens its snapshot once for all its shards, and never one of another run', async () => {
    const asked = [
      await house.openNeed({ primaryTheme: 'att.strategy' }),
      await house.openNeed({ primaryTheme: 'att.strategy' }),
    ];
    const { id } = await request(asked);
    const token = Number((await house.get(StartMatchRun).execute(NORTH, id))?.parent.data.ids['token']);
    const open = jest.spyOn(house.get(MatchingEngine), 'open');
    try {
      for (const from of [0, 1])
        await house.get(ScoreShard).execute(NORTH, { run: id, token, from, to: from + 1 });
      expect(open).toHaveBeenCalledTimes(1);
      expect(await progress(id)).toMatchObject({ done: 2, total: 2 });
      await house.run([asked[0]!]);
      const texts = open.mock.calls.map(([text]) => text);
      expect(new Set(texts).size).toBe(2);
    } finally {
      open.mockRestore();
    }
    await house.finish(id);
    expect(await view(id)).toMatchObject({ state: 'complete', done: 2 });
  });

  it('is cancelled between two chunks, and nothing was changed', async () => {
    const other = await house.openNeed({ primaryTheme: 'att.strategy' });
    const { id } = await request([other]);
    const flow = await house.get(StartMatchRun).execute(NORTH, id);
    const token = Number(flow?.parent.data.ids['token']);
    await house.get(CancelMatchRun).execute(await house.as('broker'), NORTH, id);
    expect(await house.get(ScoreShard).execute(NORTH, { run: id, token, from: 0, to: 1 })).toBe('cancelled');
    expect(await progress(id)).toMatchObject({ state: 'cancelled', done: 0 });
    expect(await house.needState(other)).toBe('open');
  });

  it('is cancelled once for one key, told the same again, and the key cancels no other run (I-21) (M08)', async () => {
    const [one, another] = [
      await house.openNeed({ primaryTheme: 'att.strategy' }),
      await house.openNeed({ primaryTheme: 'att.strategy' }),
    ];
    const [{ id }, other] = [await request([one]), await request([another])];
    await house.get(StartMatchRun).execute(NORTH, id);
    const cancel = async (run: MatchRunId) => {
      const repeat = { route: 'cancel', key: 'one-key', body: run };
      return house.get(CancelMatchRun).execute(await house.as('broker'), NORTH, run, repeat);
    };
    const told = await cancel(id);
    expect(told).toMatchObject({ state: 'running', cancelAsked: true });
    await house.finish(id);
    expect(await progress(id)).toMatchObject({ state: 'cancelled' });
    expect(await cancel(id)).toEqual(told);
    await expect(cancel(other.id)).rejects.toMatchObject({ code: 'KEY_REUSED' });
    expect(await progress(other.id)).toMatchObject({ state: 'queued', cancelAsked: false });
  });

  it('is leased by the database’s time and told in its order, whatever the clocks of processes say (R09)', async () => {
    const late = await house.openNeed();
    const leased = async (id: MatchRunId): Promise<{ seconds: number; free: boolean }> => {
      const [row] = await house.house.asSuperuser<{ seconds: number; free: boolean }>(
        `select extract(epoch from l.until - now())::float as seconds, exists (
           select from lookup.runs_without_a_lease() r where r.run_id = '${id}') as free
         from platform.lease l where l.subject = 'run:${id}'`,
      );
      return row ?? { seconds: NaN, free: false };
    };
    const from = await house.house.asSuperuser<{ n: string }>(
      `select coalesce(max(seq), 0)::text as n from audit.entry`,
    );
    const now = house.clock.now();
    const seen: number[] = [];
    for (const minutes of [10, -10]) {
      house.clock.set(new Date(now.getTime() + minutes * 60_000));
      const { id } = await request([late]);
      await house.get(StartMatchRun).execute(NORTH, id);
      const { seconds, free } = await leased(id);
      expect([seconds > 0, seconds <= 30, free]).toEqual([true, true, false]);
      seen.push(seconds);
      await house.raw(`update platform.lease set until = now() - interval '1 second' where subject = 'run:${id}';
        update platform.job_subject set since = now() - interval '1 minute' where subject = '${id}'`);
      expect((await leased(id)).free).toBe(true);
      await house.get(CancelMatchRun).execute(await house.as('broker'), NORTH, id);
    }
    house.clock.set(now);
    expect(seen).toHaveLength(2);
    const told = await house.house.asSuperuser<{ ordered: boolean }>(
      `select bool_and(at >= before) as ordered from (select at, lag(at) over (order by seq) as before
         from audit.entry where seq > ${from[0]?.n ?? '0'} and kind = 'act') e where before is not null`,
    );
    expect(told[0]?.ordered).toBe(true);
  });

  it('is refused to who was disabled after the door let them in (R06)', async () => {
    const adviser = await house.as('adviser');
    const state = (word: string): Promise<unknown> =>
      house.raw(`set session_replication_role = replica;
        update identity.person set state = '${word}' where id = '${adviser.id}'`);
    const count = async (): Promise<unknown> =>
      house.house.asSuperuser('select count(*) from brokerage.match_run');
    const before = await count();
    await state('disabled');
    const refused = house.get(RequestMatchRun).execute(adviser, NORTH, { needIds: null });
    await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await count()).toEqual(before);
    await state('active');
  });

  it('leaves out needs of schools in which the asker has an interest, and hides them from a later reader (I-4)', async () => {
    const run = await house.run();
    expect((await view(run)).needs.length).toBeGreaterThan(0);
    await house.raw(`set session_replication_role = replica; insert into identity.interest
(id, area_id, person_id, kind, urn, from_on)
      select gen_random_uuid(), area_id, id, 'family', '${EASTMARSH}', '2026-01-01' from identity.person where name = 'The interestedBroker'`);
    expect((await view(run, 'interestedBroker')).needs).toEqual([]);
    await expect(
      house.get(RequestMatchRun).execute(await house.as('interestedBroker'), NORTH, { needIds: [need] }),
    ).rejects.toMatchObject({ code: 'NO_NEEDS' });
  });

  it('is nobody’s to start or read but brokers’ and advisers’; an officer says why first', async () => {
    await expect(
      house.get(RequestMatchRun).execute(await house.as('asker'), NORTH, { needIds: null }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/NOT_FOUND|NOT_GRANTED/) as string });
    const list = (reason: string | null) =>
      house.asking('officer', (tx) => house.get(MatchRuns).list(tx, reason));
    await expect(list(null)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect((await list('Yearly audit')).length).toBeGreaterThan(0);
  });
});
