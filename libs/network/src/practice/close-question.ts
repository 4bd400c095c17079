import { BadInput, type Actor, type AreaId, type Clock } from '@app/kernel';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { AnswerEntity } from './answer.entity.js';
import type { QuestionCases } from './question-cases.js';

export interface QuestionToClose {
  readonly question: string;
  /** The version that they saw. */
  readonly version: number;
  /** Number of the answer that helped; null where none did. */
  readonly helped: number | null;
}

/** Who asked says what helped, if anything did, and the question is closed: it stays for whoever has it next. */
export class CloseQuestion {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: QuestionCases,
  ) {}

  /** @throws NotFound, NotAllowed NOT_YOUR_QUESTION, StaleVersion, BadInput; RuleBroken QUESTION_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: QuestionToClose, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, { question: named, version, helped }: QuestionToClose): Promise<null> {
    const question = await this.cases.lockOwn(tx, named, version);
    await this.cases.move(tx, question, 'closed');
    if (helped === null) return null;
    const [answer] = await tx.query<{ id: string; version: number }>(
      `select id, version from network.answer where ${inArea(tx)} and question_id = $1 and number = $2`,
      [question.id, helped],
    );
    if (!answer) throw new BadInput([{ path: 'helped', message: 'Choose one of the answers' }]);
    await updateIfVersion(tx, AnswerEntity, answer.id, answer.version, { helpedAt: this.clock.now() });
    return null;
  }
}
