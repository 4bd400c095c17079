import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { CommissionCases, CommissionInHand } from './commission-cases.js';
import { MOST } from './commission-fields.js';

export interface CommissionToAccept extends CommissionInHand {
  readonly accepted: boolean;
  /** What was delivered; where it is sent back, what is missing. */
  readonly said: string;
  /** Of what was accepted: the request is met by it. If not, it is looked for again. */
  readonly met?: boolean;
}

/** What was delivered is held against what was asked for, by somebody whom the supplier does not pay. */
export class AcceptCommission {
  constructor(
    private readonly cases: CommissionCases,
    private readonly needs: NeedCases,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken COMMISSION_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: CommissionToAccept, repeat?: Repeatable): Promise<void> {
    const { accepted, said, met = true } = asked;
    await this.cases.take(
      ...([actor, area, asked] as const),
      {
        action: 'commission.accept',
        ...(accepted
          ? { act: 'commission.accept', to: 'accepted' }
          : { act: 'commission.reject', to: 'sent_back' }),
        note: ({ reader }) =>
          reader.text('said', said, accepted ? 'what was delivered' : 'what is missing', MOST.said),
        then: async (tx, hand) => {
          if (!accepted) return;
          if (!met) return this.cases.reopen(tx, hand, said);
          if (hand.need.state === 'commissioned') await this.needs.move(tx, hand.need.id, 'met', said);
        },
      },
      repeat,
    );
  }
}
