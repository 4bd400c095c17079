import { keyStagesServed } from './key-stages.js';
import type { RegisterSchool } from './register-school.js';

/** Columns that a field comes from. A field stays as it was only where the file has none of them. */
const COLUMNS: readonly (readonly [
  headings: readonly string[],
  fields: readonly (keyof RegisterSchool)[],
])[] = [
  [['EstablishmentNumber', 'LAESTAB'], ['laestab']],
  [['UKPRN'], ['ukprn']],
  [['EstablishmentTypeGroup (name)'], ['typeGroup']],
  [
    ['PhaseOfEducation (code)', 'PhaseOfEducation (name)'],
    ['phaseCode', 'phase'],
  ],
  [
    ['StatutoryLowAge', 'StatutoryHighAge'],
    ['lowAge', 'highAge'],
  ],
  [['Boarders (name)'], ['boarders']],
  [['Gender (name)'], ['gender']],
  [['OfficialSixthForm (name)'], ['sixthForm']],
  [
    ['TrustSchoolFlag (name)', 'Trusts (code)', 'Trusts (name)'],
    ['trustFlag', 'trustCode', 'trustName', 'trustKnown'],
  ],
  [
    ['Federations (code)', 'Federations (name)'],
    ['federationCode', 'federationName'],
  ],
  [['Diocese (name)'], ['diocese']],
  [['Postcode'], ['postcode']],
  [['Town'], ['town']],
  [
    ['DistrictAdministrative (code)', 'DistrictAdministrative (name)'],
    ['districtCode', 'districtName'],
  ],
  [
    ['Easting', 'Northing'],
    ['easting', 'northing'],
  ],
  [['SchoolCapacity'], ['capacity']],
  [['NumberOfPupils'], ['roll']],
  [['PercentageFSM'], ['fsmPercent']],
  [['OpenDate'], ['openedOn']],
  [['CloseDate'], ['closedOn']],
  [['SchoolWebsite'], ['website']],
];

/**
 * A school from a form of the register with fewer columns than the one before: what the file cannot say stays as it was,
 * so that the 33-column extract does not wipe out every easting. What it leaves blank in a column it has is blank.
 */
export function carryForward(
  now: RegisterSchool,
  before: RegisterSchool,
  headings: ReadonlySet<string>,
): RegisterSchool {
  const kept = COLUMNS.filter(([columns]) => !columns.some((column) => headings.has(column)))
    .flatMap(([, fields]) => fields)
    .map((field) => [field, before[field]] as const);
  const unsaid = Object.entries(before.published).filter(([heading]) => !headings.has(heading));
  const school: RegisterSchool = {
    ...now,
    ...Object.fromEntries(kept),
    published: { ...Object.fromEntries(unsaid), ...now.published },
  };
  return { ...school, keyStages: keyStagesServed(school) };
}
