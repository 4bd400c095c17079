import type { Actor, AreaId, Clock, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type UnitOfWork } from '@app/platform';
import { FieldReader } from '../field-reader.js';
import type { Rights } from '@app/identity';
import type { AskedOfNeed } from './asked-of-need.js';
import { lockNeedFor, requireVersion } from './lock-need.js';
import type { NeedDates } from './need-dates.js';
import type { NeedMoves } from './need-moves.js';
import { isClosed } from './need.lifecycle.js';

export const CLOSINGS = ['met', 'not_pursued', 'escalated'] as const;

export interface NeedToClose extends AskedOfNeed {
  readonly outcome: string;
  readonly reason: string;
}

/** The assigned broker says that it was met, is not pursued, or is passed to the authority; always with a reason (I-6). */
export class CloseNeed {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly dates: NeedDates,
    private readonly moves: NeedMoves,
  ) {}

  /** @returns the need's new version. */
  async execute(actor: Actor, area: AreaId, asked: NeedToClose, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const need = await lockNeedFor(tx, this.rights, asked.need, ['need.close']);
        requireVersion(need, asked.version);
        const reader = new FieldReader();
        const outcome = reader.oneOf('outcome', asked.outcome, CLOSINGS);
        const reason = reader.finish(reader.text('reason', asked.reason, 'the reason', 2_000));
        const change = isClosed(outcome)
          ? { closedReason: reason, closedAt: this.clock.now(), nextDate: null }
          : await this.dates.untilTriaged(tx, need.priority);
        const version = await this.moves.make(tx, need, { through: [outcome], reason, change });
        await this.audit.record(tx, {
          act: 'need.close',
          entity: `profiles.need:${need.id}:${String(version)}`,
          schools: [need.urn as SchoolUrn],
          reason: outcome,
        });
        return version;
      }),
    );
  }
}
