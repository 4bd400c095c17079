import { NATIONAL_LIMITS, type TableKind } from '../csv/table-kind.js';

/**
 * The school register as Get Information about Schools publishes it, in any of its forms: 33 columns (state-funded
 * extract), 34 (academies), 111 (website download), 139 (all data). The extracts are Windows-1252, the download UTF-8.
 */
export const REGISTER: TableKind = {
  says: 'school register',
  required: [
    'URN',
    'EstablishmentName',
    ['EstablishmentStatus (name)', 'EstablishmentStatus (code)'],
    'LA (code)',
    ['TypeOfEstablishment (name)', 'TypeOfEstablishment (code)'],
  ],
  windows1252: true,
  // The published files carry a few letters that were lost before they were published; none of them in a name or code.
  damagedCells: 'read_as_blank',
  openEnded: 'Linked establishments',
  ...NATIONAL_LIMITS,
};

/** Columns that become fields of their own, or that nobody here may keep: persons' names and their direct numbers. */
export const NOT_KEPT_AS_PUBLISHED: ReadonlySet<string> = new Set([
  'URN',
  'LA (code)',
  'EstablishmentNumber',
  'LAESTAB',
  'EstablishmentName',
  'TypeOfEstablishment (code)',
  'TypeOfEstablishment (name)',
  'EstablishmentTypeGroup (name)',
  'EstablishmentStatus (code)',
  'EstablishmentStatus (name)',
  'OpenDate',
  'CloseDate',
  'PhaseOfEducation (code)',
  'PhaseOfEducation (name)',
  'StatutoryLowAge',
  'StatutoryHighAge',
  'Boarders (name)',
  'OfficialSixthForm (name)',
  'Gender (name)',
  'TrustSchoolFlag (name)',
  'Trusts (code)',
  'Trusts (name)',
  'Federations (code)',
  'Federations (name)',
  'Diocese (name)',
  'UKPRN',
  'Town',
  'Postcode',
  'SchoolWebsite',
  'DistrictAdministrative (code)',
  'DistrictAdministrative (name)',
  'Easting',
  'Northing',
  'SchoolCapacity',
  'NumberOfPupils',
  'PercentageFSM',
  // Persons
  'HeadTitle (name)',
  'HeadFirstName',
  'HeadLastName',
  'HeadPreferredJobTitle',
  'PropsName',
  'TelephoneNum',
  'FaxNum',
]);
