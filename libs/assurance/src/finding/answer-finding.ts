import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { FindingCases, FindingInHand } from './finding-cases.js';
import { MOST_TEXT } from './open-finding.js';

/** The head whose case it is, who has it in hand, or the chair answers: never who asked. */
export class AnswerFinding {
  constructor(private readonly cases: FindingCases) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken FINDING_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: FindingInHand & { readonly answer: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.cases.move(
      ...([actor, area, asked, 'finding.answer', 'answered'] as const),
      (tx, reader, at) => ({
        answer: reader.text('answer', asked.answer, 'your answer', MOST_TEXT),
        ...{ answeredBy: tx.actor.id, answeredAt: at },
      }),
      repeat,
    );
  }
}
