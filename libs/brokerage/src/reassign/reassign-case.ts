import {
  BadInput,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type PersonId,
} from '@app/kernel';
import type { Rights } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { DutyBroker } from '@app/profiles';
import { readReason } from '../proposal/read-reason.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { CasesInHand } from './cases-in-hand.js';
import type { ChangeHands } from './change-hands.js';

export interface CaseToReassign {
  /** A need, a proposal, a pairing or a project by its reference. */
  readonly named: string;
  readonly version: number;
  readonly to: PersonId;
  readonly reason: string;
}

/**
 * The only way out of a conflict (I-4), and what a change of people needs: somebody else, free of interest in every school
 * of the case, looks after it from now on. Whoever had it reads and does nothing more about it from their next request.
 */
export class ReassignCase {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: CasesInHand,
    private readonly duty: DutyBroker,
    private readonly hands: ChangeHands,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput at `to` or `reason`; RuleBroken OWNER_NOT_FREE, CASE_OVER */
  async execute(actor: Actor, area: AreaId, asked: CaseToReassign, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked, true)));
  }

  /** A step of a handover as well. @param told false: whoever takes the step tells. */
  async inside(tx: Tx, asked: CaseToReassign, told: boolean): Promise<void> {
    const held = await this.cases.find(tx, asked.named, true);
    await this.rights.require(tx, 'case.reassign', held.resource);
    requireSeen(held, asked.version);
    if (held.over) throw new RuleBroken('CASE_OVER', 'This is over: nobody looks after it any more.');
    const reason = readReason(asked.reason, 'why it changes hands');
    if (asked.to === held.holder)
      throw new BadInput([{ path: 'to', message: 'Choose somebody else than who has it now' }]);
    const today = localDateOf(this.clock.now());
    const to = await this.duty.requireFree(tx, asked.to, ['broker', 'adviser'], held.schools, today);
    await this.hands.give(tx, held, to, { act: 'case.reassign', reason });
    if (told) await this.hands.tellBoth(tx, held, to.id);
  }
}
