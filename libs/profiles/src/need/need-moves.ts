import type { Clock, NeedId } from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Outbox, type Tx } from '@app/platform';
import { needEnded, needOpened } from '../events.js';
import { NeedMoveEntity } from './need-move.entity.js';
import { NeedEntity } from './need.entity.js';
import { isClosed, moveNeed, type NeedState } from './need.lifecycle.js';

export interface Move {
  /** One after the other, like triaged, then diagnosed. Empty: the need changes and stays where it is. */
  readonly through: readonly NeedState[];
  readonly reason?: string | null;
  readonly change?: Partial<Omit<NeedEntity, 'id' | 'areaId' | 'version' | 'state'>>;
}

/**
 * The one way a need moves: along the table, each move with who, when, why and the policy in force, in the same
 * transaction as the change itself. The caller has decided, holds the row and writes the act.
 */
export class NeedMoves {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly outbox: Outbox,
  ) {}

  /** @throws RuleBroken NEED_CANNOT_MOVE @returns the need's new version. */
  async make(tx: Tx, need: NeedEntity, { through, reason = null, change = {} }: Move): Promise<number> {
    const steps: { from: NeedState; to: NeedState }[] = [];
    let state = need.state;
    for (const to of through) {
      steps.push({ from: state, to: moveNeed(state, to) });
      state = to;
    }
    const version = await updateIfVersion(tx, NeedEntity, need.id, need.version, { ...change, state });
    for (const { from, to } of steps) await this.note(tx, need.id, from, to, reason);
    const id = need.id as NeedId;
    if (through.includes('open')) await this.outbox.put(tx, needOpened(id, version));
    if (through.length > 0 && (isClosed(state) || state === 'escalated')) {
      await this.outbox.put(tx, needEnded(id, version));
      // The job that follows asks here to which area its need belongs.
      await tx.query(
        `insert into platform.job_subject (subject, area_id, kind) values ($1, $2, 'need') on conflict do nothing`,
        [id, tx.area],
      );
    }
    return version;
  }

  async note(
    tx: Tx,
    need: string,
    from: NeedState | null,
    to: NeedState,
    reason: string | null,
  ): Promise<void> {
    const [policy] = await tx.query<{ number: number }>(
      `select number from schools.area_setting where ${inArea(tx)} and kind = 'policy' and state = 'in_force'`,
    );
    await tx.manager.insert(NeedMoveEntity, {
      id: this.ids.next(),
      areaId: tx.area,
      needId: need,
      fromState: from,
      toState: to,
      movedBy: `${tx.actor.kind}:${tx.actor.id}`,
      movedAt: this.clock.now(),
      reason,
      policyNumber: policy?.number ?? null,
    });
  }
}
