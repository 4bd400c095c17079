import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { BreakGlassCases, OpeningInHand } from './break-glass-cases.js';
import { moveOpening } from './break-glass.lifecycle.js';

/** Who asked has read enough, or asked by mistake; the chair takes it away. One person is enough, at once. */
export class EndBreakGlass {
  constructor(private readonly cases: BreakGlassCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken OPENING_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: OpeningInHand, repeat?: Repeatable): Promise<void> {
    await this.cases.move(
      ...([actor, area, asked, 'breakglass.end'] as const),
      (tx, opening, now) =>
        Promise.resolve({
          state: moveOpening(opening.state, opening.state === 'asked' ? 'withdrawn' : 'ended'),
          ...{ endedBy: tx.actor.id, endedAt: now },
        }),
      repeat,
    );
  }
}
