import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { FindingCases, FindingInHand } from './finding-cases.js';

/** An officer takes the question back, before an opinion is given; it stays to be read. */
export class WithdrawFinding {
  constructor(private readonly cases: FindingCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken FINDING_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: FindingInHand & { readonly because: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.move(
      ...([actor, area, asked, 'finding.withdraw', 'withdrawn'] as const),
      (tx, reader, at) => ({
        withdrawnBecause: reader.text('because', asked.because, 'why the question is taken back', 2_000),
        ...{ withdrawnBy: tx.actor.id, withdrawnAt: at },
      }),
      repeat,
    );
  }
}
