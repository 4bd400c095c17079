import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { CommissionCases, CommissionInHand } from './commission-cases.js';
import { readCommission, type CommissionSaid } from './commission-fields.js';

/** A draft is put right until the chair has decided about it; whoever does so has written it as well. */
export class ChangeCommission {
  constructor(private readonly cases: CommissionCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken COMMISSION_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: CommissionInHand & CommissionSaid,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.take(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'commission.draft', act: 'commission.change', to: null },
        change: ({ found, reader, by, today }) => ({
          ...readCommission(reader, asked, today),
          writtenBy: [...new Set([...found.writtenBy, by])],
        }),
      },
      repeat,
    );
  }
}
