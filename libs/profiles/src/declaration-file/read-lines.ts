import {
  academicYearOf,
  parseAcademicYear,
  parseHalfTerm,
  parseUrn,
  type AcademicYearId,
  type Calendar,
  type HalfTermId,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import type { Problems, ReadSheet, Themes } from '@app/schools';
import { NOT_LED } from '../file/heads-files.js';
import { cellsOf, themeIdOf, wordOf } from '../file/sheet-cells.js';
import { DECLARATION_COLUMNS, HELD, LINES, type DeclarationCells, type Line } from './declaration-sheet.js';

export interface FileLine {
  /** As a spreadsheet counts it. */
  readonly row: number;
  readonly cells: DeclarationCells;
}

/** What a file says of one school's word of one year. */
export interface WordLines {
  readonly urn: SchoolUrn;
  readonly year: AcademicYearId;
  readonly answer: FileLine;
  readonly strengths: readonly FileLine[];
  readonly needs: readonly FileLine[];
}

export interface DaysLine extends FileLine {
  readonly urn: SchoolUrn;
  readonly halfTerm: HalfTermId;
}

export interface LinesWorld {
  readonly own: readonly SchoolUrn[];
  readonly today: LocalDate;
  readonly calendar: Calendar;
  readonly themes: Themes;
}

interface KnownLine extends FileLine {
  readonly urn: SchoolUrn;
  readonly line: Line;
  /** A year, or a half-term of a line of days. */
  readonly when: string;
}

/** The lines of a file by what they are about, words by school and year; what cannot be placed is said and left out. */
export function readLines(
  file: ReadSheet,
  world: LinesWorld,
  problems: Problems,
): { words: WordLines[]; days: DaysLine[] } {
  const known: KnownLine[] = [];
  const seen = new Map<string, number>();
  for (const { line: row, cells } of file.rows) {
    const read = { row, cells: cellsOf(DECLARATION_COLUMNS, file, cells) };
    const line = placed(read, world, problems);
    if (line === null) continue;
    const theme = themeIdOf(read.cells.Theme, world.themes);
    const about = `${line.urn} ${line.line} ${line.when} ${theme}`;
    const twin = seen.get(about);
    seen.set(about, twin ?? row);
    if (twin === undefined) known.push(line);
    else problems.add({ line: row, column: 'Line', message: `Row ${String(twin)} says this already` });
  }
  const days = known.filter(({ line }) => line === 'days');
  return {
    words: wordsOf(
      known.filter(({ line }) => line !== 'days'),
      problems,
    ),
    days: days.map((each) => ({ ...each, halfTerm: each.when as HalfTermId })),
  };
}

function placed(read: FileLine, world: LinesWorld, problems: Problems): KnownLine | null {
  const { row, cells } = read;
  const before = problems.count;
  const say = (column: string, message: string): void => problems.add({ line: row, column, message });
  const line = LINES.find((each) => each === wordOf(cells.Line));
  const urn = parseUrn(cells.URN);
  if (line === undefined) say('Line', `Choose one of: ${LINES.join(', ')}`);
  if (urn === null || !world.own.includes(urn)) say('URN', NOT_LED);
  if (line === undefined || urn === null) return null;
  for (const column of DECLARATION_COLUMNS)
    if (cells[column] !== '' && !['URN', 'Line', ...HELD[line]].includes(column))
      say(column, `Leave this empty: a line of ${line} does not say it`);
  const when = line === 'days' ? cells['Half-term'] : cells.Year;
  if (line !== 'days') sayYear(when, world, say);
  else if (parseHalfTerm(when) === null) say('Half-term', 'Give a half-term like 2026/27-3');
  return problems.count > before ? null : { ...read, urn, line, when };
}

function sayYear(
  said: string,
  { today, calendar }: LinesWorld,
  say: (column: string, message: string) => void,
): void {
  const year = parseAcademicYear(said);
  if (year === null) say('Year', 'Give a school year like 2026/27');
  else if (year < academicYearOf(today)) say('Year', `${year} is over`);
  else if (!calendar.years.some(({ id }) => id === year))
    say('Year', `The calendar in force does not hold ${year}`);
}

function wordsOf(lines: readonly KnownLine[], problems: Problems): WordLines[] {
  const groups = new Map<string, KnownLine[]>();
  for (const line of lines) {
    const about = `${line.urn} ${line.when}`;
    const group = groups.get(about);
    if (group === undefined) groups.set(about, [line]);
    else group.push(line);
  }
  const wasSound = problems.count === 0;
  return [...groups.values()].flatMap((group) => {
    const answer = group.find(({ line }) => line === 'answer');
    if (answer !== undefined)
      return [
        {
          ...{ urn: answer.urn, year: answer.when as AcademicYearId, answer },
          strengths: group.filter(({ line }) => line === 'strength'),
          needs: group.filter(({ line }) => line === 'need'),
        },
      ];
    // Where the answer's own line is at fault, that is said already.
    const message =
      'Add the line “answer” of this school and year, as the file that you take from here has it';
    if (wasSound) problems.add({ line: group[0]?.row ?? null, column: 'Line', message });
    return [];
  });
}
