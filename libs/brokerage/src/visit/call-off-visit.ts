import {
  addDays,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, People } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { PlannedVisitEntity } from './planned-visit.entity.js';
import type { PlannedVisits } from './planned-visits.js';
import { whereOf, type NamedWork, type PlannedWork, type WorkWithDates } from './planned-work.js';

export type VisitToCallOff = NamedWork & {
  readonly number: number;
  readonly version: number;
  /** `cancelled` before or on its day; `missed` from its day on: it was to be, and was not. */
  readonly outcome: string;
  readonly reason: string;
};

/** So near that it cannot wait for a broker's own day. */
const NEAR_DAYS = 3;

/** A planned visit is called off, or was missed, with a reason that all of its schools read. The others hear of it by mail. */
export class CallOffVisit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly dated: WorkWithDates,
    private readonly plans: PlannedVisits,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken VISIT_CANNOT_MOVE, NOT_YET */
  async execute(actor: Actor, area: AreaId, asked: VisitToCallOff, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: VisitToCallOff): Promise<void> {
    const work = await this.dated.lock(tx, asked);
    const plan = await this.plans.lock(tx, work, asked.number);
    requireSeen(plan, asked.version);
    const reader = new FieldReader();
    const outcome = reader.oneOf('outcome', asked.outcome, ['cancelled', 'missed'] as const);
    const reason = reader.finish(reader.text('reason', asked.reason, 'why', 2_000));
    const today = localDateOf(this.clock.now());
    if (outcome === 'missed' && plan.heldOn > today)
      throw new RuleBroken('NOT_YET', 'A visit can be missed from its day on. Call it off instead.');
    const version = await this.plans.end(tx, plan, outcome, { reason });
    await this.audit.record(tx, {
      act: outcome === 'cancelled' ? 'visit.cancel' : 'visit.miss',
      entity: `brokerage.planned_visit:${plan.id}:${String(version)}`,
      schools: work.schools,
      details: { [work.is]: work.reference, day: plan.heldOn },
    });
    if (outcome === 'cancelled') await this.tell(tx, work, plan, today);
  }

  /** Who would have come, or waited; and, where it was to be in the next days, whoever looks after the work. */
  private async tell(tx: Tx, work: PlannedWork, plan: PlannedVisitEntity, today: LocalDate): Promise<void> {
    const own = new Set(tx.actor.posts.map(({ school }) => school));
    for (const urn of work.schools)
      if (!own.has(urn))
        for (const { id } of await this.people.headsOf(tx, urn, today))
          await this.one(tx, work, plan, id, urn);
    if (plan.heldOn <= addDays(today, NEAR_DAYS)) await this.one(tx, work, plan, work.gardener, null);
  }

  private async one(
    tx: Tx,
    work: PlannedWork,
    { id, heldOn }: PlannedVisitEntity,
    person: PersonId,
    urn: SchoolUrn | null,
  ): Promise<void> {
    if (person === tx.actor.id) return;
    const { reference } = work;
    const why = work.is === 'project' ? 'session_called_off' : 'visit_called_off';
    await this.mail.tell(tx, {
      ...{ person, kind: 'urgent', key: `${why}.${id}.${person}`, about: [reference] },
      task: { reference, due: heldOn as LocalDate, why },
      ...{ path: whereOf(work), quiet: urn === null ? 'broker' : 'school', urn },
    });
  }
}
