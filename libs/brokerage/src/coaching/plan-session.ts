import {
  addDays,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import {
  askedOnce,
  inArea,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader, MODES, type Mode } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { partiesOf, schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { Stalls } from '../tending/stalls.js';
import { PlannedSessionEntity } from './coaching.entity.js';
import { requireBoth, type CoachingCases, type CoachingInHand } from './coaching-cases.js';
import type { PlannedSessions } from './planned-sessions.js';

export interface SessionToPlan {
  readonly pairing: string;
  /** Of the plan that the person saw; 0 where there was none. */
  readonly version: number;
  readonly heldOn: string;
  readonly mode: string;
}

/** A plan further away than this says little of whether the two still meet. */
const FARTHEST_DAYS = 120;

/** One of the two sets the day of the next session, moves it or calls it off. Others see the day, and nothing else. */
export class PlanSession {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly cases: CoachingCases,
    private readonly pairings: PairingCases,
    private readonly plans: PlannedSessions,
    private readonly deadlines: Deadlines,
    private readonly stalls: Stalls,
  ) {}

  /** Planned anew, or moved. @throws NotFound for all but the two, StaleVersion, BadInput; RuleBroken NOT_ACTIVE, COACHING_ENDED, NOT_BOTH_NAMED */
  async plan(actor: Actor, area: AreaId, asked: SessionToPlan, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, async (tx, inHand, known) => {
      requireBoth(inHand);
      const read = readPlan(asked, localDateOf(this.clock.now()));
      if (known) await updateIfVersion(tx, PlannedSessionEntity, known.id, known.version, read);
      else await this.make(tx, inHand, read);
      // Whoever sets a day is in contact: the next is counted from that day on.
      await this.stalls.resolve(tx, inHand.pairing.id, ['C-3', 'C-11']);
      await this.countFrom(tx, inHand.pairing, read.heldOn);
      await this.pairings.move(tx, inHand.pairing, [], { nextDate: read.heldOn });
      return known ? 'moved' : 'planned';
    });
  }

  /** @throws as above; RuleBroken NOTHING_PLANNED */
  async callOff(
    actor: Actor,
    area: AreaId,
    asked: Pick<SessionToPlan, 'pairing' | 'version'>,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.run(actor, area, asked, repeat, async (tx, { pairing }, known) => {
      if (!known) throw new RuleBroken('NOTHING_PLANNED', 'No session is planned that could be called off.');
      await this.plans.end(tx, known, { state: 'cancelled' });
      const nextDate = await this.countFrom(tx, pairing, localDateOf(this.clock.now()));
      await this.pairings.move(tx, pairing, [], { nextDate });
      return 'called off';
    });
  }

  private async make(
    tx: Tx,
    { pairing, coaching }: CoachingInHand,
    read: { heldOn: LocalDate; mode: Mode },
  ): Promise<void> {
    const [last] = await tx.query<{ n: number }>(
      `select coalesce(max(number), 0)::int as n from brokerage.planned_session where ${inArea(tx)} and pairing_id = $1`,
      [pairing.id],
    );
    await tx.manager.insert(PlannedSessionEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, pairingId: pairing.id, coachingId: coaching.id },
      ...{ number: (last?.n ?? 0) + 1, ...read, plannedBy: tx.actor.id, plannedAt: this.clock.now() },
      ...{ state: 'planned', endedAt: null, sessionId: null, version: 1 },
    });
  }

  /** C-11 anew, from that day. @returns the day it is due. */
  private async countFrom(tx: Tx, pairing: PairingEntity, day: LocalDate): Promise<LocalDate> {
    const agenda = await this.pairings.agenda(tx, pairing.id);
    await this.deadlines.end(tx, pairing.id, 'stopped', ['C-11']);
    const rhythm = agenda?.cadenceDays ?? 10;
    return this.deadlines.start(tx, 'C-11', pairing.id, partiesOf(pairing), rhythm, day);
  }

  private async run(
    actor: Actor,
    area: AreaId,
    asked: Pick<SessionToPlan, 'pairing' | 'version'>,
    repeat: Repeatable | undefined,
    effect: (tx: Tx, inHand: CoachingInHand, known: PlannedSessionEntity | null) => Promise<string>,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const inHand = await this.cases.lock(tx, asked.pairing, 'coaching.note.write');
        const { pairing } = inHand;
        if (pairing.state !== 'active')
          throw new RuleBroken('NOT_ACTIVE', 'Sessions are planned while a pairing is active.');
        const known = await this.plans.next(tx, pairing.id);
        requireSeen(known ?? { version: 0 }, asked.version);
        const step = await effect(tx, inHand, known);
        await this.audit.record(tx, {
          act: 'coaching.plan',
          entity: `brokerage.pairing:${pairing.id}`,
          schools: schoolsOf(pairing),
          details: { pairing: pairing.reference, step },
        });
      }),
    );
  }
}

/** @throws BadInput */
function readPlan(asked: SessionToPlan, today: LocalDate): { heldOn: LocalDate; mode: Mode } {
  const reader = new FieldReader();
  const heldOn = reader.date('heldOn', asked.heldOn, 'the day of the session');
  if (heldOn < today || heldOn > addDays(today, FARTHEST_DAYS))
    reader.say('heldOn', 'Enter a day from today on, within the next four months');
  return reader.finish({ heldOn, mode: reader.oneOf('mode', asked.mode, MODES) });
}
