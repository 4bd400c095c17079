import { RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { AnswerEntity } from './answer.entity.js';
import type { QuestionCases } from './question-cases.js';
import { canMoveQuestion } from './question.lifecycle.js';
import { readWords } from './read-words.js';

export interface Answering {
  readonly question: string;
  readonly text: string;
}

/** Anybody who may ask may answer, whether they were asked by name or not; who asked adds nothing as an answer. */
export class AnswerQuestion {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly cases: QuestionCases,
  ) {}

  /** @throws NotFound, NotAllowed, BadInput; RuleBroken OWN_QUESTION, QUESTION_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: Answering, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: Answering): Promise<null> {
    const question = await this.cases.lock(tx, asked.question);
    if (question.askedBy === tx.actor.id)
      throw new RuleBroken('OWN_QUESTION', 'This is your own question: others answer it.');
    const first = question.state !== 'answered';
    if (first && !canMoveQuestion(question.state, 'answered'))
      throw new RuleBroken('QUESTION_CANNOT_MOVE', 'This question has ended. It takes no answer any more.');
    const text = readWords('answer', asked.text, 'your answer');
    const [last] = await tx.query<{ n: number }>(
      `select coalesce(max(number), 0) as n from network.answer where ${inArea(tx)} and question_id = $1`,
      [question.id],
    );
    await tx.manager.insert(AnswerEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, questionId: question.id, number: (last?.n ?? 0) + 1 },
      ...{ text, answeredBy: tx.actor.id, answeredAt: this.clock.now(), helpedAt: null, version: 1 },
    });
    if (first) await this.cases.move(tx, question, 'answered');
    else await this.cases.note(tx, question.id, question.version);
    return null;
  }
}
