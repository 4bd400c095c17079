import {
  createPostgresBackend,
  createRedisBackend,
  withBackend,
  type FlowJob,
  type FlowProducer,
  type Job,
  type Queue,
  type Worker,
} from 'bullmq';
import { PatientClient } from '../database/patient-client.js';
import type { JobData } from './job-data.js';
import { parseJobData } from './job-data.js';

export interface QueueSettings {
  /** Null: BullMQ's PostgreSQL backend in the schema `bullmq`. */
  readonly redisUrl: string | null;
  readonly databaseUrl: string;
  /** Connections of each queue's own pool on PostgreSQL; 3 to 5. */
  readonly pool?: number;
  /** For tests of recovery: how long a worker may be silent. Thirty seconds in service. */
  readonly lockMs?: number;
  /** How long what is in hand, and a server that is away, may keep it from closing. */
  readonly closeMs?: number;
}

export interface JobInHand {
  readonly id: string;
  readonly data: JobData;
  /** 1 on the first try. */
  readonly attempt: number;
  /** What the children of a flow answered, by their job id. */
  childAnswers(): Promise<Readonly<Record<string, unknown>>>;
}

export interface WorkOptions {
  readonly concurrency?: number;
  /** Called with a job that has used up its tries: it stays, parked, until an administrator retries or discards it. */
  onParked?(job: { id: string; name: string; because: string }): void;
}

/** A database that has not answered by then does not. */
const ANSWER_MS = 10_000;
/** Within what a process has to stop. */
const CLOSE_MS = 8_000;
const ATTEMPTS = 5;
const WEEK_S = 7 * 24 * 3600;
const KEPT = {
  attempts: ATTEMPTS,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: { age: WEEK_S },
  removeOnFail: false,
} as const;

export interface FlowChild {
  readonly queue: string;
  readonly jobId: string;
  readonly data: JobData;
}

/** Queues, workers and flows on whichever backend the settings name; the rest of the house does not know which. */
export class Queues {
  private readonly backend;
  private readonly open: Closable[] = [];
  private readonly queues = new Map<string, Queue>();
  private flows: FlowProducer | null = null;

  constructor(private readonly settings: QueueSettings) {
    this.backend = settings.redisUrl === null ? postgres(settings) : redis(settings.redisUrl);
  }

  /** Adds a job once: a second add with the same id is the same job. */
  async add(queue: string, jobId: string, data: JobData): Promise<void> {
    await this.queue(queue).add(queue, data, { ...KEPT, jobId });
  }

  /** A parent that runs when all its children have; adding it again with the same ids changes nothing. */
  async addFlow(parent: FlowChild, children: readonly FlowChild[]): Promise<void> {
    this.flows ??= this.keep(this.backend.flows());
    await this.flows.add({ ...asFlowJob(parent), children: children.map(asFlowJob) });
  }

  /** Starts taking jobs of this queue. A job whose data does not parse is parked by the processor's error, never retried. */
  work(queue: string, process: (job: JobInHand) => Promise<unknown>, options: WorkOptions = {}): void {
    const lock = this.settings.lockMs ?? 30_000;
    const worker = this.backend.worker(queue, (job) => process(inHand(job)), {
      concurrency: options.concurrency ?? 1,
      lockDuration: lock,
      stalledInterval: lock,
      maxStalledCount: 3,
    });
    worker.on('failed', (job, error) => {
      if (job && job.attemptsMade >= (job.opts.attempts ?? 1)) {
        options.onParked?.({ id: job.id ?? '', name: job.name, because: error.message });
      }
    });
    worker.on('error', () => undefined); // lost connections are retried by BullMQ and show in /health/ready
    this.keep(worker);
  }

  async parked(queue: string, most = 100): Promise<{ id: string; because: string }[]> {
    const jobs = await this.queue(queue).getFailed(0, most - 1);
    return jobs.map((job) => ({ id: job.id ?? '', because: job.failedReason }));
  }

  /** @returns false where no parked job has this id. */
  async retryParked(queue: string, id: string): Promise<boolean> {
    const job = await this.queue(queue).getJob(id);
    if (!job || !(await job.isFailed())) return false;
    await job.retry('failed', { resetAttemptsMade: true });
    return true;
  }

  async waiting(queue: string): Promise<number> {
    const counts = await this.queue(queue).getJobCounts(
      'waiting',
      'active',
      'delayed',
      'waiting-children',
      'prioritized',
    );
    return Object.values(counts).reduce((sum, n) => sum + n, 0);
  }

  /** Finishes what is in hand, then closes every connection; what a server that is away keeps open is cut. */
  async close(): Promise<void> {
    const patience = this.settings.closeMs ?? CLOSE_MS;
    await Promise.all(this.open.map((each) => closedWithin(patience, each)));
  }

  private queue(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const made = this.keep(this.backend.queue(name));
    made.on('error', () => undefined);
    this.queues.set(name, made);
    return made;
  }

  private keep<Made extends Closable>(made: Made): Made {
    this.open.push(made);
    return made;
  }
}

interface Closable {
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

async function closedWithin(ms: number, closable: Closable): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<true>((resolve) => (timer = setTimeout(() => resolve(true), ms)));
  const closed = closable.close().then(() => false);
  const isLate = await Promise.race([closed, late]).finally(() => clearTimeout(timer));
  if (!isLate) return;
  closed.catch(() => undefined);
  // One connection at a time, and what it was asked ends with an error: the worker's second only then.
  const cut = closable.disconnect().catch(() => undefined);
  const both = cut.then(() => closable.disconnect()).catch(() => undefined);
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([both, enough]).finally(() => clearTimeout(timer));
}

function asFlowJob(child: FlowChild): FlowJob {
  return {
    name: child.queue,
    queueName: child.queue,
    data: child.data,
    opts: { ...KEPT, jobId: child.jobId },
  };
}

function inHand(job: Job): JobInHand {
  return {
    id: job.id ?? '',
    data: parseJobData(job.data),
    attempt: job.attemptsMade + 1,
    childAnswers: () => job.getChildrenValues(),
  };
}

interface WorkerSettings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
}

interface Backend {
  queue(name: string): Queue;
  worker(name: string, process: (job: Job) => Promise<unknown>, settings: WorkerSettings): Worker;
  flows(): FlowProducer;
}

function postgres(settings: QueueSettings): Backend {
  const bound = withBackend(createPostgresBackend);
  const connection = {
    ...{ connectionString: settings.databaseUrl, schema: 'bullmq', max: settings.pool ?? 3, keepAlive: true },
    ...{ Client: PatientClient, query_timeout: ANSWER_MS, connectionTimeoutMillis: ANSWER_MS },
  };
  // The classes are BullMQ's own; only their type parameters for backend and connection differ.
  return {
    queue: (name) => new bound.Queue(name, { connection }) as unknown as Queue,
    worker: (name, process, workerSettings) =>
      new bound.Worker(name, process as never, { connection, ...workerSettings }) as unknown as Worker,
    flows: () => new bound.FlowProducer({ connection }) as unknown as FlowProducer,
  };
}

function redis(url: string): Backend {
  const bound = withBackend(createRedisBackend);
  const connection = { url, maxRetriesPerRequest: null };
  return {
    queue: (name) => new bound.Queue(name, { connection }),
    worker: (name, process, workerSettings) =>
      new bound.Worker(name, process as never, { connection, ...workerSettings }),
    flows: () => new bound.FlowProducer({ connection }),
  };
}
