import type { Actor, AreaId } from '@app/kernel';
import { askedOnce, type Repeatable, type UnitOfWork } from '@app/platform';
import type { ConcernCases } from './concern-cases.js';

export interface AskedOfConcern {
  readonly concern: string;
  /** The version that they saw. */
  readonly version: number;
}

/** Who left a word takes it back, and nobody says why. */
export class WithdrawConcern {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: ConcernCases,
  ) {}

  /** @throws NotFound, StaleVersion; RuleBroken CONCERN_CANNOT_MOVE. */
  async execute(actor: Actor, area: AreaId, asked: AskedOfConcern, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const concern = await this.cases.lockFor(tx, asked.concern, asked.version, 'concern.withdraw');
        await this.cases.end(tx, concern, 'withdrawn', 'concern.withdraw');
        return null;
      }),
    );
  }
}
