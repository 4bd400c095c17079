import { NotFound, type SchoolUrn } from '@app/kernel';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import { findSample } from '../finding/find-sample.js';
import { CASE_ASSIGNED, interventionResource } from './intervention.policy.js';
import { INTERVENTION_SUBJECTS, type InterventionSubject } from './intervention.views.js';

/** What an intervention is about: a need, or a pairing with its need. */
export interface Subject {
  readonly aboutKind: InterventionSubject;
  readonly aboutReference: string;
  readonly needId: string;
  readonly pairingId: string | null;
  readonly schoolUrn: SchoolUrn;
  readonly schoolUrns: readonly SchoolUrn[];
}

/**
 * @param named like `N-2026-031`. @returns null where the asker's caseload holds nothing of that name: who types a
 *   reference learns nothing of what is not theirs.
 * @throws NotAllowed for who may read of it and write nothing.
 */
export async function findSubject(tx: Tx, rights: Rights, named: string): Promise<Subject | null> {
  const sample = await findSample(tx, named);
  const aboutKind = INTERVENTION_SUBJECTS.find((kind) => kind === sample?.kind);
  if (!sample || aboutKind === undefined || sample.needId === null || sample.schoolUrn === null) return null;
  const { reference: aboutReference, needId, pairingId, schoolUrn, schoolUrns } = sample;
  try {
    const resource = interventionResource({ schoolUrn, schoolUrns }, await assignedTo(tx, needId));
    await rights.require(tx, 'intervention.record', resource);
  } catch (refusal) {
    if (refusal instanceof NotFound) return null;
    throw refusal;
  }
  return { aboutKind, aboutReference, needId, pairingId, schoolUrn, schoolUrns };
}

async function assignedTo(tx: Tx, needId: string): Promise<readonly string[]> {
  const [row] = await tx.query<{ assigned: string[] }>(
    `select ${CASE_ASSIGNED} as assigned from profiles.need n where ${inArea(tx, 'n')} and n.id = $1`,
    [needId],
  );
  return row?.assigned ?? [];
}
