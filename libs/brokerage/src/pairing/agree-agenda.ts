import {
  localDateOf,
  NotAllowed,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import {
  askedOnce,
  updateIfVersion,
  type Outbox,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import { agendaAgreed } from '../events.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { AgendaEntity } from './agenda.entity.js';
import type { BeginWork } from './begin-work.js';
import { requireDaysAhead } from './days-ahead.js';
import type { PairingCases } from './pairing-cases.js';
import { pairingResource } from './pairing.policy.js';

export interface AgendaToAgree {
  readonly pairing: string;
  /** Of the agenda that the person read. */
  readonly version: number;
}

export type AgreeingSide = 'supporter' | 'school' | 'broker';

/**
 * Both heads and a broker agree one version of the agenda. With the third of them it stands, and the pairing is active
 * once the consents that its area requires are given: through the gate of I-1 alone, which the database keeps as well.
 */
export class AgreeAgenda {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly begin: BeginWork,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @returns true where the pairing is active now.
   * @throws NotFound, NotAllowed, StaleVersion where it was changed meanwhile; RuleBroken NO_AGENDA, ALREADY_AGREED,
   *   NO_DAYS_PROMISED, BARRED_CONFLICT, DAY_IS_OVER.
   */
  async execute(actor: Actor, area: AreaId, asked: AgendaToAgree, repeat?: Repeatable): Promise<boolean> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: AgendaToAgree): Promise<boolean> {
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'agenda.agree', pairingResource(pairing));
    const agenda = await this.cases.agenda(tx, pairing.id);
    if (!agenda || pairing.state !== 'agenda_drafting')
      throw new RuleBroken('NO_AGENDA', 'There is no agenda here that waits to be agreed.');
    requireSeen(agenda, asked.version);
    const side = sideOf(tx.actor, pairing);
    if (side === null)
      throw new NotAllowed('NOT_GRANTED', 'You agree for neither of the schools, nor as a broker.');
    const after = agreedBy(agenda, side, tx.actor.id, this.clock.now());
    if (after === null) throw new RuleBroken('ALREADY_AGREED', 'This was agreed for that side already.');
    const whole = [after.supporterAgreedAt, after.schoolAgreedAt, after.brokerAgreedAt].every(
      (at) => at !== null,
    );
    if (whole)
      requireDaysAhead(
        agenda.objectives,
        localDateOf(this.clock.now()),
        'Change the agenda, and give it a later day.',
      );
    await updateIfVersion(tx, AgendaEntity, agenda.id, agenda.version, {
      ...after,
      state: whole ? 'agreed' : 'draft',
    });
    const active = whole && (await this.begin.agreed(tx, pairing));
    if (whole) {
      await this.outbox.put(tx, agendaAgreed(pairing.id, agenda.version + 1));
      // The job that follows asks here to which area its pairing belongs.
      await tx.query(
        `insert into platform.job_subject (subject, area_id, kind) values ($1, $2, 'pairing') on conflict do nothing`,
        [pairing.id, tx.area],
      );
    }
    await this.audit.record(tx, {
      act: 'agenda.agree',
      entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
      schools: [pairing.askerUrn as SchoolUrn, pairing.supporterUrn as SchoolUrn],
      details: { side, active: active ? 'yes' : 'no' },
    });
    return active;
  }
}

/** For whom somebody agrees: a head for their own side; whoever is head of neither, as broker. */
export function sideOf(
  actor: Actor,
  pairing: { askerUrn: string; supporterUrn: string },
): AgreeingSide | null {
  const leads = (urn: string): boolean =>
    actor.posts.some(({ role, school }) => role === 'head' && school === urn);
  if (leads(pairing.supporterUrn)) return 'supporter';
  if (leads(pairing.askerUrn)) return 'school';
  return actor.posts.some(({ role }) => role === 'broker') ? 'broker' : null;
}

export type Agreed = Pick<
  AgendaEntity,
  | 'supporterAgreedBy'
  | 'supporterAgreedAt'
  | 'schoolAgreedBy'
  | 'schoolAgreedAt'
  | 'brokerAgreedBy'
  | 'brokerAgreedAt'
>;

/** @returns null where that side agreed before. */
export function agreedBy(agenda: AgendaEntity, side: AgreeingSide, person: string, at: Date): Agreed | null {
  if (agenda[`${side}AgreedAt`] !== null) return null;
  const { supporterAgreedBy, supporterAgreedAt, schoolAgreedBy, schoolAgreedAt } = agenda;
  const { brokerAgreedBy, brokerAgreedAt } = agenda;
  const before = { supporterAgreedBy, supporterAgreedAt, schoolAgreedBy, schoolAgreedAt };
  return {
    ...{ ...before, brokerAgreedBy, brokerAgreedAt },
    ...{ [`${side}AgreedBy`]: person, [`${side}AgreedAt`]: at },
  };
}
