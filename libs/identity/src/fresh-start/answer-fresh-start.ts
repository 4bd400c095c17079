import {
  NotAllowed,
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
import { askedOnce, inArea, type Lookup, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { Rights } from '../actor/rights.js';
import type { TellHolder } from '../factor/tell-holder.js';
import { WAITS_DAYS } from './ask-fresh-start.js';

export interface FreshStartAnswer {
  readonly id: string;
  /** As the person saw it. */
  readonly version: number;
  readonly give: boolean;
}

interface Waiting {
  readonly id: string;
  readonly person_id: PersonId;
  readonly asked_by: PersonId;
  readonly asked_at: Date;
  readonly state: string;
  readonly version: number;
}

const DAY_MS = 86_400_000;

/** A chair lets somebody start again, or does not: with a yes every factor of theirs is gone and every session ends. */
export class AnswerFreshStart {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly tell: TellHolder,
  ) {}

  /** @throws NotFound, NotAllowed SAME_PERSON, StaleVersion; RuleBroken where it waits no longer */
  async execute(actor: Actor, area: AreaId, asked: FreshStartAnswer, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const found = await lock(tx, asked.id);
        const resource = found && { actsBy: { 'role.propose': [found.asked_by] } };
        await this.rights.require(tx, 'role.approve', resource);
        if (!found) throw new NotFound();
        if (found.person_id === actor.id) throw new NotAllowed('SAME_PERSON', 'Another chair answers this.');
        if (found.version !== asked.version) throw new StaleVersion();
        const now = this.clock.now();
        if (found.state !== 'asked' || now.getTime() - found.asked_at.getTime() > WAITS_DAYS * DAY_MS)
          throw new RuleBroken('WAITS_NO_LONGER', 'This does not wait any more. It can be asked again.');
        const state = asked.give ? 'given' : 'refused';
        await tx.query(
          `update identity.fresh_start set state = $2, answered_by = $3, answered_at = $4, version = version + 1
           where ${inArea(tx)} and id = $1 returning 1`,
          [found.id, state, actor.id, now],
        );
        const entity = `identity.fresh_start:${found.id}:${String(found.version + 1)}`;
        await this.audit.record(tx, { act: 'factor.reset.answer', entity, reason: state });
        if (asked.give) await this.give(tx, found.person_id);
      }),
    );
  }

  private async give(tx: Tx, person: PersonId): Promise<void> {
    const [row] = await this.lookup.inside<{ drop_factors_of: boolean }>(tx, 'drop_factors_of', [person]);
    if (row?.drop_factors_of !== true) throw new NotFound();
    await this.tell.inside(tx, { person }, 'factor_removed', 'all');
  }
}

async function lock(tx: Tx, named: string): Promise<Waiting | null> {
  const id: string | null = parseUuid(named);
  const [row] = await tx.query<Waiting>(
    `select id, person_id, asked_by, asked_at, state, version from identity.fresh_start
     where ${inArea(tx)} and id = $1 for update`,
    [id],
  );
  return row ?? null;
}
