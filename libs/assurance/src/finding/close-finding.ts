import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { FindingCases, FindingInHand } from './finding-cases.js';

/** Question, answer and opinion stand as they were written from here on. */
export class CloseFinding {
  constructor(private readonly cases: FindingCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken FINDING_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: FindingInHand, repeat?: Repeatable): Promise<void> {
    await this.cases.move(
      ...([actor, area, asked, 'finding.close', 'closed'] as const),
      (tx, _, at) => ({ closedBy: tx.actor.id, closedAt: at }),
      repeat,
    );
  }
}
