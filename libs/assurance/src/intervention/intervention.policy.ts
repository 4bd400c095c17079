import type { FactColumns, Resource, SchoolUrn } from '@app/kernel';

export interface InterventionParties {
  readonly schoolUrn: string;
  readonly schoolUrns: readonly string[];
}

/**
 * What a decision may know of an intervention: the case it is part of.
 *
 * @param assigned who has the case in hand today.
 */
export function interventionResource(
  { schoolUrn, schoolUrns }: InterventionParties,
  assigned: readonly string[],
): Resource {
  return { school: schoolUrn as SchoolUrn, schools: schoolUrns as SchoolUrn[], assigned };
}

/** The case as it is looked after now. */
export const INTERVENTION_TABLES = `assurance.intervention i
  join profiles.need n on n.area_id = i.area_id and n.id = i.need_id`;

const fromPairings = (column: string): string =>
  `array(select p.${column} from brokerage.pairing p where p.area_id = n.area_id and p.need_id = n.id)`;

/** Who has the need in hand, and who looks after a pairing that it led to. */
export const CASE_ASSIGNED = `(array_remove(array[n.owner_person_id, n.adviser_person_id, n.cover_person_id], null)
  || ${fromPairings('gardener_person_id')})`;

/** A school that came to support it since is one of its schools. */
export const INTERVENTION_SCHOOLS = `(i.school_urns || ${fromPairings('supporter_urn')})`;

/** The same facts as columns of `INTERVENTION_TABLES`: a list holds exactly what asking for one would give. */
export const INTERVENTION_COLUMNS: FactColumns = {
  school: 'i.school_urn',
  schools: INTERVENTION_SCHOOLS,
  assigned: CASE_ASSIGNED,
};
