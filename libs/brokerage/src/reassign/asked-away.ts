import { NotAllowed, type NeedId, type PersonId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { NeedCase } from '@app/profiles';

/** Those whom the school of a need does not want for it any more. */
export async function askedAway(tx: Tx, need: NeedId): Promise<readonly PersonId[]> {
  const rows = await tx.query<{ id: PersonId }>(
    `select from_person_id as id from brokerage.broker_change where ${inArea(tx)} and need_id = $1`,
    [need],
  );
  return rows.map(({ id }) => id);
}

type Owned = Pick<NeedCase, 'id' | 'owner'>;

/** What any broker of the area may do about a need, except these, unless the chair gave it back to them. @throws NotAllowed */
export async function requireNotAskedAway(tx: Tx, { id: need, owner }: Owned): Promise<void> {
  if (owner !== tx.actor.id && (await askedAway(tx, need)).some((id) => id === tx.actor.id))
    throw new NotAllowed('ASKED_AWAY', 'The school asked for another broker, who decides about it now.');
}
