import type { PersonId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { AskByMail, BrokerView } from '@app/identity';
import type { Tx } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import type { ProjectCases } from '../project/project-cases.js';
import type { CaseInHand } from './cases-in-hand.js';

type Act = 'case.reassign' | 'broker.change.request';

/** Why, for the log; null where nobody is asked why. */
export interface HandedBy {
  readonly act: Act;
  readonly reason: string | null;
}

/** Steps of a change of people: the case is somebody else's, whole, and both are told. */
export class ChangeHands {
  constructor(
    private readonly audit: AuditTrail,
    private readonly needs: NeedCases,
    private readonly pairings: PairingCases,
    private readonly projects: ProjectCases,
    private readonly mail: AskByMail,
  ) {}

  async give(tx: Tx, held: CaseInHand, to: BrokerView, { act, reason }: HandedBy): Promise<void> {
    const about = { from: held.holder, to: to.id, ...(reason === null ? {} : { reason }) };
    if (held.ownsNeed && held.need !== null) {
      const version = await this.needs.give(tx, held.need.id, to);
      await this.audit.record(tx, {
        act,
        entity: `profiles.need:${held.need.id}:${String(version)}`,
        schools: [held.need.urn],
        details: about,
      });
    }
    for (const pairing of held.pairings) {
      await this.pairings.move(tx, pairing, [], { gardenerPersonId: to.id });
      await this.audit.record(tx, {
        act,
        entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
        schools: schoolsOf(pairing),
        details: { ...about, pairing: pairing.reference },
      });
    }
    if (held.project === null) return;
    const { project } = held;
    await this.projects.move(tx, project, null, { gardenerPersonId: to.id });
    await this.audit.record(tx, {
      act,
      entity: `brokerage.project:${project.id}:${String(project.version)}`,
      schools: held.schools,
      details: { ...about, project: project.reference },
    });
  }

  async tellBoth(tx: Tx, held: CaseInHand, to: PersonId): Promise<void> {
    await this.tell(tx, held, to, 'given_to_you');
    if (held.holder !== tx.actor.id) await this.tell(tx, held, held.holder, 'given_to_another');
  }

  /** By its reference and nothing else, on the day on which they look after cases. */
  private async tell(
    tx: Tx,
    { reference, version }: CaseInHand,
    person: PersonId,
    why: string,
  ): Promise<void> {
    await this.mail.tell(tx, {
      ...{ person, kind: 'urgent', key: `${why}.${reference}.${String(version)}.${person}` },
      task: { reference, due: null, why },
      ...{ path: why === 'given_to_you' ? pageOf(reference) : '/today', about: [reference] },
      ...{ quiet: 'office', urn: null, onTheirDay: true },
    });
  }
}

const pageOf = (reference: string): string => {
  if (reference.startsWith('PJ-')) return `/pairings/projects/${reference}`;
  return reference.startsWith('SP-') ? `/pairings/${reference}` : `/needs/${reference}`;
};
