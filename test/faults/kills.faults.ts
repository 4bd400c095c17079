import { asked, figure } from './asked.js';
import { Chance } from './chance.js';
import { Clients, Journal, Person } from './clients.js';
import { FAULTS, type Fault } from './fault-proxy.js';
import { redisIsHere } from '../redis.js';
import { Stack, type Victim } from './stack.js';

const { kills, seed, clients: many, queue, runs } = asked();
const MINUTE = 60_000;
const A_KILL_MS = 20_000;
/** Between two kills, and until whoever was killed is started again. */
const [BETWEEN_MS, DEAD_MS] = [1_200, 600];

// Whoever asks for it by command wants it done: a run that killed nothing must not look like one that lost nothing.
if (queue !== 'postgres' && !redisIsHere())
  throw new Error('redis-server is missing: install it, or ask for --queue postgres.');

describe('the service while its processes are killed', () => {
  let stack: Stack;
  let clients: Clients;
  const journal = new Journal();
  const chance = new Chance(seed);
  const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

  beforeAll(async () => {
    stack = await Stack.open(queue, seed);
    clients = new Clients(stack, journal, seed);
  }, 4 * MINUTE);
  afterAll(() => stack.close(), MINUTE);

  const until = async (holds: () => Promise<boolean>, what: string, ms = MINUTE): Promise<number> => {
    const since = Date.now();
    while (!(await holds().catch(() => false))) {
      if (Date.now() - since > ms)
        throw new Error(`It never came to this: ${what}\n${stack.said().slice(-4_000)}`);
      await pause(200);
    }
    return Date.now() - since;
  };
  const well = (): Promise<number> =>
    until(
      async () =>
        (await Promise.all((['web-0', 'web-1', 'api'] as const).map((part) => stack.ready(part)))).every(
          (status) => status === 'ok',
        ),
      'all are well',
    );
  const quiet = (): Promise<number> =>
    until(
      async () => {
        const [row] = await stack.sql<{ n: number }>(
          'select count(*)::int as n from platform.outbox where sent_at is null and parked_at is null',
        );
        return row?.n === 0;
      },
      'everything is sent',
      3 * MINUTE,
    );

  it(
    'keeps every write that it acknowledged, once, whoever is killed (R08)',
    async () => {
      await clients.start(many);
      const back: number[] = [];
      const killed: Victim[] = [];
      // Whom a short run would miss comes first.
      const all = stack.victims();
      for (let kill = 0; kill < kills; kill += 1) {
        await pause(chance.whole(100, BETWEEN_MS));
        await stack.sql('delete from platform.limit_counter').catch(() => undefined); // the clients ask more than people do
        const victim =
          kills < all.length
            ? (['postgres', 'api', 'worker-0', 'redis'] as const)[kill % 4]!
            : chance.one(all);
        if (victim === 'redis' && queue === 'postgres') continue;
        await stack.kill(victim);
        killed.push(victim);
        await pause(chance.whole(0, DEAD_MS));
        const ms = await stack.restart(victim);
        if (victim === 'postgres') back.push(ms);
      }
      const wellAfter = await well();
      await clients.stop();
      const { acks, retries, answers, wrong } = clients.seen;
      expect(wrong).toEqual([]);
      const stored = await stack.sql<{ mark: string; reference: string; n: number }>(
        `select mark, min(reference) as reference, count(*)::int as n from (
           select wanted_outcome as mark, reference from profiles.need where wanted_outcome like 'mark-%'
           union all select split_part(text, ' ', 1), reference from network.question where text like 'mark-%') kept group by mark`,
      );
      const kept = new Map(stored.map((each) => [each.mark, each]));
      const lost = journal.all().filter(({ mark, reference }) => kept.get(mark)?.reference !== reference);
      const double = stored.filter(({ n }) => n > 1);
      const [acts] = await stack.sql<{ n: number }>(
        `select count(*)::int as n from audit.entry where kind = 'act' and act in ('need.raise', 'practice.ask')
           and at > now() - interval '3 hours' and actor like 'person:%'
           and split_part(entity, ':', 2) in (select id::text from profiles.need where wanted_outcome like 'mark-%'
             union all select id::text from network.question where text like 'mark-%')`,
      );
      const counted = killed.reduce<Record<string, number>>(
        (sum, each) => ({ ...sum, [each]: (sum[each] ?? 0) + 1 }),
        {},
      );
      figure('1', 'kills (SIGKILL), by process', JSON.stringify(counted));
      figure(
        '1',
        'acknowledged writes / lost / double',
        `${String(acks)} / ${String(lost.length)} / ${String(double.length)}`,
      );
      figure('8', 'sent again under one key / with another answer', `${String(retries)} / 0`);
      figure('1', 'answers', JSON.stringify(answers));
      figure('1', 'database back, ms: most', Math.max(0, ...back));
      figure('20', 'all well after the last kill, ms', wellAfter);
      expect([lost, double]).toEqual([[], []]);
      expect(acts?.n).toBe(stored.length);
      expect(acks).toBeGreaterThan(kills);
    },
    3 * MINUTE + kills * A_KILL_MS,
  );

  it(
    'lets each of them take effect once, and leaves nothing half-done (R08)',
    async () => {
      figure('4', 'everything sent after the last kill, ms', await quiet());
      const owed = await stack.sql<{ id: string }>(
        `select m.id from platform.mail m join profiles.need n on m.key = 'need-now.' || n.id
         where n.wanted_outcome like 'mark-%'`,
      );
      const needs = journal.all().filter(({ kind }) => kind === 'need').length;
      figure('4', 'mails owed / written', `${String(needs)} / ${String(owed.length)}`);
      expect(owed.length).toBe(needs);
      await until(
        async () =>
          (
            await stack.sql(
              'select 1 from audit.entry e where not exists (select from audit.leaf l where l.seq = e.seq) limit 1',
            )
          ).length === 0,
        'all is sealed',
      );
      const checked = await stack.trellis('check', '--data');
      figure(
        '2',
        'trellis check --data',
        checked.out
          .split('\n')
          .filter((line) => line.startsWith('data'))
          .join(),
      );
      expect(checked.out).toContain('data: ok');
      expect(checked.out).toContain('queue: ok');
    },
    6 * MINUTE,
  );

  const reads = async (): Promise<{ status: number; ms: number; retry: string | null }[]> =>
    Promise.all(
      [
        stack.url('web-0') + '/sign-in',
        stack.url('web-1') + '/sign-in',
        `${stack.url('api')}/api/v1/needs`,
      ].map(async (url) => {
        const since = Date.now();
        const headers = url.includes('/api/') ? { authorization: `Bearer ${clients.token()}` } : undefined;
        const answer = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) });
        await answer.text();
        return { status: answer.status, ms: Date.now() - since, retry: answer.headers.get('retry-after') };
      }),
    );

  it.each(
    (['postgres', 'redis', 'smtp'] as const)
      .filter((service) => service !== 'redis' || queue === 'redis')
      .flatMap((service) => FAULTS.slice(1).map((fault): [typeof service, Fault] => [service, fault]))
      .filter(
        ([service, fault]) =>
          kills >= 20 ||
          (service === 'redis' ? fault === 'swallow' : service === 'postgres' && fault === 'cut'),
      ),
  )(
    'answers or says when to come back, and is well again soon, while %s is behind: %s',
    async (service, fault) => {
      await stack.proxies[service].set(fault);
      const answers = [...(await reads()), ...(await reads())];
      await stack.proxies[service].set('none');
      const again = await well();
      figure(
        '20',
        `${service} ${fault}: statuses, slowest read ms, well after ms`,
        `${[...new Set(answers.map(({ status }) => status))].join()}, ${String(Math.max(...answers.map(({ ms }) => ms)))}, ${String(again)}`,
      );
      for (const { status, retry } of answers) {
        expect([200, 503]).toContain(status);
        if (status === 503) expect(Number(retry)).toBeGreaterThan(0);
        if (service !== 'postgres') expect(status).toBe(200);
      }
    },
    2 * MINUTE,
  );

  if (runs > 0)
    it(
      'ends a match run in the same bytes however often its workers are killed',
      async () => {
        await stack.sql('delete from platform.limit_counter');
        const broker = await Person.signIn(stack, 'Jo Marsh');
        const hashes = new Map<string, number>();
        for (let run = 0; run < runs; run += 1) {
          await stack
            .sql(
              `update brokerage.match_run set state = 'discarded' where state in ('complete', 'infeasible', 'queued', 'running')
            and requested_at > now() - interval '1 day' and id in (select id from brokerage.match_run order by requested_at desc limit 1 offset 0)`,
            )
            .catch(() => undefined);
          const answer = await broker.post('web-1', '/runs', {});
          const reference = (answer.headers.get('location') ?? '').slice(6);
          expect(reference).toMatch(/^R-/);
          await pause(chance.whole(0, 1_200));
          if (run > 0) for (const worker of ['worker-0', 'worker-1'] as const) await stack.kill(worker);
          if (run > 0) for (const worker of ['worker-0', 'worker-1'] as const) await stack.restart(worker);
          let hash = '';
          await until(
            async () => {
              const [row] = await stack.sql<{ result_hash: string | null }>(
                'select result_hash from brokerage.match_run where reference = $1',
                [reference],
              );
              hash = row?.result_hash ?? '';
              return hash !== '';
            },
            `the run ${reference} has a result`,
            2 * MINUTE,
          );
          hashes.set(hash, (hashes.get(hash) ?? 0) + 1);
        }
        figure(
          '3',
          'match runs, both workers killed / different results',
          `${String(runs)} / ${String(hashes.size)}`,
        );
        expect(hashes.size).toBe(1);
      },
      runs * 2 * MINUTE,
    );
});
