import { localDateOf, RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  askedOnce,
  updateIfVersion,
  type IdSource,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { FieldReader } from '@app/profiles';
import { requireSeen } from '../proposal/proposal-cases.js';
import { AgendaEntity } from './agenda.entity.js';
import { nextVersion } from './agenda-rows.js';
import { schoolsOf, type PairingCases } from './pairing-cases.js';
import { pairingResource } from './pairing.policy.js';
import { readAgenda, type AskedAgenda } from './read-agenda.js';
import { sameAgenda } from './same-agenda.js';

export interface AgendaToVary extends AskedAgenda {
  readonly pairing: string;
  /** Of what the person saw: the change that waits, else the agenda in force. */
  readonly version: number;
  readonly reason: string;
}

/**
 * What was agreed is to change: whoever may write an agenda proposes another in its place, with a reason. The one that was
 * agreed stays in force meanwhile, and one change waits at a time: its proposer may write it anew, which asks all three again.
 */
export class VaryAgenda {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
  ) {}

  /**
   * @returns the version of the change.
   * @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken NOT_AT_WORK, CHANGE_WAITS, NOTHING_CHANGED
   */
  async execute(actor: Actor, area: AreaId, asked: AgendaToVary, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: AgendaToVary): Promise<number> {
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'agenda.draft', pairingResource(pairing));
    const [stands, waits] = [
      await this.cases.agenda(tx, pairing.id),
      await this.cases.change(tx, pairing.id),
    ];
    if (stands?.state !== 'agreed' || (pairing.state !== 'active' && pairing.state !== 'paused'))
      throw new RuleBroken('NOT_AT_WORK', 'What was agreed is changed while the work goes on or rests.');
    requireSeen(waits ?? stands, asked.version);
    if (waits && waits.draftedBy !== tx.actor.id)
      throw new RuleBroken(
        'CHANGE_WAITS',
        'A change is proposed already. Agree it, or decline it and propose your own.',
      );
    const reader = new FieldReader();
    const reason = reader.text('reason', asked.reason, 'why it is to change', 1_000);
    const read = readAgenda(asked, localDateOf(this.clock.now()), reader);
    if (sameAgenda(read, stands))
      throw new RuleBroken('NOTHING_CHANGED', 'This says what was agreed already. Change something first.');
    const written = { ...read, reason, draftedBy: tx.actor.id, draftedAt: this.clock.now() };
    const version = waits
      ? await updateIfVersion(tx, AgendaEntity, waits.id, waits.version, { ...written, ...NOBODY_YET })
      : await this.make(tx, stands, written);
    await this.audit.record(tx, {
      act: 'agenda.vary',
      entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
      schools: schoolsOf(pairing),
      details: { pairing: pairing.reference, agenda: String(stands.number + 1) },
    });
    return version;
  }

  private async make(tx: Tx, stands: AgendaEntity, written: Partial<AgendaEntity>): Promise<number> {
    const version = await nextVersion(tx, stands.pairingId);
    await tx.manager.insert(AgendaEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, pairingId: stands.pairingId, state: 'draft' },
      ...{ ...written, number: stands.number + 1, version },
    });
    return version;
  }
}

const NOBODY_YET = {
  ...{ supporterAgreedBy: null, supporterAgreedAt: null, schoolAgreedBy: null, schoolAgreedAt: null },
  ...{ brokerAgreedBy: null, brokerAgreedAt: null },
};
