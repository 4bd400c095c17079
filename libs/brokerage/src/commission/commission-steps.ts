import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { CommissionCases, CommissionInHand } from './commission-cases.js';
import { MOST } from './commission-fields.js';

/** The short steps between approval and payment, and the way out. */
export class CommissionSteps {
  constructor(private readonly cases: CommissionCases) {}

  /** Suppliers are asked what they would do it for. @throws as every step: see `CommissionCases.take` */
  async quote(actor: Actor, area: AreaId, asked: CommissionInHand, repeat?: Repeatable): Promise<void> {
    await this.cases.take(
      ...([actor, area, asked] as const),
      { action: 'commission.draft', act: 'commission.quote', to: 'out_to_quote' },
      repeat,
    );
  }

  /** The supplier begins; or begins again with what was sent back. */
  async begin(actor: Actor, area: AreaId, asked: CommissionInHand, repeat?: Repeatable): Promise<void> {
    await this.cases.take(
      ...([actor, area, asked] as const),
      { action: 'commission.draft', act: 'commission.begin', to: 'delivering' },
      repeat,
    );
  }

  /** What was delivered and accepted is paid. */
  async pay(
    actor: Actor,
    area: AreaId,
    asked: CommissionInHand & { readonly paidPence: number },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.take(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'commission.draft', act: 'commission.pay', to: 'paid' },
        change: ({ found, reader }) => {
          const paidPence = reader.whole(
            'paidPence',
            asked.paidPence,
            'what was paid in pence',
            0,
            MOST.pence,
          );
          if (paidPence > (found.awardPence ?? 0))
            reader.say('paidPence', 'This is more than it was awarded for');
          return { paidPence };
        },
      },
      repeat,
    );
  }

  /** Before anybody has it, or after it was sent back: it comes to nothing, and the area is looked through again. */
  async cancel(
    actor: Actor,
    area: AreaId,
    asked: CommissionInHand & { readonly because: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.take(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'commission.draft', act: 'commission.cancel', to: 'cancelled' },
        note: ({ reader }) => reader.text('because', asked.because, 'why it is cancelled', MOST.said),
        then: (tx, hand) => this.cases.reopen(tx, hand, asked.because),
      },
      repeat,
    );
  }
}
