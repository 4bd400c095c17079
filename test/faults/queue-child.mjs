// A worker in a process of its own, to be killed: takes one job, says so, and never finishes it.
import { Queues } from '../../dist/libs/platform/src/index.js';

const [databaseUrl, redisUrl, queue, lockMs] = process.argv.slice(2);
const queues = new Queues({
  databaseUrl,
  redisUrl: redisUrl === '-' ? null : redisUrl,
  lockMs: Number(lockMs),
});
queues.work(queue, async (job) => {
  process.stdout.write(`took ${job.id}\n`);
  await new Promise(() => undefined);
});
