import { RuleBroken, type Actor, type AreaId, type LocalDate } from '@app/kernel';
import type { Repeatable, Tx } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import type { CommissionCases, CommissionInHand } from './commission-cases.js';
import { MOST, readDeliverBy } from './commission-fields.js';
import { isPaidBy } from './commission.policy.js';

export interface CommissionToAward extends CommissionInHand {
  readonly supplier: string;
  /** Whole pence: no more than was approved. */
  readonly awardPence: number;
  /** Who quoted what, and why this one; one quote alone says why. */
  readonly quotes: string;
  readonly deliverBy: string;
}

/** One of those that quoted does it, for no more than was approved. */
export class AwardCommission {
  constructor(
    private readonly cases: CommissionCases,
    private readonly needs: NeedCases,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken COMMISSION_CANNOT_MOVE, SUPPLIER_PAYS_APPROVER
   */
  async execute(actor: Actor, area: AreaId, asked: CommissionToAward, repeat?: Repeatable): Promise<void> {
    await this.cases.take(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'commission.draft', act: 'commission.award', to: 'awarded' },
        change: ({ found, reader, at, today }) => {
          const awardPence = reader.whole(
            'awardPence',
            asked.awardPence,
            'the price in pence',
            0,
            MOST.pence,
          );
          if (awardPence > found.pence)
            reader.say('awardPence', 'This is more than was approved: another draft asks the chair for it');
          return {
            supplier: reader.text('supplier', asked.supplier, 'the supplier', MOST.name),
            ...{ awardPence, awardedAt: at },
            quotes: reader.text('quotes', asked.quotes, 'who quoted, and why this one', MOST.said),
            deliverBy: readDeliverBy(reader, asked.deliverBy, today),
          };
        },
        then: async (tx, { found, need }) => {
          const people = [...found.writtenBy, ...(found.decidedBy === null ? [] : [found.decidedBy])];
          await requireNonePaid(tx, people, asked.supplier);
          await this.deadlines.meet(tx, found.id, 'C-12.awarded');
          // Looked at again when it should be there, and not before.
          await this.needs.postpone(tx, need.id, asked.deliverBy as LocalDate);
        },
      },
      repeat,
    );
  }
}

async function requireNonePaid(tx: Tx, people: readonly string[], supplier: string): Promise<void> {
  for (const person of people)
    if (await isPaidBy(tx, person, supplier))
      throw new RuleBroken(
        'SUPPLIER_PAYS_APPROVER',
        'Somebody who drafted or approved this is paid by that supplier: choose another, or draft it anew.',
      );
}
