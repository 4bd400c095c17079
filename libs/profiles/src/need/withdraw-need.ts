import type { Actor, AreaId, Clock, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type UnitOfWork } from '@app/platform';
import { FieldReader } from '../field-reader.js';
import type { Rights } from '@app/identity';
import type { AskedOfNeed } from './asked-of-need.js';
import { lockNeedFor, requireVersion } from './lock-need.js';
import type { NeedMoves } from './need-moves.js';

export interface NeedToWithdraw extends AskedOfNeed {
  /** Nobody has to say why. */
  readonly reason?: string | null;
}

/** The head takes the request back, any time before a school supports them. It acts at the next request (I-7). */
export class WithdrawNeed {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly moves: NeedMoves,
  ) {}

  /** @returns the need's new version. */
  async execute(actor: Actor, area: AreaId, asked: NeedToWithdraw, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const need = await lockNeedFor(tx, this.rights, asked.need, ['need.withdraw']);
        requireVersion(need, asked.version);
        const reader = new FieldReader();
        const said = reader.finish(reader.textOrNull('reason', asked.reason, 'the reason', 2_000));
        const reason = said ?? 'Withdrawn by the school.';
        const version = await this.moves.make(tx, need, {
          through: ['withdrawn'],
          reason,
          change: { closedReason: reason, closedAt: this.clock.now(), nextDate: null },
        });
        await this.audit.record(tx, {
          act: 'need.withdraw',
          entity: `profiles.need:${need.id}:${String(version)}`,
          schools: [need.urn as SchoolUrn],
        });
        return version;
      }),
    );
  }
}
