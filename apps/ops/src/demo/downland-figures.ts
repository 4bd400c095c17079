import { addDays, type LocalDate } from '@app/kernel';
import { DOWNLAND_SCHOOLS, type DemoSchool } from './downland-schools.js';

export interface FiguresFile {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** The year in which the latest school year ended whose figures are published by then: seven months later. */
export function publishedBy(day: LocalDate): number {
  const before = addDays(day, -212);
  return Number(before.slice(0, 4)) - (before.slice(5) > '08-31' ? 0 : 1);
}

/** Schools that visitors come as: what they are to show is written below, and their other figures are in the middle. */
const SHOWN: readonly string[] = ['990005', '990013'];
const around = ({ urn }: DemoSchool, step: number, size: number): number =>
  SHOWN.includes(urn) ? 0 : (((Number(urn) * step) % 11) - 5) * size;
const oneDecimal = (value: number): string => value.toFixed(1);

const MAINSTREAM = DOWNLAND_SCHOOLS.filter(({ phase }) => phase !== 'Not applicable');
const SECONDARY = MAINSTREAM.filter(({ phase }) => phase !== 'Primary');
const yearGroup = ({ roll, sixthForm }: DemoSchool): number => Math.round(roll / (sixthForm ? 6.2 : 5));

/** What describes the pupils: by these it is known which schools are similar. */
export function contextFile(ended: number): FiguresFile {
  const rows = SECONDARY.map((school) => {
    const [pupils, disadvantaged] = [yearGroup(school), school.fsm ?? 20];
    const poor = Math.round((pupils * disadvantaged) / 100);
    const percents = [
      disadvantaged,
      8 + around(school, 5, 0.9),
      93 + around(school, 3, 0.6),
      2.6 + around(school, 7, 0.2),
    ];
    return [
      ...[`${String(ended - 1)}${String(ended % 100)}`, school.urn, school.roll, pupils],
      ...[oneDecimal(104 + around(school, 4, 0.3) - disadvantaged / 20), Math.round(pupils / 5)],
      ...[pupils - 2 * Math.round(pupils / 5), Math.round(pupils / 5), poor, pupils - poor],
      ...percents.map(oneDecimal),
      ...[oneDecimal(12 + around(school, 2, 0.7)), oneDecimal(-14 + around(school, 6, 0.8))],
    ];
  });
  return file(`ks4_school_info_${String(ended)}.csv`, [
    'time_period,school_urn,t_allks_pupils,t_pupils,avg_ks2_scaledscore,t_prior_lo,t_prior_av,t_prior_hi,' +
      't_disadvantaged,t_not_disadvantaged,pt_disadvantaged,pt_language_not_english,pt_not_mobile,pt_sen_with_ehcp,' +
      'pt_sen_no_ehcp,diffn_att8',
    ...rows.map(String),
  ]);
}

/** Two stand apart, one on either side: Eastmarsh Academy and Marlowe School. One school's figure is hidden. */
const PERSISTENT: Readonly<Record<string, string>> = { '990005': '33.4', '990013': '14.8', '990025': 'SUPP' };

export function absenceFile(ended: number): FiguresFile {
  const rows = MAINSTREAM.map((school) => {
    const { urn, phase } = school;
    const primary = phase === 'Primary' ? 0.6 : 1;
    const overall = oneDecimal((8.1 + around(school, 3, 0.12)) * primary);
    return [
      '999',
      urn.slice(2),
      urn,
      overall,
      PERSISTENT[urn] ?? oneDecimal((23.5 + around(school, 5, 0.7)) * primary),
    ];
  });
  const name = `absence_${String(ended - 1)}-${String(ended)}.csv`;
  return file(name, ['LA,ESTAB,URN,PERCTOT,PPERSABS10', ...rows.map(String)]);
}

/** Nobody's progress is published for these years. Eastmarsh Academy's attainment stands apart. */
export function keyStage4File(ended: number): FiguresFile {
  const rows = SECONDARY.map((school, at) => {
    const { urn } = school;
    const attainment = urn === '990005' ? '37.2' : oneDecimal(45.5 + around(school, 7, 0.6));
    const basics = `${String(44 + Math.round(around(school, 2, 1.2)))}%`;
    const entered = `${String(40 + at)}%`;
    return [
      '1',
      urn,
      'NP',
      attainment,
      basics,
      entered,
      (4 + around(school, 9, 0.06)).toFixed(2),
      yearGroup(school),
    ];
  });
  return file(`ks4_${String(ended)}.csv`, [
    'RECTYPE,URN,P8MEA,ATT8SCR,PTL2BASICS_95,PTEBACC_E_PTQ_EE,EBACCAPS,TPUP',
    ...rows.map(String),
  ]);
}

const file = (fileName: string, lines: readonly string[]): FiguresFile => ({
  fileName,
  bytes: Buffer.from(lines.join('\r\n'), 'utf8'),
});
