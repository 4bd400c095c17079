import type { FactColumns, Resource, SchoolUrn } from '@app/kernel';
import { CLOSED_STATES, isClosed, type NeedState } from './need.lifecycle.js';

export interface NeedParties {
  readonly urn: string;
  readonly state: NeedState;
  readonly ownerPersonId: string | null;
  readonly adviserPersonId: string | null;
  readonly coverPersonId: string | null;
}

/**
 * What a decision may know of a need. Once it is closed nobody is assigned any more: its detail stays with the school.
 * A consent that names a supporter joins with consents (`matched`).
 */
export function needResource(need: NeedParties): Resource {
  const urn = need.urn as SchoolUrn;
  const assigned = isClosed(need.state) ? [] : [need.ownerPersonId, need.adviserPersonId, need.coverPersonId];
  return { school: urn, schools: [urn], assigned: assigned.filter((person) => person !== null) };
}

const CLOSED = CLOSED_STATES.map((state) => `'${state}'`).join(', ');

/** The same facts as columns of `profiles.need n`: a list holds exactly what asking for one would give. */
export const NEED_COLUMNS: FactColumns = {
  school: 'n.urn',
  schools: 'array[n.urn]',
  assigned: `case when n.state in (${CLOSED}) then '{}'::uuid[]
    else array_remove(array[n.owner_person_id, n.adviser_person_id, n.cover_person_id], null) end`,
};
