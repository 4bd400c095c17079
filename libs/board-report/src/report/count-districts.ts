import type { SumOfCells } from '@app/measurement';
import {
  countedDays,
  countedRecords,
  idOf,
  referenceOf,
  urnOf,
  type CountedFigure,
} from './counted-figure.js';
import type { FigureKind } from './figure.js';
import type { CountedNeed, YearRecords } from './year-records.js';

/** Before the name of a district in the id of a figure: no goal begins so. */
const DISTRICT = '@';

export const groupOfDistrict = (name: string): string => DISTRICT + name;

/** What a district has figures of. */
export const DISTRICT_KINDS = [
  'schools',
  'linked',
  'unlinked',
  'asked',
  'wanted',
  'promised',
] as const satisfies readonly FigureKind[];

/** Every figure of a year by district: of requests, pairings and days that of the school which asked. */
export function countDistricts({ needs, pairings, schools }: YearRecords): CountedFigure[] {
  const names = [...needs, ...pairings, ...schools].map(({ district }) => district);
  return [...new Set(names)].toSorted().flatMap((name) => {
    const group = groupOfDistrict(name);
    const inside = <Row extends { readonly district: string }>(rows: readonly Row[]): Row[] =>
      rows.filter(({ district }) => district === name);
    const here = inside(schools);
    const count = (kind: FigureKind, linked: readonly boolean[]): CountedFigure => {
      const rows = here.filter((each) => linked.includes(each.linked));
      return countedRecords(kind, group, 'school', rows, urnOf, urnOf);
    };
    return [
      ...[count('schools', [true, false]), count('linked', [true]), count('unlinked', [false])],
      countedRecords('asked', group, 'need', inside(needs), referenceOf, urnOf),
      wanted(group, inside(needs)),
      countedDays('promised', group, inside(pairings)),
    ];
  });
}

/** Half-days that requests want, for each partner that they want. */
export function wanted(group: string, needs: readonly CountedNeed[]): CountedFigure {
  const rows = needs.filter((need) => need.wanted > 0);
  const { figure, schools } = countedRecords('wanted', group, 'need', rows, referenceOf, urnOf);
  return {
    figure: { ...figure, unit: 'half_days', value: rows.reduce((sum, need) => sum + need.wanted, 0) },
    ...{
      schools,
      rows: rows.map((need) => ({ record: need.reference, amount: need.wanted, schools: [need.urn] })),
    },
  };
}

/** Districts that these figures are of, by name. */
export function districtsOf(ids: readonly string[]): string[] {
  const names = ids.flatMap((id) => {
    const at = id.indexOf(`-${DISTRICT}`);
    return at < 0 ? [] : [id.slice(at + 2)];
  });
  return [...new Set(names)].toSorted();
}

/** Every sum over the figures of these districts. */
export function sumsOfDistricts(names: readonly string[]): SumOfCells[] {
  if (names.length === 0) return [];
  const groups = names.map(groupOfDistrict);
  return [
    ...DISTRICT_KINDS.map((kind) => ({
      ...{ whole: idOf(kind, 'all'), parts: groups.map((group) => idOf(kind, group)) },
    })),
    ...groups.map((group) => ({
      ...{ whole: idOf('schools', group), parts: [idOf('linked', group), idOf('unlinked', group)] },
    })),
  ];
}
