import { NotFound, parseUuid, StaleVersion, type NeedId, type SchoolUrn } from '@app/kernel';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import type { DaysBook, NeedCase, NeedCases } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { ProposalEntity } from './proposal.entity.js';
import { LIVE_PROPOSALS, moveProposal, type ProposalState } from './proposal.lifecycle.js';

export interface ProposalInHand {
  readonly proposal: ProposalEntity;
  readonly need: NeedCase;
}

/** Days are booked under this name in the ledger. */
export const daysOf = (proposal: { readonly id: string }): string => `proposal:${proposal.id}`;

/** Steps shared by every verb that moves a proposal: need first, then proposal, then days, always in this order. */
export class ProposalCases {
  constructor(
    private readonly needs: NeedCases,
    private readonly days: DaysBook,
    private readonly deadlines: Deadlines,
  ) {}

  /** @param named its reference or its id. @throws NotFound */
  async lock(tx: Tx, named: string): Promise<ProposalInHand> {
    const id = parseUuid(named);
    const [found] = await tx.query<{ id: string; need: string }>(
      `select id, need_id as need from brokerage.proposal where ${inArea(tx)} and ${id === null ? 'reference' : 'id'} = $1`,
      [id ?? named],
    );
    if (!found) throw new NotFound();
    const need = await this.needs.lock(tx, found.need);
    const proposal = await tx.manager
      .createQueryBuilder(ProposalEntity, 'p')
      .setLock('pessimistic_write')
      .where('p.id = :id', { id: found.id })
      .andWhere(inArea(tx, 'p'))
      .getOne();
    if (!proposal) throw new NotFound();
    return { proposal, need };
  }

  /** @returns the proposal as it stands after. @throws RuleBroken PROPOSAL_CANNOT_MOVE, StaleVersion */
  async move(
    tx: Tx,
    proposal: ProposalEntity,
    to: ProposalState,
    change: Partial<Pick<ProposalEntity, 'reasons' | 'soundedAt' | 'supporterYesAt' | 'namesOpenAt'>> = {},
  ): Promise<ProposalEntity> {
    const state = moveProposal(proposal.state, to);
    const version = await updateIfVersion(tx, ProposalEntity, proposal.id, proposal.version, {
      ...change,
      state,
    });
    return Object.assign(proposal, change, { state, version });
  }

  /** The asking school wants to meet first: both names are open to both, and nothing else moves. */
  async openNames(tx: Tx, proposal: ProposalEntity, now: Date): Promise<void> {
    if (proposal.namesOpenAt !== null) return;
    const version = await updateIfVersion(tx, ProposalEntity, proposal.id, proposal.version, {
      namesOpenAt: now,
    });
    Object.assign(proposal, { namesOpenAt: now, version });
  }

  /**
   * It comes to nothing: its days go back, its clocks stop, and without another proposal the need looks for support again.
   */
  async end(
    tx: Tx,
    { proposal, need }: ProposalInHand,
    to: Extract<
      ProposalState,
      'declined_by_supporter' | 'declined_by_school' | 'vetoed' | 'lapsed' | 'decided'
    >,
    how: 'released' | 'expired' = 'released',
  ): Promise<void> {
    await this.days.giveBack(tx, proposal.supporterUrn as SchoolUrn, daysOf(proposal), how);
    await this.deadlines.end(tx, proposal.id, how === 'expired' ? 'missed' : 'stopped');
    await this.move(tx, proposal, to);
    if (need.state === 'proposed' && (await this.live(tx, need.id)).length === 0)
      await this.needs.move(tx, need.id, 'open');
  }

  /** Proposals of a need that go on, locked. */
  async live(tx: Tx, need: NeedId): Promise<ProposalEntity[]> {
    return tx.manager
      .createQueryBuilder(ProposalEntity, 'p')
      .setLock('pessimistic_write')
      .where('p.need_id = :need and p.state = any (:states)', { need, states: [...LIVE_PROPOSALS] })
      .andWhere(inArea(tx, 'p'))
      .orderBy('p.id')
      .getMany();
  }
}

/** Said before the rules are: who saw an older state is told so. */
export function requireSeen(row: { readonly version: number }, version: number): void {
  if (row.version !== version) throw new StaleVersion();
}
