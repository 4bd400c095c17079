import {
  localDateOf,
  RuleBroken,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { Stalls } from '../tending/stalls.js';
import type { ReviewPoints } from './review-points.js';
import { STANDINGS, type Standing } from './review-point.views.js';

export interface ReviewToHold {
  readonly pairing: string;
  /** Of the review point that waits. */
  readonly version: number;
  /** Which one the person saw: each starts with version 1, and the next is set as soon as one is held. */
  readonly point?: string;
  readonly heldOn: string;
  /** One an objective, in the order of the agenda. */
  readonly standings: readonly string[];
  readonly note?: string | null;
}

/**
 * Both schools and their broker look at how each objective stands. The next one is set at once; where somebody wants a talk,
 * the gardener hears of it.
 */
export class HoldReview {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly points: ReviewPoints,
    private readonly stalls: Stalls,
    private readonly deadlines: Deadlines,
  ) {}

  /** @returns the day the next one is due. @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken NOT_ACTIVE */
  async execute(actor: Actor, area: AreaId, asked: ReviewToHold, repeat?: Repeatable): Promise<LocalDate> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: ReviewToHold): Promise<LocalDate> {
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'reviewpoint.record', pairingResource(pairing));
    const [point, agenda] = [
      await this.points.waiting(tx, pairing.id),
      await this.cases.agenda(tx, pairing.id),
    ];
    if (pairing.state !== 'active' || !point || !agenda)
      throw new RuleBroken('NOT_ACTIVE', 'Review points are held while a pairing is active.');
    if (asked.point !== undefined && asked.point !== point.id) throw new StaleVersion();
    requireSeen(point, asked.version);
    const today = localDateOf(this.clock.now());
    const held = readReview(asked, agenda.objectives.length, localDateOf(pairing.madeAt), today);
    await this.points.hold(tx, point, { ...held, agendaNumber: agenda.number });
    await this.deadlines.end(tx, pairing.id, 'met', ['C-10']);
    await this.stalls.resolve(tx, pairing.id, ['C-10', 'needs_a_talk']);
    if (held.standings.includes('needs_a_talk')) await this.stalls.raise(tx, pairing, 'needs_a_talk', today);
    const next = await this.points.setNext(tx, pairing);
    if (pairing.nextDate === null || next < pairing.nextDate)
      await this.cases.move(tx, pairing, [], { nextDate: next });
    await this.audit.record(tx, {
      act: 'reviewpoint.record',
      entity: `brokerage.review_point:${point.id}:${String(point.version + 1)}`,
      schools: schoolsOf(pairing),
      details: { pairing: pairing.reference, standings: held.standings.join(', ') },
    });
    return next;
  }
}

interface Held {
  readonly heldOn: LocalDate;
  readonly standings: readonly Standing[];
  readonly note: string | null;
}

/** @throws BadInput naming each objective, like `standings.2`. */
function readReview(asked: ReviewToHold, objectives: number, from: LocalDate, today: LocalDate): Held {
  const reader = new FieldReader();
  const heldOn = reader.date('heldOn', asked.heldOn, 'the day you looked at it');
  if (heldOn < from || heldOn > today)
    reader.say('heldOn', 'Enter a day since the pairing was agreed, today at the latest');
  const standings = Array.from({ length: objectives }, (_, at) =>
    reader.oneOf(`standings.${String(at + 1)}`, asked.standings[at], STANDINGS),
  );
  const note = reader.textOrNull('note', asked.note, 'what you agreed', 2_000);
  return reader.finish({ heldOn, standings, note });
}
