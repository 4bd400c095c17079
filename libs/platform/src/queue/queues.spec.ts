import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import { redisIsHere, startRedis, type TestRedis } from '../../../../test/redis.js';
import { Queues, type JobInHand } from './queues.js';

const CHILD = join(__dirname, '../../../../test/faults/queue-child.mjs');
const LOCK_MS = 1_500;
const backends = redisIsHere() ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const);

describe.each(backends)('the queue on %s', (backend) => {
  let database: TestDatabase;
  let redis: TestRedis | null = null;
  let queues: Queues;
  let name = 0;
  const queue = (): string => `spec-${String((name += 1))}`;

  beforeAll(async () => {
    database = await freshDatabase();
    redis = backend === 'Redis' ? await startRedis() : null;
  });
  afterAll(async () => {
    redis?.stop();
    await database.drop();
  });
  beforeEach(() => {
    queues = new Queues({ databaseUrl: database.workerUrl, redisUrl: redis?.url ?? null, lockMs: LOCK_MS });
  });
  afterEach(() => queues.close());

  const data = (id: string) => ({ v: 1 as const, ids: { run: id } });

  /** Resolves with the jobs seen once `wanted` have been. */
  const seen = (
    from: string,
    wanted: number,
    answer: (job: JobInHand) => unknown = () => null,
  ): Promise<JobInHand[]> =>
    new Promise((resolve) => {
      const jobs: JobInHand[] = [];
      queues.work(from, (job) => {
        jobs.push(job);
        if (jobs.length === wanted) setTimeout(() => resolve(jobs), 300); // one more would show by then
        return Promise.resolve(answer(job));
      });
    });

  /** A process takes the job, and is gone. */
  async function takenAndKilled(from: string, job: string): Promise<void> {
    const words = [CHILD, database.workerUrl, redis?.url ?? '-', from, String(LOCK_MS)];
    const child = spawn(process.execPath, words);
    const gone = new Promise((resolve) => child.once('close', resolve));
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (said: Buffer) =>
        said.toString().includes(`took ${job}`) ? resolve() : undefined,
      ),
    );
    child.kill('SIGKILL');
    await gone;
  }

  it('hands a job over with its ids and range', async () => {
    const from = queue();
    await queues.add(from, 'job-1', { v: 1, ids: { run: 'r1' }, range: [0, 50] });
    const [job] = await seen(from, 1);
    expect(job!.data).toEqual({ v: 1, ids: { run: 'r1' }, range: [0, 50] });
  });

  it('runs a job once, however often it was added under one id', async () => {
    const from = queue();
    await Promise.all(Array.from({ length: 10 }, () => queues.add(from, 'same', data('r1'))));
    expect(await seen(from, 1)).toHaveLength(1);
  });

  it('runs the parent of a flow after all its children, with what they answered', async () => {
    const [parent, child] = [queue(), queue()];
    const children = ['a', 'b', 'c'].map((id) => ({ queue: child, jobId: `child-${id}`, data: data(id) }));
    await queues.addFlow({ queue: parent, jobId: 'parent-1', data: data('r1') }, children);
    const ended: string[] = [];
    const all = seen(child, 3, (job) => (ended.push(job.id), { checksum: job.id }));
    const [concluding] = await seen(parent, 1, () => ended.push('parent'));
    await all;
    expect(ended).toEqual([expect.any(String), expect.any(String), expect.any(String), 'parent']);
    expect(
      Object.values(await concluding!.childAnswers())
        .map((answer) => (answer as { checksum: string }).checksum)
        .sort(),
    ).toEqual(['child-a', 'child-b', 'child-c']);
  });

  it('tries a failed job again, and counts the tries', async () => {
    const from = queue();
    await queues.add(from, 'flaky', data('r1'));
    const jobs = await seen(from, 2, (job) => {
      if (job.attempt === 1) throw new Error('not yet');
      return null;
    });
    expect(jobs.map((job) => job.attempt)).toEqual([1, 2]);
  }, 20_000);

  it('parks a job it cannot read at once, with the reason, and goes on with the next (P01)', async () => {
    const from = queue();
    await queues.add(from, 'odd', { v: 1, ids: { run: 'r1' }, name: 'a name has no business here' } as never);
    await queues.add(from, 'next', data('r2'));
    const [job] = await seen(from, 1);
    expect(job!.id).toBe('next');
    expect(await queues.parked(from)).toEqual([
      { id: 'odd', because: 'This job cannot be read: name is not known.' },
    ]);
  });

  it('parks a job of ten mebibytes with a short reason, and lives on (P01)', async () => {
    const from = queue();
    const huge = 'x'.repeat(10 * 1_048_576);
    await queues.add(from, 'huge', { v: 1, ids: { run: huge } });
    await queues.add(from, 'huge-too', { v: 1, ids: { run: 'r' }, [huge.slice(0, 1_000)]: huge } as never);
    await queues.add(from, 'next', data('r2'));
    expect((await seen(from, 1)).map(({ id }) => id)).toEqual(['next']);
    const parked = await queues.parked(from);
    expect(parked.map(({ id }) => id).sort()).toEqual(['huge', 'huge-too']);
    for (const { because } of parked) expect(because.length).toBeLessThan(200);
  }, 30_000);

  it('takes up a job that kills its process three times and no more, and goes on with the others (P03)', async () => {
    const from = queue();
    await queues.add(from, 'poison', data('r1'));
    for (let kills = 0; kills < 4; kills += 1) await takenAndKilled(from, 'poison');
    await queues.add(from, 'next', data('r2'));
    const [job] = await seen(from, 1);
    expect(job?.id).toBe('next');
    for (let tries = 0; tries < 100 && (await queues.parked(from)).length === 0; tries += 1)
      await new Promise((later) => setTimeout(later, 100));
    expect(await queues.parked(from)).toEqual([
      { id: 'poison', because: expect.stringContaining('stalled') },
    ]);
  }, 60_000);

  it('gives a job whose process was killed to another, once (P03)', async () => {
    const from = queue();
    await queues.add(from, 'orphan', data('r1'));
    await takenAndKilled(from, 'orphan');
    const jobs = await seen(from, 1);
    expect(jobs.map((job) => job.id)).toEqual(['orphan']);
  }, 30_000);
});
