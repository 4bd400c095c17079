import { NotFound, type Clock, type LocalDate, type SchoolUrn } from '@app/kernel';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { Deadlines } from '../clocks/deadlines.js';
import type { Namers } from '../namers.js';
import { PlannedVisitEntity } from './planned-visit.entity.js';
import { movePlan } from './planned-visit.lifecycle.js';
import type { PlannedVisitView } from './planned-visit.views.js';
import type { PlannedWork } from './planned-work.js';
import type { PlanWorld } from './read-plan.js';

type Ending = Partial<Pick<PlannedVisitEntity, 'reason' | 'visitId' | 'sessionId'>>;

const MOST_PLANS = 99_999;

const COLUMN = { pairing: 'pairing_id', project: 'project_id' } as const;
type Named = Pick<PlannedWork, 'is' | 'id'>;

/** Steps about visits, and sessions of projects, that are to be. The work is locked before. */
export class PlannedVisits {
  constructor(
    private readonly clock: Clock,
    private readonly settings: AreaSettings,
    private readonly namers: Namers,
    private readonly deadlines: Deadlines,
  ) {}

  /** What a day is held against. */
  async world(tx: Tx, work: PlannedWork): Promise<PlanWorld> {
    const { calendar } = await this.settings.clocks(tx);
    const names = await this.namers.of(tx);
    const schools = work.schools.map((urn: SchoolUrn) => ({ urn, name: names.school(urn) }));
    return { now: this.clock.now(), calendar, schools };
  }

  /** @throws NotFound, also for what is no number of anything. */
  async lock(tx: Tx, { is, id }: Named, number: number): Promise<PlannedVisitEntity> {
    if (!Number.isInteger(number) || number < 1 || number > MOST_PLANS) throw new NotFound();
    const plan = await tx.manager
      .createQueryBuilder(PlannedVisitEntity, 'p')
      .setLock('pessimistic_write')
      .where(`p.${COLUMN[is]} = :id and p.number = :number`, { id, number })
      .andWhere(inArea(tx, 'p'))
      .getOne();
    if (!plan) throw new NotFound();
    return plan;
  }

  /** From its day on somebody has five of their own working days for the record (C-8). @throws NoCalendar */
  async expectRecord(tx: Tx, plan: string, heldOn: string, { schools }: PlannedWork): Promise<void> {
    await this.deadlines.end(tx, plan, 'stopped', ['C-8']);
    const own = schools.find((urn) => tx.actor.posts.some(({ school }) => school === urn));
    await this.deadlines.start(tx, 'C-8', plan, { author: own ?? 'office' }, undefined, heldOn as LocalDate);
  }

  /** @returns its new version. @throws RuleBroken VISIT_CANNOT_MOVE, StaleVersion */
  async end(
    tx: Tx,
    plan: PlannedVisitEntity,
    to: 'done' | 'missed' | 'cancelled',
    ending: Ending,
  ): Promise<number> {
    const state = movePlan(plan.state, to);
    await this.deadlines.end(tx, plan.id, to === 'done' ? 'met' : 'stopped', ['C-8']);
    const ended = { state, ...ending, endedBy: tx.actor.id, endedAt: this.clock.now() };
    return updateIfVersion(tx, PlannedVisitEntity, plan.id, plan.version, ended);
  }

  /** With the work ends what was planned for it. */
  async endAll(tx: Tx, { is, id }: Named, reason: string): Promise<void> {
    const open = await tx.manager
      .createQueryBuilder(PlannedVisitEntity, 'p')
      .setLock('pessimistic_write')
      .where(`p.${COLUMN[is]} = :id and p.state = 'planned'`, { id })
      .andWhere(inArea(tx, 'p'))
      .orderBy('p.id')
      .getMany();
    for (const plan of open) await this.end(tx, plan, 'cancelled', { reason });
  }
}

export const PLAN_COLUMNS = `p.id, p.number, to_char(p.held_on, 'YYYY-MM-DD') as "heldOn", p.starts_at as "startsAt", p.minutes,
  p.mode, p.place, p.state, p.reason, p.planned_at as "plannedAt", p.ended_at as "endedAt", p.version`;

/** The next first. */
export async function readPlans(tx: Tx, { is, id }: Named): Promise<PlannedVisitView[]> {
  return tx.query<PlannedVisitView>(
    `select ${PLAN_COLUMNS},
       coalesce((select name from identity.person i where i.area_id = p.area_id and i.id = p.planned_by), '') as by
     from brokerage.planned_visit p where ${inArea(tx, 'p')} and p.${COLUMN[is]} = $1 order by p.held_on, p.starts_at, p.number`,
    [id],
  );
}

/** The number of the next one. */
export async function nextPlan(tx: Tx, { is, id }: Named): Promise<number> {
  const [last] = await tx.query<{ n: number }>(
    `select coalesce(max(number), 0)::int as n from brokerage.planned_visit where ${inArea(tx)} and ${COLUMN[is]} = $1`,
    [id],
  );
  return (last?.n ?? 0) + 1;
}
