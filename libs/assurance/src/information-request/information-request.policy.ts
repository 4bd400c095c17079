import type { FactColumns, Resource, SchoolUrn } from '@app/kernel';

export interface InformationParties {
  /** Schools that the request touches: each one's head reads it, is told first and may comment. */
  readonly touches: readonly string[];
  /** Whoever answered for a kind of record, wrote the answer or told the heads. */
  readonly preparedBy: readonly string[];
}

/** What a decision may know of an information request: whose school it touches, and who prepared the answer. */
export function informationResource({ touches, preparedBy }: InformationParties): Resource {
  return { touches: touches as SchoolUrn[], actsBy: { 'foi.prepare': preparedBy } };
}

export const TOUCHES = `array(select s.urn from assurance.information_school s
  where s.area_id = f.area_id and s.request_id = f.id order by s.urn)`;

/** The same facts as columns of `assurance.information_request f`: a list holds exactly what asking for one would give. */
export const INFORMATION_COLUMNS: FactColumns = {
  touches: TOUCHES,
  actsBy: { 'foi.prepare': 'f.prepared_by' },
};
