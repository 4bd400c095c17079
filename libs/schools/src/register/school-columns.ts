import type { RegisterSchool } from './register-school.js';

interface StoredColumn {
  readonly field: keyof RegisterSchool;
  readonly column: string;
  readonly type: 'text' | 'int' | 'boolean' | 'date' | 'text[]' | 'jsonb';
}

/** Where each field of a school is stored. The compiler holds it complete: a new field has no way round it. */
const STORED: { readonly [Field in keyof RegisterSchool]: readonly [string, StoredColumn['type']] } = {
  urn: ['urn', 'text'],
  laCode: ['la_code', 'text'],
  laestab: ['laestab', 'text'],
  ukprn: ['ukprn', 'text'],
  name: ['name', 'text'],
  typeCode: ['type_code', 'text'],
  typeName: ['type_name', 'text'],
  typeGroup: ['type_group', 'text'],
  status: ['status', 'text'],
  phaseCode: ['phase_code', 'text'],
  phase: ['phase', 'text'],
  lowAge: ['low_age', 'int'],
  highAge: ['high_age', 'int'],
  keyStages: ['key_stages', 'text[]'],
  setting: ['setting', 'text'],
  boarders: ['boarders', 'text'],
  gender: ['gender', 'text'],
  sixthForm: ['sixth_form', 'text'],
  trustFlag: ['trust_flag', 'text'],
  trustCode: ['trust_code', 'text'],
  trustName: ['trust_name', 'text'],
  trustKnown: ['trust_known', 'boolean'],
  federationCode: ['federation_code', 'text'],
  federationName: ['federation_name', 'text'],
  diocese: ['diocese', 'text'],
  postcode: ['postcode', 'text'],
  town: ['town', 'text'],
  districtCode: ['district_code', 'text'],
  districtName: ['district_name', 'text'],
  easting: ['easting', 'int'],
  northing: ['northing', 'int'],
  capacity: ['capacity', 'int'],
  roll: ['roll', 'int'],
  fsmPercent: ['fsm', 'jsonb'],
  openedOn: ['opened_on', 'date'],
  closedOn: ['closed_on', 'date'],
  website: ['website', 'text'],
  published: ['published', 'jsonb'],
};

const COLUMNS = (Object.keys(STORED) as (keyof RegisterSchool)[]).map((field): StoredColumn => {
  const [column, type] = STORED[field];
  return { field, column, type };
});

/** The select list that gives back schools as `RegisterSchool`. */
export const SCHOOL_FIELDS = COLUMNS.map(({ field, column, type }) =>
  type === 'date' ? `to_char(s.${column}, 'YYYY-MM-DD') as "${field}"` : `s.${column} as "${field}"`,
).join(', ');

const names = COLUMNS.map(({ column }) => column);

/** Many schools at once, new or changed: $1 is a JSON array of `RegisterSchool`, $2 the import. */
export const UPSERT_SCHOOLS = `
  insert into schools.school (${names.join(', ')}, import_id)
  select ${COLUMNS.map(({ field }) => `r."${field}"`).join(', ')}, $2::uuid
  from jsonb_to_recordset($1::jsonb) as r (${COLUMNS.map(({ field, type }) => `"${field}" ${type}`).join(', ')})
  on conflict (urn) do update set (${names.join(', ')}, import_id) =
    (${names.map((name) => `excluded.${name}`).join(', ')}, excluded.import_id)
  returning 1`;
