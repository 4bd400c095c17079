import type { AreaSchoolLine } from '@app/schools';
import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet would run as a formula, also behind apostrophes that somebody put before it. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

const HEADINGS = ['URN', 'Name', 'Status', 'Phase', 'Key stages', 'Setting', 'District', 'Town', 'Trust'];

/** UTF-8 with its mark, so that spreadsheets read it as what it is. */
export function schoolsCsv(schools: readonly AreaSchoolLine[]): Buffer {
  const rows = schools.map((school) => [
    school.urn,
    school.name,
    school.status,
    school.phase ?? '',
    school.keyStages.join(' '),
    school.setting,
    school.district ?? '',
    school.town ?? '',
    trustInWords(school),
  ]);
  const text = stringify([HEADINGS, ...rows.map((row) => row.map(guarded))], {
    bom: true,
    record_delimiter: 'windows',
  });
  return Buffer.from(text, 'utf8');
}

export function trustInWords({ trust, trustKnown }: AreaSchoolLine): string {
  return trust ?? (trustKnown ? '' : 'not known');
}
