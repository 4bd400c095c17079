import {
  NotFound,
  RuleBroken,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type Resource,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { ProposalCases } from '../proposal/proposal-cases.js';
import { readReason, readReasonOrNull } from '../proposal/read-reason.js';
import { offerOf, WAITS } from './agreement-rows.js';
import { ApprovalEntity, DecisionEntity } from './decision.entity.js';
import type { TakeEffect } from './take-effect.js';

export interface DecisionToApprove {
  /** Of the decision, like D-2026-004. */
  readonly decision: string;
  readonly approved: boolean;
  /** Needed where it is not approved. */
  readonly reason?: string | null;
  /** What the caller saw, where they say so. A decision is never rewritten: its one version is 1. */
  readonly seen?: { readonly id: string; readonly version: number };
}

/** A second person says yes or no to what a broker decided beyond the area's limit. Nobody approves their own (I-5). */
export class ApproveDecision {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: ProposalCases,
    private readonly effect: TakeEffect,
  ) {}

  /** @returns the pairing that begins; null where it was not approved. @throws RuleBroken NOTHING_WAITS, NOTHING_HELD */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: DecisionToApprove,
    repeat?: Repeatable,
  ): Promise<string | null> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: DecisionToApprove): Promise<string | null> {
    const decision = await findDecision(tx, asked.decision);
    const held = await this.cases.lock(tx, decision.proposalId);
    const waits = await isWaiting(tx, decision.id);
    await this.rights.require(tx, 'decision.approve', decisionResource(decision, waits));
    const { seen } = asked;
    if (seen && (seen.id !== decision.id || seen.version !== 1)) throw new StaleVersion();
    if (!waits || held.proposal.state !== 'school_accepted')
      throw new RuleBroken('NOTHING_WAITS', 'This decision does not wait for approval any more.');
    const reason = asked.approved
      ? readReasonOrNull(asked.reason)
      : readReason(asked.reason, 'why you do not approve it');
    await tx.manager.insert(ApprovalEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, decisionId: decision.id },
      ...{
        askerUrn: decision.askerUrn,
        supporterUrn: decision.supporterUrn,
        approved: asked.approved,
        reason,
      },
      ...{ madeBy: tx.actor.id, madeAt: this.clock.now() },
    });
    const { person } = await offerOf(tx, held.proposal.id);
    const pairing = asked.approved ? await this.effect.of(tx, held, decision, person) : null;
    await this.audit.record(tx, {
      act: 'decision.approve',
      entity: `brokerage.decision:${decision.id}`,
      schools: [decision.askerUrn as SchoolUrn, decision.supporterUrn as SchoolUrn],
      details: { approved: asked.approved ? 'yes' : 'no', ...(reason === null ? {} : { reason }) },
    });
    return pairing;
  }
}

/** @throws NotFound */
export async function findDecision(tx: Tx, named: string): Promise<DecisionEntity> {
  const row = await tx.manager
    .createQueryBuilder(DecisionEntity, 'd')
    .where('d.reference = :named', { named })
    .andWhere(inArea(tx, 'd'))
    .getOne();
  if (!row) throw new NotFound();
  return row;
}

export async function isWaiting(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from brokerage.decision d where ${inArea(tx, 'd')} and d.id = $1 and ${WAITS}`,
    [id],
  );
  return rows.length > 0;
}

export function decisionResource(decision: DecisionEntity, waits: boolean): Resource {
  return {
    schools: [decision.askerUrn as SchoolUrn, decision.supporterUrn as SchoolUrn],
    pending: waits,
    actsBy: { 'decision.make': [decision.madeBy], 'decision.override': [decision.madeBy] },
  };
}
