import { NotAllowed, RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { requireSeen } from '../proposal/proposal-cases.js';
import { AgendaEntity } from './agenda.entity.js';
import { agreedBy, sideOf } from './agree-agenda.js';
import type { ChangeInForce } from './change-in-force.js';
import { schoolsOf, type PairingCases } from './pairing-cases.js';
import type { PairingEntity } from './pairing.entity.js';
import { pairingResource } from './pairing.policy.js';

export interface ChangeToAnswer {
  readonly pairing: string;
  /** Of the change that the person read. */
  readonly version: number;
  /** Needed to decline. */
  readonly words?: string | null;
}

/**
 * Both heads and a broker agree a change as they agreed what it changes: with the third it is in force. Each of them may decline
 * it with a word, and who proposed it may take it back: then what was agreed goes on.
 */
export class AgreeChange {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly inForce: ChangeInForce,
  ) {}

  /**
   * @returns true where it is in force now.
   * @throws NotFound, NotAllowed, StaleVersion; RuleBroken NO_CHANGE, ALREADY_AGREED, BARRED_CONFLICT, DAY_IS_OVER
   */
  async agree(actor: Actor, area: AreaId, asked: ChangeToAnswer, repeat?: Repeatable): Promise<boolean> {
    return this.run(actor, area, 'agenda.agree', asked, repeat, async (tx, pairing, change) => {
      const side = requireSide(tx.actor, pairing);
      requireSeen(change, asked.version);
      const after = agreedBy(change, side, tx.actor.id, this.clock.now());
      if (after === null) throw new RuleBroken('ALREADY_AGREED', 'This was agreed for that side already.');
      const whole = [after.supporterAgreedAt, after.schoolAgreedAt, after.brokerAgreedAt].every(
        (at) => at !== null,
      );
      if (whole) await this.inForce.take(tx, pairing, change, after);
      else await updateIfVersion(tx, AgendaEntity, change.id, change.version, after);
      await this.record(tx, pairing, 'agenda.agree', { side, change: whole ? 'in force' : 'waits' });
      return whole;
    });
  }

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken NO_CHANGE */
  async decline(actor: Actor, area: AreaId, asked: ChangeToAnswer, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, 'agenda.agree', asked, repeat, async (tx, pairing, change) => {
      const side = requireSide(tx.actor, pairing);
      requireSeen(change, asked.version);
      const reader = new FieldReader();
      const endedWords = reader.finish(
        reader.text('words', asked.words, 'why you do not agree to it', 1_000),
      );
      await this.end(tx, change, { endedHow: 'declined', endedWords });
      await this.record(tx, pairing, 'agenda.decline', { side, pairing: pairing.reference });
    });
  }

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken NO_CHANGE */
  async takeBack(actor: Actor, area: AreaId, asked: ChangeToAnswer, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, 'agenda.draft', asked, repeat, async (tx, pairing, change) => {
      if (change.draftedBy !== tx.actor.id)
        throw new NotAllowed('NOT_YOURS', 'A change is taken back by whoever proposed it.');
      requireSeen(change, asked.version);
      await this.end(tx, change, { endedHow: 'taken_back', endedWords: null });
      await this.record(tx, pairing, 'agenda.takeback', { pairing: pairing.reference });
    });
  }

  private async end(
    tx: Tx,
    { id, version }: AgendaEntity,
    how: Pick<AgendaEntity, 'endedHow' | 'endedWords'>,
  ): Promise<void> {
    const ended = { endedAt: this.clock.now(), endedBy: tx.actor.id };
    await updateIfVersion(tx, AgendaEntity, id, version, { ...how, ...ended, state: 'closed' });
  }

  private async run<Answer>(
    actor: Actor,
    area: AreaId,
    action: 'agenda.agree' | 'agenda.draft',
    asked: ChangeToAnswer,
    repeat: Repeatable | undefined,
    effect: (tx: Tx, pairing: PairingEntity, change: AgendaEntity) => Promise<Answer>,
  ): Promise<Answer> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const { pairing } = await this.cases.lock(tx, asked.pairing);
        await this.rights.require(tx, action, pairingResource(pairing));
        const change = await this.cases.change(tx, pairing.id);
        if (!change)
          throw new RuleBroken('NO_CHANGE', 'There is no change of what was agreed here that waits.');
        return effect(tx, pairing, change);
      }),
    );
  }

  private async record(
    tx: Tx,
    pairing: PairingEntity,
    act: string,
    details: Readonly<Record<string, string>>,
  ): Promise<void> {
    const entity = `brokerage.pairing:${pairing.id}:${String(pairing.version)}`;
    await this.audit.record(tx, { act, entity, schools: schoolsOf(pairing), details });
  }
}

/** @throws NotAllowed NOT_GRANTED */
function requireSide(actor: Actor, pairing: PairingEntity): 'supporter' | 'school' | 'broker' {
  const side = sideOf(actor, pairing);
  if (side === null)
    throw new NotAllowed('NOT_GRANTED', 'You agree for neither of the schools, nor as a broker.');
  return side;
}
