import type { AreaSchoolLine, SheetToWrite } from '@app/schools';

const HEADINGS = ['URN', 'Name', 'Status', 'Phase', 'Key stages', 'Setting', 'District', 'Town', 'Trust'];

export function schoolsList(schools: readonly AreaSchoolLine[]): SheetToWrite {
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
  return { name: 'Schools', headings: HEADINGS, rows };
}

export function trustInWords({ trust, trustKnown }: AreaSchoolLine): string {
  return trust ?? (trustKnown ? '' : 'not known');
}
