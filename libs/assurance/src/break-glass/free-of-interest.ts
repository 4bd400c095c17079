import type { LocalDate, PersonId, SchoolUrn } from '@app/kernel';
import type { People } from '@app/identity';
import type { Tx } from '@app/platform';

/** Chairs, or Board members, with no interest in the school: of an opening of it, nobody else of them may know. */
export async function freeOfInterest(
  tx: Tx,
  people: People,
  role: 'chair' | 'board',
  urn: string,
  today: LocalDate,
): Promise<PersonId[]> {
  const free: PersonId[] = [];
  for (const { id } of await people.inPost(tx, role, today, true))
    if (!(await people.hasInterest(tx, id, [urn as SchoolUrn], today))) free.push(id);
  return free;
}
