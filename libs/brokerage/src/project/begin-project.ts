import { RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type DaysBook } from '@app/profiles';
import { requireSeen } from '../proposal/proposal-cases.js';
import { daysOfPlace, takingPart, urnsOf, type ProjectCases, type ProjectInHand } from './project-cases.js';
import type { ProjectGate } from './project-gate.js';

export interface ProjectInMind {
  readonly project: string;
  readonly version: number;
  /** Needed to pause alone. */
  readonly reason?: string | null;
}

/** Work that has its yes begins; work that lacks something rests. */
type Act = 'decision.make' | 'pairing.pause';

/** Enough schools said yes: the broker decides that the work begins, and the days that are held are promised. */
export class BeginProject {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: ProjectCases,
    private readonly days: DaysBook,
    private readonly gate: ProjectGate,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken PROJECT_CANNOT_MOVE, PROJECT_NOT_READY naming what is missing, BARRED_CONFLICT */
  async begin(actor: Actor, area: AreaId, asked: ProjectInMind, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, 'decision.make', 'begun', async (tx, held) => {
      const { project, schools } = held;
      if (project.state !== 'agreed_in_principle')
        throw new RuleBroken('ALREADY_BEGUN', 'This project has begun already, or is over.');
      await this.gate.require(tx, held);
      for (const place of takingPart(schools)) {
        if (place.heldUntil === null) continue;
        await this.days.commit(tx, place.urn as SchoolUrn, daysOfPlace(place));
        await this.cases.moveSchool(tx, place, null, { heldUntil: null });
      }
      await this.cases.move(tx, project, 'active', {
        ...{ beganBy: tx.actor.id, beganAt: this.clock.now(), nextDate: await this.nextContact(tx, held) },
      });
    });
  }

  /** It rests, with a reason that all of them read. */
  async pause(actor: Actor, area: AreaId, asked: ProjectInMind, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, 'pairing.pause', 'paused', async (tx, { project }) => {
      const reader = new FieldReader();
      const pauseReason = reader.finish(reader.text('reason', asked.reason, 'why it rests', 2_000));
      if (project.state !== 'active') throw new RuleBroken('NOT_ACTIVE', 'Only active work can rest.');
      await this.cases.move(tx, project, 'paused', { pauseReason });
    });
  }

  /** Through the gate once more: schools may have left while it rested. */
  async resume(actor: Actor, area: AreaId, asked: ProjectInMind, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, 'pairing.pause', 'goes on', async (tx, held) => {
      if (held.project.state !== 'paused') throw new RuleBroken('NOT_PAUSED', 'This work does not rest.');
      await this.gate.require(tx, held);
      const nextDate = await this.nextContact(tx, held);
      await this.cases.move(tx, held.project, 'active', { pauseReason: null, nextDate });
    });
  }

  private async nextContact(tx: Tx, { project, schools }: ProjectInHand): Promise<string> {
    return this.cases.due(tx, 'C-11', urnsOf(takingPart(schools)), project.cadenceDays);
  }

  private async run(
    actor: Actor,
    area: AreaId,
    asked: ProjectInMind,
    repeat: Repeatable | undefined,
    act: Act,
    step: string,
    effect: (tx: Tx, held: ProjectInHand) => Promise<void>,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const held = await this.cases.lock(tx, asked.project);
        await this.cases.requireWhole(tx, act, held);
        requireSeen(held.project, asked.version);
        await effect(tx, held);
        await this.audit.record(tx, {
          ...{ act, entity: `brokerage.project:${held.project.id}:${String(held.project.version)}` },
          schools: urnsOf(takingPart(held.schools)),
          details: { project: held.project.reference, step },
        });
      }),
    );
  }
}
