import pg from 'pg';
import { PatientClient } from '../database/patient-client.js';
import type { Queues } from '../queue/queues.js';
import type { Log } from '../logging/log.js';

const ANSWER_MS = 10_000;
const QUEUE_MS = 5_000;

interface Row {
  id: string;
  kind: string;
  key: string;
  ids: Record<string, string>;
  schema_version: number;
}

/**
 * Carries what was put into the outbox to the queue. It runs before any area is known, so it reads through `lookup`
 * functions alone. A kill between adding and marking adds the same job id again, which is the same job.
 */
export class Relay {
  private readonly pool: pg.Pool;
  private listener: pg.Client | null = null;
  private stopped = false;
  private wake: (() => void) | null = null;
  private woken = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly databaseUrl: string,
    private readonly queues: Queues,
    private readonly log: Log,
    private readonly pollMs = 1_000,
    /** Kinds that somebody reacts to; what nobody waits for is done with as soon as it is seen. */
    private readonly reacts: (kind: string) => boolean = () => true,
    /** A queue that takes longer gets its row again later: a claimed row would hold up every other relay. */
    private readonly queueMs = QUEUE_MS,
  ) {
    this.pool = new pg.Pool({
      ...{ connectionString: databaseUrl, max: 1, application_name: 'trellis relay' },
      ...{
        Client: PatientClient,
        query_timeout: ANSWER_MS,
        connectionTimeoutMillis: ANSWER_MS,
        keepAlive: true,
      },
    });
    this.pool.on('error', () => undefined);
    // Also while a round waits for the queue: an error that nobody hears ends the process.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  start(): void {
    this.running = this.loop();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.running;
    await this.listener?.end().catch(() => undefined);
    await this.pool.end();
  }

  /** One round: up to 100 rows. @returns how many were sent or parked. */
  async round(): Promise<number> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<Row>('select * from lookup.claim_outbox(100)');
      for (const row of rows) await this.carry(client, row);
      await client.query('commit');
      return rows.length;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  private async carry(client: pg.PoolClient, row: Row): Promise<void> {
    if (row.schema_version !== 1) {
      await client.query('select lookup.park_outbox($1, $2)', [row.id, 'its schema version is not known']);
      this.log.error('outbox row parked', { outbox: row.id, kind: row.kind });
      return;
    }
    if (this.reacts(row.kind)) await this.add(row);
    await client.query('select lookup.mark_sent($1)', [[row.id]]);
  }

  private async add(row: Row): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The queue does not answer.')), this.queueMs);
    });
    // Where it comes in all the same, it is the same job the next time.
    const added = this.queues.add(row.kind, row.key, { v: 1, ids: row.ids });
    added.catch(() => undefined);
    await Promise.race([added, late]).finally(() => clearTimeout(timer));
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      try {
        if (!this.listener) await this.listen();
        if ((await this.round()) > 0) continue;
      } catch (error) {
        this.log.warn('outbox relay waits', { because: error instanceof Error ? error.message : 'unknown' });
      }
      await this.pause();
    }
  }

  private async listen(): Promise<void> {
    const client = new PatientClient({
      ...{ connectionString: this.databaseUrl, application_name: 'trellis relay listens', keepAlive: true },
      ...{ query_timeout: ANSWER_MS, connectionTimeoutMillis: ANSWER_MS },
    });
    client.on('error', () => (this.listener = null));
    client.on('end', () => (this.listener = null));
    client.on('notification', () => {
      this.woken = true;
      this.wake?.();
    });
    await client.connect();
    await client.query('listen trellis_outbox');
    this.listener = client;
  }

  private pause(): Promise<void> {
    if (this.woken || this.stopped) {
      this.woken = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
