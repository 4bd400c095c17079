import { stringify } from 'csv-stringify/sync';
import { DOWNLAND_SCHOOLS, TRUSTS, type DemoSchool } from './downland-schools.js';

export const DOWNLAND_LA = '999';

/** The county's schools as the official register would publish them, so that the seed comes in by the same door. */
export function downlandRegister(): Buffer {
  const rows = DOWNLAND_SCHOOLS.map(rowOf);
  return Buffer.from(stringify(rows, { header: true, quoted: true }), 'utf8');
}

const TYPES: Readonly<Record<DemoSchool['kind'], readonly [code: string, name: string, group: string]>> = {
  academy: ['34', 'Academy converter', 'Academies'],
  maintained: ['01', 'Community school', 'Local authority maintained schools'],
  special: ['07', 'Community special school', 'Special schools'],
  pupil_referral_unit: ['14', 'Pupil referral unit', 'Local authority maintained schools'],
};

function rowOf(school: DemoSchool): Record<string, string> {
  const [typeCode, typeName, typeGroup] = TYPES[school.kind];
  const trust = school.trust === null || school.trust === 'unknown' ? null : TRUSTS[school.trust];
  return {
    URN: school.urn,
    'LA (code)': DOWNLAND_LA,
    'LA (name)': 'Downland',
    EstablishmentNumber: school.urn.slice(2),
    EstablishmentName: school.name,
    'TypeOfEstablishment (code)': typeCode,
    'TypeOfEstablishment (name)': typeName,
    'EstablishmentTypeGroup (name)': typeGroup,
    'EstablishmentStatus (name)': school.status ?? 'Open',
    OpenDate: '01-09-2009',
    CloseDate: '',
    'PhaseOfEducation (name)': school.phase,
    StatutoryLowAge: String(school.ages[0]),
    StatutoryHighAge: String(school.ages[1]),
    'OfficialSixthForm (name)': school.sixthForm ? 'Has a sixth form' : 'Does not have a sixth form',
    'Gender (name)': 'Mixed',
    SchoolCapacity: String(school.capacity),
    NumberOfPupils: String(school.roll),
    PercentageFSM: school.fsm === null ? 'SUPP' : school.fsm.toFixed(1),
    'TrustSchoolFlag (name)': trust ? 'Supported by a multi-academy trust' : 'Not applicable',
    'Trusts (code)': trust?.code ?? '',
    'Trusts (name)': trust?.name ?? '',
    'DistrictAdministrative (name)': school.district,
    Town: school.town,
    Postcode: '',
    Easting: String(school.at[0]),
    Northing: String(school.at[1]),
  };
}
