import { RuleBroken, type Actor, type AreaId } from '@app/kernel';
import type { Deadlines } from '@app/brokerage';
import type { Repeatable } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { BreakGlassCases, OpeningInHand } from './break-glass-cases.js';
import { OPENING_VERDICTS } from './break-glass-kinds.js';

export interface OpeningToReview extends OpeningInHand {
  readonly verdict: string;
  readonly words: string;
}

/** A Board member who neither asked nor approved says within five working days (C-18) whether it was in order. */
export class ReviewBreakGlass {
  constructor(
    private readonly cases: BreakGlassCases,
    private readonly deadlines: Deadlines,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken OPENING_NOT_OVER, OPENING_REVIEWED */
  async execute(actor: Actor, area: AreaId, asked: OpeningToReview, repeat?: Repeatable): Promise<void> {
    await this.cases.move(
      ...([actor, area, asked, 'breakglass.review'] as const),
      async (tx, opening, now) => {
        const ranOut = opening.state === 'open' && opening.endsAt !== null && opening.endsAt <= now;
        if (opening.state !== 'ended' && !ranOut)
          throw new RuleBroken('OPENING_NOT_OVER', 'It is reviewed once it is over.');
        if (opening.reviewedBy !== null)
          throw new RuleBroken('OPENING_REVIEWED', 'It was reviewed already, and the review stands.');
        const reader = new FieldReader();
        const verdict = reader.oneOf('verdict', asked.verdict, OPENING_VERDICTS);
        const words = reader.text('words', asked.words, 'what you found', 2_000);
        reader.finish(null);
        await this.deadlines.end(tx, opening.id, 'met', ['C-18']);
        const over = ranOut ? { state: 'ended' as const, endedAt: opening.endsAt } : {};
        return { ...over, verdict, reviewWords: words, reviewedBy: tx.actor.id, reviewedAt: now };
      },
      repeat,
    );
  }
}
