import { RuleBroken, type PersonId, type SchoolUrn } from '@app/kernel';
import type { Rights } from '@app/identity';
import type { Tx } from '@app/platform';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { requireVisits } from '../pairing/require-visits.js';
import { takingPart, urnsOf, type ProjectCases, type ProjectInHand } from '../project/project-cases.js';

/** What dates are set for: visits of a pairing, or sessions of a project of several schools. */
export interface PlannedWork {
  readonly is: 'pairing' | 'project';
  readonly id: string;
  readonly reference: string;
  readonly active: boolean;
  /** Those that take part. */
  readonly schools: readonly SchoolUrn[];
  readonly gardener: PersonId;
}

/** By its reference: of a pairing, or of a project. */
export type NamedWork =
  | { readonly pairing: string; readonly project?: undefined }
  | { readonly project: string; readonly pairing?: undefined };

const ofPairing = (pairing: PairingEntity): PlannedWork => ({
  ...{ is: 'pairing', id: pairing.id, reference: pairing.reference, active: pairing.state === 'active' },
  ...{ schools: schoolsOf(pairing), gardener: pairing.gardenerPersonId as PersonId },
});

const ofProject = ({ project, schools }: ProjectInHand): PlannedWork => ({
  ...{ is: 'project', id: project.id, reference: project.reference, active: project.state === 'active' },
  ...{ schools: urnsOf(takingPart(schools)), gardener: project.gardenerPersonId as PersonId },
});

export const whereOf = ({ is, reference }: PlannedWork): string =>
  is === 'project' ? `/pairings/projects/${reference}` : `/pairings/${reference}`;

/** @throws RuleBroken NOT_ACTIVE */
export function requireActive({ is, active }: PlannedWork): void {
  if (!active) throw new RuleBroken('NOT_ACTIVE', `Dates are set while a ${is} is active.`);
}

/** The work that a date is for, locked, for whoever may set one: either head, of a project any, or who looks after it. */
export class WorkWithDates {
  constructor(
    private readonly rights: Rights,
    private readonly pairings: PairingCases,
    private readonly projects: ProjectCases,
  ) {}

  /** @throws NotFound, NotAllowed */
  async lock(tx: Tx, named: NamedWork): Promise<PlannedWork> {
    if (named.project !== undefined) {
      const held = await this.projects.lock(tx, named.project);
      await this.projects.requireAnyPlace(tx, 'visit.log', held);
      return ofProject(held);
    }
    const { pairing } = await this.pairings.lock(tx, named.pairing);
    await this.rights.require(tx, 'visit.log', pairingResource(pairing));
    requireVisits(pairing);
    return ofPairing(pairing);
  }
}
