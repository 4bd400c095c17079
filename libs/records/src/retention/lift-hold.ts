import {
  NotFound,
  parseUuid,
  RuleBroken,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, type Repeatable, type UnitOfWork } from '@app/platform';

export interface HoldToLift {
  readonly id: string;
  /** As the person saw it. */
  readonly version: number;
}

/** Who answers for the data lets what is over go again: somebody other than who placed the hold. */
export class LiftHold {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** @throws NotFound, NotAllowed SAME_PERSON, StaleVersion, RuleBroken LIFTED_ALREADY */
  async execute(actor: Actor, area: AreaId, asked: HoldToLift, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const [hold] = await tx.query<{
          id: string;
          placed_by: PersonId;
          lifted_at: Date | null;
          version: number;
        }>(
          `select id, placed_by, lifted_at, version from records.legal_hold where ${inArea(tx)} and id = $1 for update`,
          [parseUuid(asked.id)],
        );
        const about = hold && { actsBy: { 'erase.propose': [hold.placed_by] } };
        await this.rights.require(tx, 'erase.approve', about ?? null);
        if (!hold) throw new NotFound();
        if (hold.lifted_at !== null) throw new RuleBroken('LIFTED_ALREADY', 'This hold is lifted already.');
        if (hold.version !== asked.version) throw new StaleVersion();
        await tx.query(
          `update records.legal_hold set lifted_by = $2, lifted_at = $3, version = version + 1
           where ${inArea(tx)} and id = $1 returning 1`,
          [hold.id, actor.id, this.clock.now()],
        );
        await this.audit.record(tx, {
          act: 'retention.unhold',
          entity: `records.legal_hold:${hold.id}:${String(hold.version + 1)}`,
        });
      }),
    );
  }
}
