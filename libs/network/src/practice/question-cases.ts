import { NotAllowed, NotFound, StaleVersion, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import { QuestionEntity } from './question.entity.js';
import { moveQuestion, type QuestionState } from './question.lifecycle.js';

/** Steps of what is done with a question: its row first, then whether they may, then its move with its act. */
export class QuestionCases {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Held until the verb ends, for who may ask and answer. @throws NotFound, NotAllowed */
  async lock(tx: Tx, named: string): Promise<QuestionEntity> {
    const question = /^K-[0-9]{4}-[0-9]{3,9}$/.test(named)
      ? await tx.manager
          .createQueryBuilder(QuestionEntity, 'q')
          .setLock('pessimistic_write')
          .where('q.reference = :named', { named })
          .andWhere(inArea(tx, 'q'))
          .getOne()
      : null;
    await this.rights.require(tx, 'practice.ask', question && {});
    if (question === null) throw new NotFound();
    return question;
  }

  /** The same for who asked it, as they saw it. @throws NotFound, NotAllowed NOT_YOUR_QUESTION, StaleVersion */
  async lockOwn(tx: Tx, named: string, version: number): Promise<QuestionEntity> {
    const question = await this.lock(tx, named);
    if (question.askedBy !== tx.actor.id)
      throw new NotAllowed('NOT_YOUR_QUESTION', 'Who asked a question closes it or takes it back.');
    if (question.version !== version) throw new StaleVersion();
    return question;
  }

  /** @throws RuleBroken QUESTION_CANNOT_MOVE */
  async move(
    tx: Tx,
    question: QuestionEntity,
    to: QuestionState,
    change: Partial<Omit<QuestionEntity, 'id' | 'version' | 'areaId'>> = {},
  ): Promise<void> {
    const state = moveQuestion(question.state, to);
    const version = await updateIfVersion(tx, QuestionEntity, question.id, question.version, {
      ...{ state, ...change },
      ...(to === 'closed' || to === 'withdrawn' ? { endedAt: this.clock.now() } : {}),
    });
    await this.note(tx, question.id, version);
  }

  async note(tx: Tx, id: string, version: number): Promise<void> {
    await this.audit.record(tx, {
      act: 'practice.ask',
      entity: `network.question:${id}:${String(version)}`,
    });
  }
}
