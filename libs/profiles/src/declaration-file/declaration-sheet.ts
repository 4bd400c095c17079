import type { AcademicYearId, HalfTermId, SchoolUrn } from '@app/kernel';
import type { SheetKind } from '@app/schools';
import { bandOf, MOST_HALF_DAYS, type Band } from '../capacity/band.js';
import type { WindowView } from '../capacity/capacity.query.js';
import type { OwnDeclaration } from '../declaration/declarations.query.js';
import type { DeclaredNeed } from '../declaration/declared.js';
import { inWords, said, type Cells } from '../file/sheet-cells.js';
import type { OfferedTheme } from '../offer/offered-theme.js';

/** In the order of the template. */
export const DECLARATION_COLUMNS = [
  ...['URN', 'Line', 'Half-term', 'Days free', 'Year', 'Answer', 'Theme', 'How deep', 'Known from'],
  ...['How you know', 'Date', 'How soon', 'Reason', 'Version'],
] as const;
export type DeclarationColumn = (typeof DECLARATION_COLUMNS)[number];
export type DeclarationCells = Cells<DeclarationColumn>;

/** The template `declarations`: a school's word of a year and its days, one thing a line. */
export const DECLARATION_SHEET: SheetKind = {
  says: 'declarations file',
  sheet: 'Capacity',
  required: DECLARATION_COLUMNS,
  optional: [],
};

export const LINES = ['answer', 'strength', 'need', 'days'] as const;
export type Line = (typeof LINES)[number];

/** What each kind of line says, beside its school and kind. */
export const HELD: Readonly<Record<Line, readonly DeclarationColumn[]>> = {
  answer: ['Year', 'Answer', 'Version'],
  strength: ['Year', 'Theme', 'How deep', 'Known from', 'How you know', 'Date'],
  need: ['Year', 'Theme', 'How soon', 'Reason'],
  days: ['Half-term', 'Days free', 'Version'],
};

/** Days of a half-term as a head says them: exactly, or by band. */
export interface SaidDays {
  readonly band: Band;
  /** Exactly, in half-days; null where a band is all that was said. */
  readonly halfDays: number | null;
}

/** No spreadsheet takes these for a date, as it would `1-2`. */
const BAND_SAID: Readonly<Record<Band, string>> = {
  '0': 'none',
  '1-2': '1 to 2',
  '3-5': '3 to 5',
  more: 'more than 5',
  ask_me: 'ask me',
};
export const DAYS_TO_ENTER = `Enter a number, like 2.5, or one of: ${Object.values(BAND_SAID).join(', ')}`;

/** @returns null for a cell that says no days. */
export function daysOf(cell: string): SaidDays | null {
  const band = (Object.keys(BAND_SAID) as Band[]).find((each) => BAND_SAID[each] === cell.toLowerCase());
  if (band !== undefined) return { band, halfDays: null };
  const halfDays = /^[0-9]{1,3}([.][05]0*)?$/.test(cell) ? Number(cell) * 2 : MOST_HALF_DAYS + 1;
  return halfDays > MOST_HALF_DAYS ? null : { band: bandOf(halfDays), halfDays };
}

export function daysIn({ band, exact, declared }: WindowView): SaidDays {
  return { band, halfDays: exact ? declared : null };
}

const sayDays = ({ band, halfDays }: SaidDays): string =>
  halfDays === null ? BAND_SAID[band] : String(halfDays / 2);

const BLANK = Object.fromEntries(DECLARATION_COLUMNS.map((column) => [column, ''])) as DeclarationCells;
const row = (cells: Partial<DeclarationCells>): DeclarationCells => ({ ...BLANK, ...cells });

/** A school's word of a year as lines that leave. @param now what it said for that year; null where it is still to come. */
export function wordRows(
  urn: SchoolUrn,
  year: AcademicYearId,
  now: OwnDeclaration | null,
  { strengths, needs }: Pick<OwnDeclaration, 'strengths' | 'needs'>,
): DeclarationCells[] {
  const answer = now === null ? {} : { Answer: inWords(now.appetite), Version: String(now.version) };
  return [
    row({ URN: urn, Line: 'answer', Year: year, ...answer }),
    ...strengths.map((each) => row({ URN: urn, Line: 'strength', Year: year, ...strengthCells(each) })),
    ...needs.map((each) => row({ URN: urn, Line: 'need', Year: year, ...needCells(each) })),
  ];
}

export function daysRow(urn: SchoolUrn, halfTerm: HalfTermId, window: WindowView | null): DeclarationCells {
  const told =
    window === null ? {} : { 'Days free': sayDays(daysIn(window)), Version: String(window.version) };
  return row({ URN: urn, Line: 'days', 'Half-term': halfTerm, ...told });
}

function strengthCells({ theme, depth, evidence, howWeKnow, on }: OfferedTheme): Partial<DeclarationCells> {
  const known = { 'Known from': inWords(evidence), 'How you know': said(howWeKnow ?? ''), Date: on };
  return { Theme: theme, 'How deep': inWords(depth), ...known };
}

function needCells({ theme, urgency, reason }: DeclaredNeed): Partial<DeclarationCells> {
  return { Theme: theme, 'How soon': inWords(urgency), Reason: said(reason ?? '') };
}
