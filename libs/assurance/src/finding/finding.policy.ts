import type { FactColumns, Resource, SchoolUrn } from '@app/kernel';

export interface FindingParties {
  readonly schoolUrn: string | null;
  readonly schoolUrns: readonly string[];
  readonly openedBy: string | null;
  readonly answeredBy: string | null;
}

/**
 * What a decision may know of a finding: the case it is about, and who did its earlier steps.
 *
 * @param assigned who has the case in hand today, or asked for the run.
 */
export function findingResource(finding: FindingParties, assigned: readonly string[]): Resource {
  const doers = (person: string | null): string[] => (person === null ? [] : [person]);
  return {
    ...(finding.schoolUrn === null ? {} : { school: finding.schoolUrn as SchoolUrn }),
    schools: finding.schoolUrns as SchoolUrn[],
    assigned,
    actsBy: { 'finding.open': doers(finding.openedBy), 'finding.answer': doers(finding.answeredBy) },
  };
}

/** The case of a finding as it is looked after now: a case that changed hands is answered by its new holder. */
export const FINDING_TABLES = `assurance.finding f
  left join profiles.need n on n.area_id = f.area_id and n.id = f.need_id
  left join assurance.intervention v on v.area_id = f.area_id and v.id = f.intervention_id
  left join brokerage.pairing g on g.area_id = f.area_id and g.id = coalesce(f.pairing_id, v.pairing_id)
  left join brokerage.match_run r on r.area_id = f.area_id and r.id = f.run_id`;

export const ASSIGNED =
  'array_remove(array[g.gardener_person_id, n.owner_person_id, n.adviser_person_id, n.cover_person_id, r.requested_by], null)';

/** The same facts as columns of `FINDING_TABLES`: a list holds exactly what asking for one would give. */
export const FINDING_COLUMNS: FactColumns = {
  school: 'f.school_urn',
  schools: 'f.school_urns',
  assigned: ASSIGNED,
  actsBy: {
    'finding.open': 'array[f.opened_by]',
    'finding.answer': 'array_remove(array[f.answered_by], null)',
  },
};
