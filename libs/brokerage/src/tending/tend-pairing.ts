import { RuleBroken, type Actor, type AreaId, type Clock, type LocalDate } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { partiesOf, schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import type { PairingState } from '../pairing/pairing.lifecycle.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { TendingEntity } from './stall.entity.js';
import type { Stalls } from './stalls.js';

export interface PairingToTend {
  readonly pairing: string;
  readonly version: number;
  /** The fourth act, `close`, is done by `ClosePairing`. */
  readonly act: string;
  readonly note: string;
}

const ACTS = ['nudge', 'resource', 'connect', 'none'] as const;

/** At work, or on the way there: an agenda that is agreed may still wait for consents. */
const ALIVE: readonly PairingState[] = ['agreed_in_principle', 'agenda_drafting', 'agenda_agreed', 'active'];

const WHAT: Readonly<Record<(typeof ACTS)[number], string>> = {
  nudge: 'what you ask both schools',
  resource: 'what you add, and where it is',
  connect: 'whom you bring in, and how to reach them',
  none: 'why nothing needs doing',
};

/** The gardener does something about a pairing, asked or unasked: the next contact is counted from here. */
export class TendPairing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly stalls: Stalls,
    private readonly deadlines: Deadlines,
  ) {}

  /** @returns the day by which the next contact is due. @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken NOT_ALIVE */
  async execute(actor: Actor, area: AreaId, asked: PairingToTend, repeat?: Repeatable): Promise<LocalDate> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: PairingToTend): Promise<LocalDate> {
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'pairing.tend', pairingResource(pairing));
    requireSeen(pairing, asked.version);
    if (!ALIVE.includes(pairing.state))
      throw new RuleBroken('NOT_ALIVE', 'This work rests or is over: there is nothing to keep alive.');
    const reader = new FieldReader();
    const act = reader.oneOf('act', asked.act, ACTS);
    const note = reader.finish(reader.text('note', asked.note, WHAT[act], 2_000));
    const id = this.ids.next();
    await tx.manager.insert(TendingEntity, {
      ...{ id, areaId: tx.area, pairingId: pairing.id, act, note },
      ...{ doneBy: tx.actor.id, doneAt: this.clock.now() },
    });
    await this.stalls.end(tx, pairing.id, act === 'none' ? 'dismissed' : 'acted', id);
    const agenda = await this.cases.agenda(tx, pairing.id);
    await this.deadlines.end(tx, pairing.id, 'stopped', ['C-11']);
    const rhythm = agenda?.cadenceDays ?? 10;
    const nextDate = await this.deadlines.start(tx, 'C-11', pairing.id, partiesOf(pairing), rhythm);
    await this.cases.move(tx, pairing, [], { nextDate });
    await this.audit.record(tx, {
      act: 'pairing.tend',
      entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
      schools: schoolsOf(pairing),
      details: { act, pairing: pairing.reference },
    });
    return nextDate;
  }
}
