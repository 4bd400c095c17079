import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor, AreaId } from '@app/kernel';
import { Unavailable } from '@app/kernel';
import type { DataSource, QueryRunner } from 'typeorm';
import { connectionIsLost, sqlState } from './sql-state.js';
import { Tx } from './tx.js';

/** SQLSTATEs that say "try the whole transaction again": serialization failure and deadlock. */
const TRY_AGAIN = new Set(['40001', '40P01']);
const TRIES = 3;

type Sees = 'READ COMMITTED' | 'REPEATABLE READ';

/** A unit of work inside a unit of work would take a second connection and can starve the pool. */
export class UnitInsideUnit extends Error {
  constructor() {
    super('A unit of work was started inside another: pass `tx` on instead.');
  }
}

/** The connection went while the change was being kept: it may have been, or not. */
export class OutcomeUnknown extends Unavailable {
  constructor() {
    super(
      'OUTCOME_UNKNOWN',
      'The connection was lost while this was being saved: it may be saved or not. Look before you send it again.',
    );
  }
}

const inside = new AsyncLocalStorage<true>();

/**
 * Opens the one transaction of a verb or a query, tells the database who asks and in which area, and returns only
 * after the commit: what was answered has been kept.
 */
export class UnitOfWork {
  constructor(
    private readonly database: DataSource,
    private readonly matrixHash: string,
  ) {}

  async run<Result>(actor: Actor, area: AreaId, body: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.transaction(actor, area, body);
  }

  /**
   * For what leaves as a file: all its statements see one moment, that of its beginning, whoever writes meanwhile.
   * What it keeps (that it was read) is kept; a verb that changes what others change belongs in `run`.
   *
   * @param area null for what belongs to the installation.
   */
  async atOneMoment<Result>(
    actor: Actor,
    area: AreaId | null,
    body: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    return this.transaction(actor, area, body, 'REPEATABLE READ');
  }

  /** For acts of the installation, which belong to no area: the register, creating an area. */
  async runForInstallation<Result>(actor: Actor, body: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.transaction(actor, null, body);
  }

  private async transaction<Result>(
    actor: Actor,
    area: AreaId | null,
    body: (tx: Tx) => Promise<Result>,
    sees: Sees = 'READ COMMITTED',
  ): Promise<Result> {
    if (inside.getStore()) throw new UnitInsideUnit();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(actor, area, body, sees);
      } catch (error) {
        if (!TRY_AGAIN.has(sqlState(error) ?? '')) throw error;
        if (attempt === TRIES)
          throw new Unavailable('BUSY', 'Too many people changed the same thing at once. Try again.');
      }
    }
  }

  private async once<Result>(
    actor: Actor,
    area: AreaId | null,
    body: (tx: Tx) => Promise<Result>,
    sees: Sees,
  ): Promise<Result> {
    const runner = this.database.createQueryRunner();
    await runner.connect();
    try {
      await runner.startTransaction(sees);
      await tellTheDatabase(runner, actor, area, this.matrixHash);
      const tx = new Tx(runner.manager, actor, area);
      const result = await inside.run(true, () => body(tx)).finally(() => tx.end());
      await commit(runner);
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

async function commit(runner: QueryRunner): Promise<void> {
  try {
    await runner.commitTransaction();
  } catch (error) {
    throw connectionIsLost(error) ? new OutcomeUnknown() : error;
  }
}

async function tellTheDatabase(
  runner: QueryRunner,
  actor: Actor,
  area: AreaId | null,
  matrixHash: string,
): Promise<void> {
  await runner.query(
    `select set_config('app.area', $1, true), set_config('app.actor', $2, true), set_config('app.door', $3, true),
       set_config('app.request', $4, true), set_config('app.matrix', $5, true), set_config('app.act', '', true)`,
    [area ?? '', `${actor.kind}:${actor.id}`, actor.door, actor.requestId, matrixHash],
  );
}

/** The same on the pool of `trellis_auditor`, the only role that may read the log. */
export class AuditorUnitOfWork extends UnitOfWork {}

/** The same as `trellis_sealer`, which reads the log and adds leaves and checkpoints. */
export class SealerUnitOfWork extends UnitOfWork {}
