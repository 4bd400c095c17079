import { createHash } from 'node:crypto';
import { RuleBroken, type Actor, type AreaId, type Clock, type MatchRunId, type NeedId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  askedOnce,
  inArea,
  type Blobs,
  type IdSource,
  type Outbox,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { runRequested } from '../events.js';
import { nextReference } from '../next-reference.js';
import type { Supposition } from '../plan/read-supposition.js';
import { supposed } from '../plan/suppose.js';
import type { Engine } from './engine.js';
import type { FinishedRuns } from './finished-runs.js';
import type { FreezeSnapshot, FrozenSnapshot, Supposed } from './freeze-snapshot.js';
import { MatchRunEntity, type RunKind } from './match-run.entity.js';
import { findRun } from './run-rows.js';

export interface RunToRequest {
  /** Null: every open need in which the asker has no interest. */
  readonly needIds: readonly NeedId[] | null;
}

export interface RequestedRun {
  readonly id: MatchRunId;
  readonly reference: string;
  /** The same question is being answered, or was: this is that run. */
  readonly joined: boolean;
}

/**
 * Freezes what a run may read and hands it to the queue. The same snapshot under the same engine is the same run: two
 * people who ask at once wait for one answer.
 */
export class RequestMatchRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly blobs: Blobs,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly freeze: FreezeSnapshot,
    private readonly engine: Engine,
    private readonly runs: FinishedRuns,
  ) {}

  /** @throws NotFound, NotAllowed; RuleBroken NO_NEEDS or NO_OFFERS where there is nothing to match. */
  async execute(
    actor: Actor,
    area: AreaId,
    { needIds }: RunToRequest,
    repeat?: Repeatable,
  ): Promise<RequestedRun> {
    return this.work.run(actor, area, (tx) => {
      const effect = async (): Promise<RequestedRun> => {
        await this.rights.require(tx, 'run.start', {}, {}, { list: true });
        const kind = needIds?.length === 1 ? 'single_need' : 'batch';
        return this.keep(tx, kind, await this.freeze.ofArea(tx, needIds));
      };
      return askedOnce(tx, repeat, effect);
    });
  }

  /**
   * The plan that was asked for last, with what somebody supposes: no live row changes, and nothing of it can be proposed
   * (I-30).
   *
   * @throws NotFound, NotAllowed, BadInput; RuleBroken NOTHING_PLANNED, NO_NEEDS, NO_OFFER
   */
  async suppose(actor: Actor, area: AreaId, asked: Supposition, repeat?: Repeatable): Promise<RequestedRun> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        await this.rights.require(tx, 'run.start', {}, {}, { list: true });
        const latest = await this.runs.latestPlan(tx);
        const plan = latest && (await findRun(tx, latest.id));
        if (!plan)
          throw new RuleBroken('NOTHING_PLANNED', 'Nothing was planned yet. Run for all open needs first.');
        const { snapshot } = await this.runs.problem(tx, plan);
        return this.keep(tx, 'what_if', await supposed(tx, plan, snapshot, asked));
      }),
    );
  }

  /** Over an operator's own needs and offers: nothing of it can ever be proposed. */
  async whatIf(actor: Actor, area: AreaId, supposed: Supposed): Promise<RequestedRun> {
    return this.work.run(actor, area, async (tx) => {
      await this.rights.require(tx, 'trial.run', {});
      return this.keep(tx, 'what_if', await this.freeze.supposed(tx, supposed), true);
    });
  }

  private async keep(tx: Tx, kind: RunKind, frozen: FrozenSnapshot, isTrial = false): Promise<RequestedRun> {
    const snapshotHash = await this.blobs.put(tx, Buffer.from(frozen.text, 'utf8'), 'application/json');
    const runKey = keyOf(kind, snapshotHash, this.engine.hash);
    // Two at once wait for each other here, and the later one joins.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.area}/run/${runKey}`]);
    const standing = await standingRun(tx, runKey);
    if (standing) {
      await askedAgain(tx, standing.id);
      return { ...standing, joined: true };
    }
    const id = this.ids.next<MatchRunId>();
    const reference = await nextReference(tx, 'brokerage.match_run', 'R-', 4);
    await tx.manager.insert(MatchRunEntity, {
      ...{ id, areaId: tx.area, reference, kind, runKey, needIds: [...frozen.needIds], snapshotHash },
      ...{ policyNumber: frozen.policy.number, policyHash: frozen.policy.hash, engineHash: this.engine.hash },
      ...{ state: 'queued', requestedAt: this.clock.now(), finishedAt: null, resultHash: null },
      ...{ requestedBy: tx.actor.kind === 'person' ? tx.actor.id : null, failure: null, version: 1 },
    });
    await tx.query('insert into brokerage.run_progress (area_id, run_id, total) values ($1, $2, $3)', [
      ...[tx.area, id, frozen.needIds.length],
    ]);
    await tx.query(`insert into platform.job_subject (subject, area_id, kind) values ($1, $2, 'match-run')`, [
      ...[id, tx.area],
    ]);
    await this.audit.record(tx, {
      act: isTrial ? 'trial.run' : 'run.start',
      entity: `brokerage.match_run:${id}:1`,
      details: { snapshot: snapshotHash, policy: frozen.policy.hash, engine: this.engine.hash },
    });
    await this.outbox.put(tx, runRequested(id));
    return { id, reference, joined: false };
  }
}

function keyOf(kind: RunKind, snapshot: string, engine: string): string {
  return createHash('sha256').update(`trellis.run-key/1\n${kind}\n${snapshot}\n${engine}`).digest('hex');
}

async function standingRun(tx: Tx, key: string): Promise<{ id: MatchRunId; reference: string } | null> {
  const [row] = await tx.query<{ id: MatchRunId; reference: string }>(
    `select id, reference from brokerage.match_run where ${inArea(tx)} and run_key = $1
       and state in ('queued', 'running', 'complete', 'infeasible', 'published')`,
    [key],
  );
  return row ?? null;
}

/** What was asked for last is what everybody reads: lifting a lock leads back to an earlier run. */
async function askedAgain(tx: Tx, id: MatchRunId): Promise<void> {
  await tx.query(
    `update brokerage.run_progress set asked = nextval('brokerage.run_asked') where run_id = $1 and ${inArea(tx)}`,
    [id],
  );
}
