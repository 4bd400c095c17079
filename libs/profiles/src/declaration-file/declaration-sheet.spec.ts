import fc from 'fast-check';
import { halfTermId, readCalendar, type AcademicYearId, type LocalDate, type SchoolUrn } from '@app/kernel';
import {
  Problems,
  readPasted,
  readSheetFile,
  readThemes,
  SHEET_FORMATS,
  Themes,
  writeSheet,
} from '@app/schools';
import { areaTemplates } from '../../../../test/factories/area-templates.js';
import { BANDS, bandOf } from '../capacity/band.js';
import type { WindowView } from '../capacity/capacity.query.js';
import type { OwnDeclaration } from '../declaration/declarations.query.js';
import { APPETITES, URGENCIES } from '../declaration/declared.js';
import { DEPTHS, EVIDENCE_KINDS } from '../offer/offered-theme.js';
import { changeOfDays } from './days-change.js';
import {
  DECLARATION_COLUMNS,
  DECLARATION_SHEET,
  daysRow,
  wordRows,
  type DeclarationCells,
} from './declaration-sheet.js';
import { readLines } from './read-lines.js';
import { changeOfWord } from './word-change.js';

const URN = '990013' as SchoolUrn;
const YEAR = '2026/27' as AcademicYearId;
const templates = areaTemplates();
const themes = new Themes(readThemes(templates.themes));
const world = {
  ...{ own: [URN], today: '2026-11-25' as LocalDate, themes },
  calendar: readCalendar(templates.calendar),
};
const IDS = themes.taxonomy.themes.map(({ id }) => id);

/** What people write, and what spreadsheets and old programs make of it. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc
      .array(
        fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '＝', 'a', ' ', '"', ',', ';', '_x000D_'),
        {
          maxLength: 6,
        },
      )
      .map((each) => each.join('')),
  )
  .filter((each) => !/(?![\t\r\n])[\p{Cc}\ufffd\p{Cs}\ufffe\uffff]/u.test(each));
const day = fc.constantFrom('2025-09-01', '2026-06-30', '2026-11-25') as fc.Arbitrary<LocalDate>;
const strength = fc.record({
  theme: fc.constantFrom(...IDS),
  depth: fc.constantFrom(...DEPTHS),
  evidence: fc.constantFrom(...EVIDENCE_KINDS),
  howWeKnow: fc.option(text),
  on: day,
});
const need = fc.record({
  theme: fc.constantFrom(...IDS),
  urgency: fc.constantFrom(...URGENCIES),
  reason: fc.option(text),
});
const word: fc.Arbitrary<OwnDeclaration> = fc.record({
  id: fc.constant('00000000-0000-4000-8000-000000000000'),
  year: fc.constant(YEAR),
  appetite: fc.constantFrom(...APPETITES),
  strengths: fc.uniqueArray(strength, { maxLength: 4, selector: ({ theme }) => theme }),
  needs: fc.uniqueArray(need, { maxLength: 4, selector: ({ theme }) => theme }),
  state: fc.constant('submitted' as const),
  quietUntil: fc.constant(null),
  submittedAt: fc.constant(null),
  check: fc.constant(null),
  version: fc.integer({ min: 1, max: 99 }),
});
const window: fc.Arbitrary<WindowView | null> = fc.option(
  fc
    .tuple(
      fc.constantFrom(...BANDS),
      fc.integer({ min: 0, max: 400 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 99 }),
    )
    .map(([band, halfDays, exact, version]) => ({
      ...{ urn: URN, halfTerm: halfTermId(YEAR, 3), band: exact ? bandOf(halfDays) : band, exact },
      ...{ declared: halfDays, booked: 0, free: halfDays, state: 'open' as const, version },
    })),
);

const sheetOf = (rows: readonly DeclarationCells[]) => ({
  ...{ name: DECLARATION_SHEET.sheet, headings: DECLARATION_COLUMNS },
  rows: rows.map((row) => DECLARATION_COLUMNS.map((column) => row[column])),
});

describe('the file of a declaration', () => {
  it.each([...SHEET_FORMATS, 'pasted'] as const)(
    'says that nothing changed where it comes back as it left: %s',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.option(word), word, window, async (now, before, days) => {
          const last = now ?? before;
          const rows = [...wordRows(URN, YEAR, now, last), daysRow(URN, halfTermId(YEAR, 3), days)];
          const read =
            format === 'pasted'
              ? await readPasted(
                  Buffer.from(writeSheet(sheetOf(rows), 'csv')).toString('utf8'),
                  DECLARATION_SHEET,
                )
              : await readSheetFile(writeSheet(sheetOf(rows), format), DECLARATION_SHEET);
          const problems = new Problems();
          const lines = readLines(read, world, problems);
          const say = (_: string, message: string): never => {
            throw new Error(message);
          };
          expect(problems.list).toEqual([]);
          expect(lines.words.map((each) => changeOfWord(each, { now, last }, world))).toEqual([null]);
          expect(lines.days.map((each) => changeOfDays(each, days, say))).toEqual([null]);
        }),
        { numRuns: 100 },
      );
    },
    120_000,
  );

  it('reads days as a head writes them, and no date or other text for days', () => {
    const said = [
      '0',
      '2.5',
      '2.50',
      '200',
      'none',
      'Ask me',
      '1 to 2',
      '1-2',
      '200.5',
      '-1',
      '2,5',
      '1e2',
      '2.25',
    ];
    const problems = new Problems();
    const taken = said.map((cell, at) => ({
      row: at + 2,
      ...{ urn: URN, halfTerm: halfTermId(YEAR, 3) },
      cells: { ...daysRow(URN, halfTermId(YEAR, 3), null), 'Days free': cell },
    }));
    const read = taken.map((each) =>
      changeOfDays(each, null, (column, message) => problems.add({ line: each.row, column, message })),
    );
    expect(read.map((each) => each && `${each.now.band} ${String(each.now.halfDays)}`)).toEqual([
      ...['0 0', '3-5 5', '3-5 5', 'more 400', '0 null', 'ask_me null', '1-2 null'],
      ...[null, null, null, null, null, null],
    ]);
    expect(problems.count).toBe(6);
  });
});
