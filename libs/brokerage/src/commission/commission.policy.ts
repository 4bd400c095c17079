import { NotAllowed, type FactColumns, type Resource, type SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import type { CommissionState } from './commission.lifecycle.js';

export interface CommissionParties {
  readonly askerUrn: string;
  readonly state: CommissionState;
  readonly writtenBy: readonly string[];
}

/**
 * What a decision may know of a commission. A draft waits for a second person; whoever wrote any of it is not that person.
 *
 * @param assigned who has its need in hand, also after it is met.
 */
export function commissionResource(
  { askerUrn, state, writtenBy }: CommissionParties,
  assigned: readonly string[],
): Resource {
  const school = askerUrn as SchoolUrn;
  return {
    ...{ school, schools: [school], assigned, pending: state === 'drafted' },
    actsBy: { 'commission.draft': writtenBy },
  };
}

export const COMMISSION_TABLES = `brokerage.commission c
  join profiles.need n on n.area_id = c.area_id and n.id = c.need_id`;

export const HAS_NEED =
  'array_remove(array[n.owner_person_id, n.adviser_person_id, n.cover_person_id], null)';

/** The same facts as columns of `COMMISSION_TABLES`: a list holds exactly what asking for one would give. */
export const COMMISSION_COLUMNS: FactColumns = {
  school: 'c.asker_urn',
  schools: 'array[c.asker_urn]',
  assigned: HAS_NEED,
  pending: `c.state = 'drafted'`,
  actsBy: { 'commission.draft': 'c.written_by' },
};

export const PAID_BY_SUPPLIER =
  'You have said that you are paid by this supplier, so somebody else decides about it.';

/** Paid work for the supplier is an interest. */
export async function isPaidBy(tx: Tx, person: string, supplier: string | null): Promise<boolean> {
  if (supplier === null) return false;
  const [row] = await tx.query<{ paid: boolean }>('select identity.is_paid_by($1, $2) as paid', [
    person,
    supplier,
  ]);
  return row?.paid === true;
}

/** @throws NotAllowed INTERESTED */
export async function requireNotPaidBy(tx: Tx, supplier: string | null): Promise<void> {
  if (await isPaidBy(tx, tx.actor.id, supplier)) throw new NotAllowed('INTERESTED', PAID_BY_SUPPLIER);
}
