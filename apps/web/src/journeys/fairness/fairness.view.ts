import type { FairnessView, GroupDays } from '@app/assurance';
import { academicYearFrom, academicYearOf, localDateOf } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { countInWords, halfDaysInWords, poundsInWords } from '../../layout/words.js';
import { fairnessFigure } from './fairness-figure.js';

const COLUMNS = ['asked', 'received', 'declared', 'given'] as const;
/** A spreadsheet counts in half-days, whole numbers; a page writes days. */
const HEADINGS = ['asked for', 'promised to', 'could give', 'promised by'] as const;
/** How many years back can be chosen, this one included. */
const YEARS = 5;

export function fairnessView(found: FairnessView): object {
  const { total, byDistrict, byPhase, shoulders, neverAsked, spending } = found;
  const sentence = sentenceOf(found);
  return {
    title: 'Fairness and value',
    ...{ year: found.year, years: yearsTo(found), checkedAt: found.checkedAt, smallest: found.smallest },
    figure: { sentence, svg: fairnessFigure(byDistrict, sentence, 'fairness') },
    headings: HEADINGS.map((each) => each.replace(/^./, (first) => first.toUpperCase())),
    tables: [
      { name: 'By district', rows: [...byDistrict.map(lineOf), totalOf(byDistrict, total)] },
      { name: 'By phase', rows: [...byPhase.map(phaseOf).map(lineOf), totalOf(byPhase, total)] },
    ],
    shoulders:
      shoulders &&
      `${countInWords(shoulders.givers, 'school gives', 'schools give')} help. Half of all days promised comes from ${countInWords(shoulders.forHalf, 'school', 'schools')}.`,
    neverAsked: {
      sentence: `${countInWords(neverAsked.length, 'school says that it could help and has', 'schools say that they could help and have')} not been asked in ${found.year}.`,
      schools: neverAsked.map((each) => ({ ...each, days: halfDaysInWords(each.declared) })),
    },
    spending: spending && spendingOf(spending),
    downloads: downloadsOf('/fairness', { year: found.year }),
  };
}

function sentenceOf({ year, total }: FairnessView): string {
  if (total === null) return `The area has too few schools for its totals of ${year} to be shown.`;
  if (total.asked === 0 && total.received === 0)
    return `In ${year} no school has asked for days, and none are promised.`;
  return `In ${year} schools asked for ${halfDaysInWords(total.asked)} and were promised ${halfDaysInWords(total.received)}. Schools could give ${halfDaysInWords(total.declared)}.`;
}

function yearsTo({ year, checkedAt }: FairnessView): object[] {
  const now = Number(academicYearOf(localDateOf(checkedAt)).slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, back) => academicYearFrom(now - back));
  return (years.includes(year) ? years : [year, ...years]).map((each) => ({
    ...{ value: each, text: each, selected: each === year },
  }));
}

function lineOf({ group, schools, days }: GroupDays): object {
  return {
    ...{ group, schools },
    cells: days ? COLUMNS.map((each) => halfDaysInWords(days[each])) : null,
  };
}

/** The register has no phase for special schools, alternative provision and pupil referral units. */
function phaseOf(row: GroupDays): GroupDays {
  return row.group === 'Not applicable' ? { ...row, group: 'Special and alternative' } : row;
}

function totalOf(groups: readonly GroupDays[], total: FairnessView['total']): object {
  const schools = groups.reduce((sum, each) => sum + each.schools, 0);
  return lineOf({ group: 'All schools', schools, days: total });
}

function spendingOf({ pairings, halfDays, pence }: NonNullable<FairnessView['spending']>): string {
  const perDay = halfDays === 0 ? 0 : Math.round((pence * 2) / halfDays);
  const what = countInWords(pairings, 'pairing', 'pairings');
  if (pence === 0) return `${what} that began, ${halfDaysInWords(halfDays)} in all, cost the area nothing.`;
  return `${what} that began cost the area ${poundsInWords(pence)} for ${halfDaysInWords(halfDays)}: ${poundsInWords(perDay)} a day.`;
}

export function fairnessList({ byDistrict, byPhase, total }: FairnessView): SheetToWrite {
  const rowsOf = (by: string, groups: readonly GroupDays[]): string[][] =>
    groups.map(({ group, schools, days }) => [
      ...[by, group, String(schools)],
      ...COLUMNS.map((each) => (days ? String(days[each]) : 'hidden')),
    ]);
  const schools = byDistrict.reduce((sum, each) => sum + each.schools, 0);
  return {
    name: 'Fairness',
    headings: ['By', 'Group', 'Schools', ...HEADINGS.map((each) => `Half-days ${each}`)],
    rows: [
      ...rowsOf('District', byDistrict),
      ...rowsOf('Phase', byPhase),
      ...rowsOf('All', [{ group: 'All schools', schools, days: total }]),
    ],
  };
}
