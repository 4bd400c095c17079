import {
  BadInput,
  localDateOf,
  RuleBroken,
  type Actor,
  type AreaId,
  type Clock,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, Rights } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import type { DutyBroker, NeedCases } from '@app/profiles';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import type { ProjectCases } from '../project/project-cases.js';
import { readReason } from '../proposal/read-reason.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { CaseInHand, CasesInHand } from './cases-in-hand.js';

export interface CaseToReassign {
  /** A need, a proposal, a pairing or a project by its reference. */
  readonly named: string;
  readonly version: number;
  readonly to: PersonId;
  readonly reason: string;
}

/**
 * The only way out of a conflict (I-4), and what a change of people needs: somebody else, free of interest in every school
 * of the case, looks after it from now on. Whoever had it reads and does nothing more about it from their next request.
 */
export class ReassignCase {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: CasesInHand,
    private readonly needs: NeedCases,
    private readonly pairings: PairingCases,
    private readonly projects: ProjectCases,
    private readonly duty: DutyBroker,
    private readonly mail: AskByMail,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput at `to` or `reason`; RuleBroken OWNER_NOT_FREE, CASE_OVER */
  async execute(actor: Actor, area: AreaId, asked: CaseToReassign, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked, true)));
  }

  /** A step of a handover as well. @param told false: whoever takes the step tells. */
  async inside(tx: Tx, asked: CaseToReassign, told: boolean): Promise<void> {
    const held = await this.cases.find(tx, asked.named, true);
    await this.rights.require(tx, 'case.reassign', held.resource);
    requireSeen(held, asked.version);
    if (held.over) throw new RuleBroken('CASE_OVER', 'This is over: nobody looks after it any more.');
    const reason = readReason(asked.reason, 'why it changes hands');
    if (asked.to === held.holder)
      throw new BadInput([{ path: 'to', message: 'Choose somebody else than who has it now' }]);
    const today = localDateOf(this.clock.now());
    const to = await this.duty.requireFree(tx, asked.to, ['broker', 'adviser'], held.schools, today);
    const about = { from: held.holder, to: to.id, reason };
    if (held.ownsNeed && held.need !== null) {
      const version = await this.needs.give(tx, held.need.id, to);
      await this.audit.record(tx, {
        act: 'case.reassign',
        entity: `profiles.need:${held.need.id}:${String(version)}`,
        schools: [held.need.urn],
        details: about,
      });
    }
    for (const pairing of held.pairings) {
      await this.pairings.move(tx, pairing, [], { gardenerPersonId: to.id });
      await this.audit.record(tx, {
        act: 'case.reassign',
        entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
        schools: schoolsOf(pairing),
        details: { ...about, pairing: pairing.reference },
      });
    }
    if (held.project !== null) {
      const { project } = held;
      await this.projects.move(tx, project, null, { gardenerPersonId: to.id });
      await this.audit.record(tx, {
        act: 'case.reassign',
        entity: `brokerage.project:${project.id}:${String(project.version)}`,
        schools: held.schools,
        details: { ...about, project: project.reference },
      });
    }
    if (!told) return;
    await this.tell(tx, held, to.id, 'given_to_you');
    if (held.holder !== tx.actor.id) await this.tell(tx, held, held.holder, 'given_to_another');
  }

  /** By its reference and nothing else, on the day on which they look after cases. */
  private async tell(
    tx: Tx,
    { reference, version }: CaseInHand,
    person: PersonId,
    why: string,
  ): Promise<void> {
    const own = pageOf(reference);
    await this.mail.tell(tx, {
      ...{ person, kind: 'urgent', key: `${why}.${reference}.${String(version)}.${person}` },
      task: { reference, due: null, why },
      ...{ path: why === 'given_to_you' ? own : '/today', about: [reference] },
      ...{ quiet: 'office', urn: null, onTheirDay: true },
    });
  }
}

const pageOf = (reference: string): string => {
  if (reference.startsWith('PJ-')) return `/pairings/projects/${reference}`;
  return reference.startsWith('SP-') ? `/pairings/${reference}` : `/needs/${reference}`;
};
