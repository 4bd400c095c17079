import type { Actor, AreaId } from '@app/kernel';
import { askedOnce, type Repeatable, type UnitOfWork } from '@app/platform';
import type { ConcernCases } from './concern-cases.js';
import type { AskedOfConcern } from './withdraw-concern.js';

/** The head says no, without a reason. A yes is the request itself, which the head alone sends. */
export class DeclineConcern {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: ConcernCases,
  ) {}

  /** @throws NotFound, StaleVersion; RuleBroken CONCERN_CANNOT_MOVE. */
  async execute(actor: Actor, area: AreaId, asked: AskedOfConcern, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const concern = await this.cases.lockFor(tx, asked.concern, asked.version, 'concern.answer');
        await this.cases.end(tx, concern, 'declined', 'concern.answer');
        return null;
      }),
    );
  }
}
