import type { Actor, AreaId } from '@app/kernel';
import { askedOnce, type Repeatable, type UnitOfWork } from '@app/platform';
import type { QuestionCases } from './question-cases.js';

export interface QuestionToWithdraw {
  readonly question: string;
  /** The version that they saw. */
  readonly version: number;
}

/** Who asked takes a question back that nobody has answered yet; nobody says why. */
export class WithdrawQuestion {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: QuestionCases,
  ) {}

  /** @throws NotFound, NotAllowed NOT_YOUR_QUESTION, StaleVersion; RuleBroken QUESTION_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: QuestionToWithdraw, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        await this.cases.move(tx, await this.cases.lockOwn(tx, asked.question, asked.version), 'withdrawn');
        return null;
      }),
    );
  }
}
