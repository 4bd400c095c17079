import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { FindingCases, FindingInHand } from './finding-cases.js';
import { MOST_TEXT } from './open-finding.js';

/** An officer says what they make of the answer: never who gave it. */
export class GiveOpinion {
  constructor(private readonly cases: FindingCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken FINDING_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: FindingInHand & { readonly opinion: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.move(
      ...([actor, area, asked, 'finding.opinion', 'opinion_given'] as const),
      (tx, reader, at) => ({
        opinion: reader.text('opinion', asked.opinion, 'your opinion', MOST_TEXT),
        ...{ opinionBy: tx.actor.id, opinionAt: at },
      }),
      repeat,
    );
  }
}
