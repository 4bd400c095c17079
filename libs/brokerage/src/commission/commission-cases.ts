import {
  localDateOf,
  NotFound,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
} from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  askedOnce,
  inArea,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader, type NeedCase, type NeedCases } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { CommissionEntity, CommissionStepEntity } from './commission.entity.js';
import { moveCommission, type CommissionState } from './commission.lifecycle.js';
import { commissionResource, HAS_NEED, requireNotPaidBy } from './commission.policy.js';

export interface CommissionInHand {
  /** Like `CM-2026-004`. */
  readonly commission: string;
  /** As the person saw it. */
  readonly version: number;
}

/** As the log names them. */
export type Act =
  | 'commission.change'
  | 'commission.approve'
  | 'commission.quote'
  | 'commission.award'
  | 'commission.begin'
  | 'commission.accept'
  | 'commission.reject'
  | 'commission.pay'
  | 'commission.cancel';

type Change = Partial<Omit<CommissionEntity, 'id' | 'areaId' | 'version' | 'state' | 'movedBy' | 'movedAt'>>;

interface Put {
  readonly to: CommissionState;
  readonly change: Change;
  readonly note: string | null;
  readonly act: Act;
  readonly at: Date;
}

/** What a step may read, and who takes it when. */
export interface CommissionAtHand {
  readonly found: CommissionEntity;
  readonly need: NeedCase;
  readonly reader: FieldReader;
  readonly by: string;
  readonly at: Date;
  readonly today: LocalDate;
}

export interface CommissionStepTaken {
  readonly action: 'commission.draft' | 'commission.approve' | 'commission.accept';
  readonly act: Act;
  /** Null: it stays where it is. */
  readonly to: CommissionState | null;
  readonly change?: (hand: CommissionAtHand) => Change;
  /** Kept with the step, and read with it. */
  readonly note?: (hand: CommissionAtHand) => string | null;
  /** What else follows, in the same transaction. */
  readonly then?: (tx: Tx, hand: CommissionAtHand) => Promise<void>;
}

/** Steps shared by every verb that moves a commission: need first, then commission, as whoever ends a need takes them. */
export class CommissionCases {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly needs: NeedCases,
    private readonly deadlines: Deadlines,
  ) {}

  /** @throws NotFound, NotAllowed (an interest in school or supplier refuses), StaleVersion, BadInput; RuleBroken COMMISSION_CANNOT_MOVE */
  async take(
    actor: Actor,
    area: AreaId,
    asked: CommissionInHand,
    step: CommissionStepTaken,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked, step)));
  }

  private async inside(tx: Tx, asked: CommissionInHand, step: CommissionStepTaken): Promise<void> {
    const { found, need, assigned } = await this.lock(tx, asked.commission);
    await this.rights.require(tx, step.action, commissionResource(found, assigned));
    await requireNotPaidBy(tx, found.supplier);
    if (found.version !== asked.version) throw new StaleVersion();
    const to = step.to === null ? moveNowhere(found.state) : moveCommission(found.state, step.to);
    const [reader, at] = [new FieldReader(), this.clock.now()];
    const hand = { found, need, reader, by: tx.actor.id, at, today: localDateOf(at) };
    const change = step.change?.(hand) ?? {};
    const note = reader.finish(step.note?.(hand) ?? null);
    if (change.supplier !== undefined) await requireNotPaidBy(tx, change.supplier);
    const { act } = step;
    await this.put(tx, found, { to, change, note, act, at });
    await step.then?.(tx, hand);
  }

  /** It goes no further without a person: the request it was for ended. */
  async lapse(tx: Tx, need: NeedCase): Promise<void> {
    const [live] = await tx.query<{ id: string }>(
      `select c.id from brokerage.commission c
       where ${inArea(tx, 'c')} and c.need_id = $1 and c.state in ('drafted', 'approved', 'out_to_quote')`,
      [need.id],
    );
    if (!live) return;
    const found = await lockRow(tx, live.id);
    const at = this.clock.now();
    const note = 'The request that it was for ended.';
    await this.put(tx, found, { to: 'cancelled', change: {}, note, act: 'commission.cancel', at });
    await this.deadlines.end(tx, found.id, 'stopped');
  }

  private async put(tx: Tx, found: CommissionEntity, { to, change, note, act, at }: Put): Promise<void> {
    const movedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
    const version = await updateIfVersion(tx, CommissionEntity, found.id, found.version, {
      ...{ ...change, state: to, movedBy, movedAt: at },
    });
    if (to !== found.state) await this.note(tx, found.id, found.state, to, note);
    await this.audit.record(tx, {
      act,
      entity: `brokerage.commission:${found.id}:${String(version)}`,
      schools: [found.askerUrn as never],
      details: { state: to, ...(note === null ? {} : { note }) },
    });
  }

  /** Who took it when, and what they said. */
  async note(
    tx: Tx,
    commission: string,
    from: CommissionState | null,
    to: CommissionState,
    note: string | null,
  ): Promise<void> {
    await tx.manager.insert(CommissionStepEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, commissionId: commission, fromState: from, toState: to },
      ...{ movedBy: `${tx.actor.kind}:${tx.actor.id}`, movedAt: this.clock.now(), note },
    });
  }

  /** The request is looked for again within the area, today. */
  async reopen(tx: Tx, { found, need, today }: CommissionAtHand, reason: string | null): Promise<void> {
    await this.deadlines.end(tx, found.id, 'stopped');
    if (need.state !== 'commissioned') return;
    await this.needs.move(tx, need.id, 'open', reason);
    await this.needs.postpone(tx, need.id, today, reason);
  }

  private async lock(
    tx: Tx,
    named: string,
  ): Promise<{ found: CommissionEntity; need: NeedCase; assigned: string[] }> {
    const [row] = await tx.query<{ id: string; need: string }>(
      `select c.id, c.need_id as need from brokerage.commission c where ${inArea(tx, 'c')} and c.reference = $1`,
      [named],
    );
    if (!row) throw new NotFound();
    const need = await this.needs.lock(tx, row.need);
    const found = await lockRow(tx, row.id);
    const [has] = await tx.query<{ assigned: string[] }>(
      `select ${HAS_NEED} as assigned from profiles.need n where ${inArea(tx, 'n')} and n.id = $1`,
      [need.id],
    );
    return { found, need, assigned: has?.assigned ?? [] };
  }
}

/** What is written stands once the chair has decided about it. */
function moveNowhere(state: CommissionState): CommissionState {
  if (state !== 'drafted') moveCommission(state, 'drafted');
  return state;
}

async function lockRow(tx: Tx, id: string): Promise<CommissionEntity> {
  const found = await tx.manager
    .createQueryBuilder(CommissionEntity, 'c')
    .setLock('pessimistic_write')
    .where('c.id = :id', { id })
    .andWhere(inArea(tx, 'c'))
    .getOne();
  if (!found) throw new NotFound();
  return found;
}
