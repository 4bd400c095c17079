import type { SumOfCells } from '@app/measurement';
import { countDistricts, districtsOf, sumsOfDistricts, wanted } from './count-districts.js';
import {
  countedDays,
  countedRecords,
  idOf,
  referenceOf,
  urnOf,
  type CountedFigure,
} from './counted-figure.js';
import type { FigureKind } from './figure.js';
import type { CountedEvaluation, CountedNeed, CountedPairing, YearRecords } from './year-records.js';

const ALL = 'all';
const NONE = 'none';

/** Every figure of a year, for all together, for each goal, for what belongs to no goal, and for each district. */
export function countFigures(records: YearRecords, goals: readonly string[]): CountedFigure[] {
  const groups = [ALL, ...goals, NONE];
  const inside = (group: string) => (record: { readonly goal: string | null }) =>
    group === ALL || (record.goal ?? NONE) === group;
  return [
    ...groups.flatMap((group) => ofNeeds(group, records.needs.filter(inside(group)))),
    ...groups.flatMap((group) => ofPairings(group, records.pairings.filter(inside(group)))),
    ...groups.flatMap((group) => ofEvaluations(group, records.evaluations.filter(inside(group)))),
    ...ofSchools(records.schools),
    wanted(ALL, records.needs),
    ...countDistricts(records),
  ];
}

/** Every sum over these figures that a reader can know of. @param ids of the figures: they say which districts there are. */
export function sumsOf(goals: readonly string[], ids: readonly string[]): SumOfCells[] {
  const groups = [ALL, ...goals, NONE];
  const across = SUMMED.map((kind) => ({
    whole: idOf(kind, ALL),
    parts: [...goals, NONE].map((group) => idOf(kind, group)),
  }));
  const within = groups.flatMap((group) =>
    WITHIN.map(([whole, ...parts]) => ({
      whole: idOf(whole, group),
      parts: parts.map((kind) => idOf(kind, group)),
    })),
  );
  const ofSchool = { whole: 'schools-all', parts: ['linked-all', 'unlinked-all'] };
  return [...across, ...within, ofSchool, ...sumsOfDistricts(districtsOf(ids))];
}

const WITHIN: readonly (readonly [FigureKind, ...FigureKind[]])[] = [
  ['asked', 'going_on', 'met', 'ended'],
  ['met', 'met_inside', 'met_outside'],
  ['begun', 'working', 'closed'],
  ['closed', 'closed_met', 'closed_part_met', 'closed_not_met', 'closed_early'],
  ['measured', 'measured_later', 'measured_not_yet'],
];
const SUMMED = [...new Set<FigureKind>([...WITHIN.flat(), 'promised', 'delivered'])];

function ofNeeds(group: string, needs: readonly CountedNeed[]): CountedFigure[] {
  const count = (kind: FigureKind, ...stands: CountedNeed['stands'][]): CountedFigure =>
    countedRecords(
      kind,
      group,
      'need',
      needs.filter((need) => stands.includes(need.stands)),
      referenceOf,
      urnOf,
    );
  return [
    count('asked', 'going_on', 'met_inside', 'met_outside', 'ended'),
    count('going_on', 'going_on'),
    count('met', 'met_inside', 'met_outside'),
    count('met_inside', 'met_inside'),
    count('met_outside', 'met_outside'),
    count('ended', 'ended'),
    ...waited(group, needs),
  ];
}

/** A median of nothing is no figure. */
function waited(group: string, needs: readonly CountedNeed[]): CountedFigure[] {
  const rows = needs.filter(({ waited: days }) => days !== null);
  const days = rows.map((need) => need.waited ?? 0).toSorted((a, b) => a - b);
  if (days.length === 0) return [];
  const [low, high] = [days[Math.floor((days.length - 1) / 2)] ?? 0, days[Math.floor(days.length / 2)] ?? 0];
  const { figure, schools } = countedRecords('waited', group, 'need', rows, referenceOf, urnOf);
  return [
    {
      ...{ figure: { ...figure, unit: 'working_days', value: (low + high) / 2 }, schools },
      rows: rows.map((need) => ({
        record: need.reference,
        amount: need.waited ?? 0,
        schools: [need.urn],
      })),
    },
  ];
}

function ofPairings(group: string, pairings: readonly CountedPairing[]): CountedFigure[] {
  const among = (kind: FigureKind, rows: readonly CountedPairing[]): CountedFigure =>
    countedRecords(kind, group, 'pairing', rows, referenceOf, ({ asker }) => asker);
  const by = (kind: FigureKind, stands: CountedPairing['stands']): CountedFigure =>
    among(
      kind,
      pairings.filter((each) => each.stands === stands),
    );
  const days = (kind: 'promised' | 'delivered'): CountedFigure => countedDays(kind, group, pairings);
  return [
    among('begun', pairings),
    by('working', 'going_on'),
    among(
      'closed',
      pairings.filter(({ stands }) => stands !== 'going_on'),
    ),
    by('closed_met', 'met'),
    by('closed_part_met', 'part_met'),
    by('closed_not_met', 'not_met'),
    by('closed_early', 'ended_early'),
    days('promised'),
    days('delivered'),
  ];
}

function ofEvaluations(group: string, evaluations: readonly CountedEvaluation[]): CountedFigure[] {
  const count = (kind: FigureKind, rows: readonly CountedEvaluation[]): CountedFigure =>
    countedRecords(kind, group, 'pairing', rows, ({ pairing }) => pairing, urnOf);
  return [
    count('measured', evaluations),
    count(
      'measured_later',
      evaluations.filter(({ later }) => later),
    ),
    count(
      'measured_not_yet',
      evaluations.filter(({ later }) => !later),
    ),
  ];
}

function ofSchools(schools: YearRecords['schools']): CountedFigure[] {
  const count = (kind: FigureKind, rows: YearRecords['schools']): CountedFigure =>
    countedRecords(kind, ALL, 'school', rows, urnOf, urnOf);
  return [
    count('schools', schools),
    count(
      'linked',
      schools.filter(({ linked }) => linked),
    ),
    count(
      'unlinked',
      schools.filter(({ linked }) => !linked),
    ),
  ];
}
