import type { SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { CLOSED_STATES } from './need.lifecycle.js';

const CLOSED = CLOSED_STATES.map((state) => `'${state}'`).join(', ');

/** Assigned to a school is who has one of its needs in hand. A fact for decisions, told without one. */
export async function assignedToSchool(tx: Tx, urn: SchoolUrn): Promise<readonly string[]> {
  const rows = await tx.query<{ person: string }>(
    `select distinct p as person from profiles.need n, unnest(array[n.owner_person_id, n.adviser_person_id, n.cover_person_id]) p
     where ${inArea(tx, 'n')} and n.urn = $1 and n.state not in (${CLOSED}) and p is not null`,
    [urn],
  );
  return rows.map(({ person }) => person);
}
