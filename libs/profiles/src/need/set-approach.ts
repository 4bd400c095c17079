import { RuleBroken, type Actor, type AreaId } from '@app/kernel';
import { askedOnce, type Repeatable, type UnitOfWork } from '@app/platform';
import type { Rights } from '@app/identity';
import type { AskedOfNeed } from './asked-of-need.js';
import { lockNeedFor, requireVersion } from './lock-need.js';
import type { NeedMoves } from './need-moves.js';
import type { NeedOpening } from './need-opening.js';
import { canMove, NEED_STATE_WORDS } from './need.lifecycle.js';
import type { AskedApproach } from './read-need.js';

export interface ApproachToSet extends AskedOfNeed {
  readonly approach: AskedApproach;
}

/** The head says who may be sounded out (I-35). A need whose wording is agreed opens with it. */
export class SetApproach {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rights: Rights,
    private readonly moves: NeedMoves,
    private readonly opening: NeedOpening,
  ) {}

  /** @returns the need's new version. */
  async execute(actor: Actor, area: AreaId, asked: ApproachToSet, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const need = await lockNeedFor(tx, this.rights, asked.need, ['need.approach.set']);
        requireVersion(need, asked.version);
        if (!canMove(need.state, 'withdrawn'))
          throw new RuleBroken('NEED_CANNOT_MOVE', `This need is ${NEED_STATE_WORDS[need.state]}.`);
        const approach = await this.opening.readApproach(tx, asked.approach, need.urn);
        const opens = need.state === 'agreed';
        const dates = opens ? await this.opening.nextDate(tx, need) : {};
        const version = await this.moves.make(tx, need, {
          through: opens ? ['open'] : [],
          change: { approach, ...dates },
        });
        await this.opening.noteApproach(tx, need, version);
        return version;
      }),
    );
  }
}
