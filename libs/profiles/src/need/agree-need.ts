import type { Actor, AreaId, Clock, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type UnitOfWork } from '@app/platform';
import type { Rights } from '@app/identity';
import type { AskedOfNeed } from './asked-of-need.js';
import { lockNeedFor, requireVersion } from './lock-need.js';
import type { NeedMoves } from './need-moves.js';
import type { NeedOpening } from './need-opening.js';
import type { NeedState } from './need.lifecycle.js';
import type { AskedApproach } from './read-need.js';

export interface NeedToAgree extends AskedOfNeed {
  /** Where the page asks both at once; left out, what was said before stands. */
  readonly approach?: AskedApproach | null;
}

/** The head confirms the wording: only then, and with who may be approached, does matching see it (I-7). */
export class AgreeNeed {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly moves: NeedMoves,
    private readonly opening: NeedOpening,
  ) {}

  /** @returns the need's new version. */
  async execute(actor: Actor, area: AreaId, asked: NeedToAgree, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const acts = ['need.agree', ...(asked.approach ? ['need.approach.set'] : [])];
        const need = await lockNeedFor(tx, this.rights, asked.need, acts);
        const urn = need.urn as SchoolUrn;
        requireVersion(need, asked.version);
        const approach = asked.approach
          ? await this.opening.readApproach(tx, asked.approach, urn)
          : need.approach;
        const opens = approach !== null;
        const through: NeedState[] = opens ? ['agreed', 'open'] : ['agreed'];
        const agreed = { approach, agreedBy: tx.actor.id, agreedAt: this.clock.now() };
        const dates = opens ? await this.opening.nextDate(tx, need) : {};
        const version = await this.moves.make(tx, need, { through, change: { ...agreed, ...dates } });
        await this.audit.record(tx, {
          act: 'need.agree',
          entity: `profiles.need:${need.id}:${String(version)}`,
          schools: [urn],
        });
        if (asked.approach) await this.opening.noteApproach(tx, need, version);
        return version;
      }),
    );
  }
}
