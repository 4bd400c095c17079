import type { SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { CLOSED_STATES } from './need.lifecycle.js';

const CLOSED = CLOSED_STATES.map((state) => `'${state}'`).join(', ');

const IN_HAND = `profiles.need n, unnest(array[n.owner_person_id, n.adviser_person_id, n.cover_person_id]) p`;

/** Assigned to a school is who has one of its needs in hand. A fact for decisions, told without one. */
export async function assignedToSchool(tx: Tx, urn: SchoolUrn): Promise<readonly string[]> {
  const rows = await tx.query<{ person: string }>(
    `select distinct p as person from ${IN_HAND}
     where ${inArea(tx, 'n')} and n.urn = $1 and n.state not in (${CLOSED}) and p is not null`,
    [urn],
  );
  return rows.map(({ person }) => person);
}

/** The same, asked the other way: the schools that a person has in hand. */
export async function schoolsAssignedTo(tx: Tx, person: string): Promise<readonly SchoolUrn[]> {
  const rows = await tx.query<{ urn: SchoolUrn }>(
    `select distinct n.urn from ${IN_HAND} where ${inArea(tx, 'n')} and p::text = $1 and n.state not in (${CLOSED}) order by n.urn`,
    [person],
  );
  return rows.map(({ urn }) => urn);
}
