import {
  localDateOf,
  NotFound,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  inArea,
  askedOnce,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { AskForReply } from '../visit/ask-for-reply.js';
import type { PlannedVisits } from '../visit/planned-visits.js';
import { readVisit, type AskedRecord } from '../visit/read-visit.js';
import type { NoteContact } from './note-contact.js';
import type { PairingCases } from './pairing-cases.js';
import { requireVisits } from './require-visits.js';
import { pairingResource } from './pairing.policy.js';
import { VisitEntity } from './visit.entity.js';

/** Five fields, as on a phone on the way home. */
export interface VisitToLog extends AskedRecord {
  readonly pairing: string;
  /** The plan that it carries out, by its number in the pairing; null where nobody planned it. */
  readonly planned?: number | null;
}

/** A visit is written down: its days count as given, the supported school has the right of reply. */
export class LogVisit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly contact: NoteContact,
    private readonly replies: AskForReply,
    private readonly plans: PlannedVisits,
  ) {}

  /** @returns the visit's number in its pairing. @throws NotFound, NotAllowed, BadInput; RuleBroken NOT_ACTIVE, HAS_SESSIONS, MORE_THAN_COMMITTED, VISIT_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: VisitToLog, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: VisitToLog): Promise<number> {
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'visit.log', pairingResource(pairing));
    if (pairing.state !== 'active')
      throw new RuleBroken('NOT_ACTIVE', 'Visits are recorded while a pairing is active.');
    requireVisits(pairing);
    const now = this.clock.now();
    const read = readVisit(asked, localDateOf(pairing.madeAt), localDateOf(now));
    await this.contact.of(tx, pairing, read);
    const [last] = await tx.query<{ n: number }>(
      `select coalesce(max(number), 0)::int as n from brokerage.visit where ${inArea(tx)} and pairing_id = $1`,
      [pairing.id],
    );
    const [id, number] = [this.ids.next(), (last?.n ?? 0) + 1];
    await tx.manager.insert(VisitEntity, {
      ...{ id, areaId: tx.area, pairingId: pairing.id, number, ...read },
      ...{ loggedBy: tx.actor.id, loggedAt: now, state: 'with_school', version: 1 },
    });
    if (asked.planned !== undefined && asked.planned !== null) {
      const plan = await this.plans.lock(tx, { is: 'pairing', id: pairing.id }, asked.planned);
      await this.plans.end(tx, plan, 'done', { visitId: id });
    }
    await this.replies.of(tx, pairing, id, 1);
    await this.audit.record(tx, {
      act: 'visit.log',
      entity: `brokerage.visit:${id}:1`,
      schools: [pairing.askerUrn as SchoolUrn, pairing.supporterUrn as SchoolUrn],
      details: { pairing: pairing.reference, days: String(read.halfDays) },
    });
    return number;
  }
}

export interface VisitReply {
  readonly visit: string;
  readonly version: number;
  readonly accurate: boolean;
  /** What is not right; needed where it is not accurate. */
  readonly reply?: string | null;
}

/** The supported school says whether the record is accurate. Its writer never answers it. */
export class ReplyToVisit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly deadlines: Deadlines,
  ) {}

  /** @throws NotFound, NotAllowed SAME_PERSON for its writer, StaleVersion, BadInput; RuleBroken ALREADY_ANSWERED */
  async execute(actor: Actor, area: AreaId, asked: VisitReply, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: VisitReply): Promise<void> {
    const visit = await tx.manager
      .createQueryBuilder(VisitEntity, 'v')
      .where('v.id = :id', { id: asked.visit })
      .andWhere(inArea(tx, 'v'))
      .getOne();
    if (!visit) throw new NotFound();
    const { pairing } = await this.cases.lock(tx, visit.pairingId);
    const resource = { ...pairingResource(pairing), actsBy: { 'visit.log': [visit.loggedBy] } };
    await this.rights.require(tx, 'visit.reply', resource);
    requireSeen(visit, asked.version);
    if (visit.state !== 'with_school')
      throw new RuleBroken('ALREADY_ANSWERED', 'This record was answered already.');
    const reader = new FieldReader();
    const reply = asked.accurate
      ? reader.textOrNull('reply', asked.reply, 'your reply', 2_000)
      : reader.text('reply', asked.reply, 'what is not right', 2_000);
    reader.finish(reply);
    await updateIfVersion(tx, VisitEntity, visit.id, visit.version, {
      ...{ state: asked.accurate ? 'accurate' : 'inaccurate', reply },
      ...{ repliedBy: tx.actor.id, repliedAt: this.clock.now() },
    });
    await this.deadlines.end(tx, visit.id, 'met', ['C-9']);
    await this.audit.record(tx, {
      act: 'visit.reply',
      entity: `brokerage.visit:${visit.id}:${String(visit.version + 1)}`,
      schools: [pairing.askerUrn as SchoolUrn, pairing.supporterUrn as SchoolUrn],
      details: { accurate: asked.accurate ? 'yes' : 'no' },
    });
  }
}
