import type {
  BoardPage,
  Figure,
  FigureRecords,
  MeasureLine,
  MeasureRecords,
  Sentence,
} from '@app/board-report';
import type { AcademicYearId, SchoolUrn } from '@app/kernel';
import { countInWords } from '../../layout/words.js';
import { goalAt, pdfOf, publishedAt, yearsTo } from './board-years.js';
import { adoptionOf, withoutStop } from './goals.view.js';

/** Where what stands on the sheet opens; null where its reader may not go. */
export interface Ways {
  readonly records: (figure: string) => string | null;
  readonly published: (measure: string) => string | null;
  readonly goal: (reference: string) => string | null;
}

export const liveRecords =
  (year: AcademicYearId): Ways['records'] =>
  (id) =>
    `/board/records/${encodeURIComponent(id)}?year=${encodeURIComponent(year)}`;

export function boardView(found: BoardPage): object {
  return {
    ...sheetOf(found, { records: liveRecords(found.year), published: publishedAt, goal: goalAt }),
    ...{ title: 'The Board’s four goals', hasPage: true },
    ...{ years: yearsTo(found.checkedAt, found.year), pdf: pdfOf(found.year) },
  };
}

/** The sheet itself, live or frozen. */
export function sheetOf(found: BoardPage, ways: Ways): object {
  const say = (sentences: readonly Sentence[]): object[] =>
    sentences.map((sentence) => sentence.map((part) => partOf(part, ways.records)));
  return {
    ...{ year: found.year, checkedAt: found.checkedAt, smallest: found.smallest },
    goals: found.goals.map(({ goal, measures, said }) => ({
      ...{ key: goal.key, name: goal.name, wording: withoutStop(goal.wording), said: say(said) },
      adopted: goal.adopted ? { ...adoptionOf(goal.adopted), href: ways.goal(goal.adopted.reference) } : null,
      measures: measures
        .filter(({ here }) => here !== null)
        .map((line) => measureInWords(line, ways.published(line.measure))),
    })),
    ...{ all: say(found.all), noGoal: say(found.none), takingPart: say([found.takingPart])[0] },
    unknown: unknownOf(found),
    somethingHidden: found.somethingHidden,
  };
}

function partOf(part: string | Figure, address: (id: string) => string | null): object {
  if (typeof part === 'string') return { text: part };
  return { text: valueOf(part), href: part.records.length === 0 ? null : address(part.id) };
}

export function valueOf({ value, unit }: Figure): string {
  return String(unit === 'half_days' ? value / 2 : value);
}

/** Below nought with the sign that is read as one, and not as a hyphen. */
function inUnit(value: number, unit: MeasureLine['unit']): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded < 0 ? '−' : ''}${String(Math.abs(rounded))}${unit === 'percent' ? '%' : ''}`;
}

function measureInWords({ says, unit, here, everywhere, source, caveat }: MeasureLine, href: string | null) {
  // An import of this area's schools alone compares them with nobody.
  const beside =
    everywhere && everywhere.schools > (here?.schools ?? 0)
      ? ` All that is published: ${inUnit(everywhere.median, unit)}, ${countInWords(everywhere.schools, 'school', 'schools')}.`
      : ' No wider figures are imported to put beside it.';
  const of = here ? countInWords(here.schools, 'school', 'schools') : '';
  const middle = here ? `the middle school here ${inUnit(here.median, unit)} in ${here.period}, of ` : '';
  return {
    text: [{ text: `${says}: ${middle}` }, { text: of, href }, { text: `.${beside}` }],
    note: `${source}. ${caveat}.`,
  };
}

/** Published figures of schools, each with its school, in the order of their numbers. */
export function publishedView(
  { line, period, schools }: MeasureRecords,
  names: ReadonlyMap<SchoolUrn, string>,
): object {
  return {
    ...{ title: line.says, period, source: line.source, caveat: line.caveat },
    middle: line.here ? inUnit(line.here.median, line.unit) : '',
    schools: schools.map(({ urn, value }) => ({
      ...{ href: `/schools/${urn}`, text: names.get(urn as SchoolUrn) ?? urn },
      value: inUnit(value, line.unit),
    })),
  };
}

/** Goal by goal: what this service does not hold, and what it could hold but has not been given. */
function unknownOf({ goals }: BoardPage): object[] {
  return goals.map(({ goal, measures }) => ({
    goal: goal.name,
    lines: [
      ...measures
        .filter(({ here }) => here === null)
        .map(({ says }) => `${says}: no published figures of enough schools here are imported`),
      ...goal.unknown.map(({ what, why }) => `${what}: ${why}`),
    ],
  }));
}

const LISTS = {
  need: { one: 'request', many: 'requests', href: '/needs/' },
  pairing: { one: 'pairing', many: 'pairings', href: '/pairings/' },
  school: { one: 'school', many: 'schools', href: '/schools/' },
} as const;

export function recordsView(
  { figure, open }: FigureRecords,
  year: AcademicYearId,
  names: ReadonlyMap<SchoolUrn, string>,
  back = { href: `/board?year=${encodeURIComponent(year)}`, text: 'The Board’s four goals' },
): object {
  const { one, many, href } = LISTS[figure.of];
  // How many stand behind days or a median is a count of its own, which this report has not looked at: those who read
  // totals alone are not told.
  const count =
    figure.unit === 'records' || open !== null ? countInWords(figure.records.length, one, many) : null;
  return {
    title: 'Records behind a number',
    ...{ year, value: valueOf(figure), back, count, many },
    records:
      open?.map((record) => ({
        href: href + record,
        text: figure.of === 'school' ? (names.get(record as SchoolUrn) ?? record) : record,
      })) ?? null,
    missing: open !== null && open.length < figure.records.length,
  };
}
