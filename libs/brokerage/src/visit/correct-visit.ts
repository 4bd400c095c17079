import {
  halfTermOf,
  localDateOf,
  NotAllowed,
  NotFound,
  parseUuid,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { DaysBook } from '@app/profiles';
import type { AreaSettings } from '@app/schools';
import { daysOfPairing, schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { VisitEntity } from '../pairing/visit.entity.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { AskForReply } from './ask-for-reply.js';
import { readVisit, type AskedRecord, type ReadRecord } from './read-visit.js';

type Said = { readonly [Field in keyof AskedRecord]?: AskedRecord[Field] | null | undefined };

/** What is left out stands. */
export type VisitCorrection = Said & { readonly visit: string; readonly version: number };

/** Who wrote a record puts it right while the school has not answered; the school's days for a reply begin again. */
export class CorrectVisit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly days: DaysBook,
    private readonly settings: AreaSettings,
    private readonly replies: AskForReply,
  ) {}

  /** @throws NotFound, NotAllowed NOT_ITS_WRITER, StaleVersion, BadInput; RuleBroken ALREADY_ANSWERED, NOT_ACTIVE, MORE_THAN_COMMITTED */
  async execute(actor: Actor, area: AreaId, asked: VisitCorrection, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: VisitCorrection): Promise<void> {
    const { pairing, visit } = await this.lock(tx, asked.visit);
    await this.rights.require(tx, 'visit.log', pairingResource(pairing));
    if (visit.loggedBy !== tx.actor.id)
      throw new NotAllowed('NOT_ITS_WRITER', 'Who wrote the record puts it right.');
    requireSeen(visit, asked.version);
    if (visit.state !== 'with_school')
      throw new RuleBroken(
        'ALREADY_ANSWERED',
        'The school answered this record, or its days for it are over.',
      );
    if (pairing.state !== 'active')
      throw new RuleBroken('NOT_ACTIVE', 'A record is put right while its pairing is active.');
    const read = readVisit(
      putRight(visit, asked),
      localDateOf(pairing.madeAt),
      localDateOf(this.clock.now()),
    );
    await this.moveDays(tx, pairing, visit, read);
    const version = await updateIfVersion(tx, VisitEntity, visit.id, visit.version, read);
    await this.replies.of(tx, pairing, visit.id, version);
    await this.audit.record(tx, {
      act: 'visit.correct',
      entity: `brokerage.visit:${visit.id}:${String(version)}`,
      schools: schoolsOf(pairing),
      details: { pairing: pairing.reference, days: String(read.halfDays) },
    });
  }

  /** Pairing first, then its record, as a reply takes them. */
  private async lock(tx: Tx, named: string): Promise<{ pairing: PairingEntity; visit: VisitEntity }> {
    const id = parseUuid(named);
    const [found] = await tx.query<{ pairing: string }>(
      `select pairing_id as pairing from brokerage.visit where ${inArea(tx)} and id = $1`,
      [id],
    );
    if (!found) throw new NotFound();
    const { pairing } = await this.cases.lock(tx, found.pairing);
    const visit = await tx.manager
      .createQueryBuilder(VisitEntity, 'v')
      .setLock('pessimistic_write')
      .where('v.id = :id', { id })
      .andWhere(inArea(tx, 'v'))
      .getOne();
    if (!visit) throw new NotFound();
    return { pairing, visit };
  }

  /** What it took before is promised again, and what it took is given anew: from its own half-term first. */
  private async moveDays(
    tx: Tx,
    pairing: PairingEntity,
    before: VisitEntity,
    now: ReadRecord,
  ): Promise<void> {
    const { calendar } = await this.settings.clocks(tx);
    const [was, is] = [before, now].map(({ heldOn }) => halfTermOf(heldOn as LocalDate, calendar));
    if (was === undefined || is === undefined || (was === is && before.halfDays === now.halfDays)) return;
    const [supporter, booked] = [pairing.supporterUrn as SchoolUrn, daysOfPairing(pairing)];
    if (before.halfDays > 0) await this.days.takeBack(tx, supporter, booked, before.halfDays, was);
    if (now.halfDays > 0) await this.days.deliver(tx, supporter, booked, now.halfDays, is);
  }
}

function putRight(visit: VisitEntity, said: Said): AskedRecord {
  return {
    ...{ heldOn: said.heldOn ?? visit.heldOn, mode: said.mode ?? visit.mode },
    ...{ halfDays: said.halfDays ?? visit.halfDays, summary: said.summary ?? visit.summary },
    // Nothing to come next is something to say.
    actions: said.actions === undefined ? visit.actions : said.actions,
  };
}
