import { utils, write, type WorkSheet } from '@e965/xlsx';
import fc from 'fast-check';
import { guarded, unguarded } from './formula-guard.js';
import { readPasted, readSheetFile, sayProblems, type SheetKind } from './read-sheet.js';
import { SHEET_FORMATS, writeSheet } from './write-sheet.js';

const KIND: SheetKind = {
  says: 'test file',
  sheet: 'Capacity',
  required: ['URN', 'Days free'],
  optional: ['Notes'],
};
const book = (
  sheets: Readonly<Record<string, WorkSheet>>,
  type: 'xlsx' | 'ods' = 'xlsx',
  more = {},
): Buffer => {
  const made = { ...utils.book_new(), ...more };
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(made, sheet, name);
  return write(made, { type: 'buffer', bookType: type, compression: true }) as Buffer;
};
const sheet = (...rows: unknown[][]): WorkSheet => utils.aoa_to_sheet([['URN', 'Days free'], ...rows]);
const text = (...lines: string[]) => readSheetFile(Buffer.from(lines.join('\r\n')), KIND);
const refused = async (read: Promise<unknown>): Promise<string> =>
  read.then(
    () => 'read',
    (error: unknown) => (error as Error).message,
  );

describe('a spreadsheet that people send', () => {
  it.each(SHEET_FORMATS)(
    'comes back as it left: %s out, in and out again are the same bytes',
    async (format) => {
      const cell = fc
        .oneof(
          fc.string({ unit: 'grapheme', maxLength: 12 }),
          fc
            .array(
              fc.constantFrom(
                "'",
                '=',
                '+',
                '-',
                '@',
                '\t',
                '\r',
                '\n',
                '＝',
                'a',
                ' ',
                '"',
                ',',
                '&amp;',
                '<',
                '_x000D_',
                'é😀',
              ),
              { maxLength: 6 },
            )
            .map((each) => each.join('')),
        )
        .filter((each) => !/(?![\t\r\n])[\p{Cc}\ufffd\p{Cs}\ufffe\uffff]/u.test(each));
      const row = fc.tuple(fc.integer({ min: 100_000, max: 999_999 }).map(String), cell, cell);
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
          const headings = ['URN', 'Days free', 'Notes'];
          const out = writeSheet({ name: 'Capacity', headings, rows }, format);
          const read = await readSheetFile(out, KIND);
          // A line break inside a cell of a workbook is a line feed alone.
          const asKept = (each: string): string => (format === 'csv' ? each : each.replace(/\r+\n/g, '\n'));
          expect(read.rows.map(({ cells }) => cells)).toEqual(rows.map((each) => each.map(asKept)));
          const again = writeSheet(
            { name: 'Capacity', headings, rows: read.rows.map(({ cells }) => cells) },
            format,
          );
          expect(Buffer.from(again).equals(Buffer.from(out))).toBe(true);
        }),
        // Seen: what is left of two carriage returns before a line feed was a line break once more.
        { numRuns: 150, examples: [[[['100000', '', '\r\r\n']]]] },
      );
    },
  );

  it('names the place as a spreadsheet does, and a row where there is no sheet', async () => {
    const problem = [{ line: 7, column: 'Days free', message: 'Enter a number, like 2.5.' }];
    const rows = Array.from({ length: 6 }, () => ['990013', '2']);
    const inBook = await readSheetFile(book({ Capacity: sheet(...rows) }), KIND);
    expect(sayProblems(problem, inBook)).toEqual([
      'Sheet Capacity, B7, Days free: enter a number, like 2.5.',
    ]);
    const pasted = await readPasted('URN\tDays free\t\t\n990013\t2\t\t\n', KIND);
    expect(sayProblems(problem, pasted)).toEqual(['Row 7, Days free: enter a number, like 2.5.']);
  });

  it('C02 is read with either mark, either line end and none at the last line', async () => {
    for (const bytes of [
      Buffer.from('\ufeffURN,Days free\r\n990013,2\n990014,3'),
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('URN,Days free\n990013,2\r\n990014,3', 'utf16le'),
      ]),
    ])
      expect((await readSheetFile(bytes, KIND)).rows).toHaveLength(2);
    expect(await refused(readSheetFile(Buffer.from('URN,Days free\n1,2', 'utf16le'), KIND))).toContain(
      'UTF-16',
    );
  });

  it('C03 is refused with another delimiter, an open quote, uneven rows and too many columns', async () => {
    expect(await refused(text('URN;Days free', '990013;2'))).toContain('semicolons');
    expect(await refused(text('URN,Days free', '990013,"2'))).toContain('Line 2');
    expect(await refused(text('URN,Days free', '990013'))).toContain('1 cells; the heading has 2');
    expect(await refused(text('URN,Days free', '990013,2,3'))).toContain('3 cells; the heading has 2');
    expect(
      await refused(text(Array.from({ length: 20_000 }, (_, at) => `c${String(at)}`).join(','), 'x')),
    ).toContain('20,000 columns');
  });

  it('C04 reads columns in any order, trims their headings and refuses one missing, twice, unknown or unsafe', async () => {
    expect((await text('\u00a0Days free , URN', '2,990013')).header.names).toEqual(['Days free', 'URN']);
    expect(await refused(text('URN,URN', '1,2'))).toContain('there twice');
    expect(await refused(text('URN', '1'))).toContain('needs the column “Days free”');
    expect(await refused(text('URN,Days free,__proto__', '1,2,3'))).toContain('may not be called');
    expect(await refused(text('URN,Days free,Colour', '1,2,3'))).toContain('no such column');
  });

  it('C05 is refused empty, without rows, with 10,001 rows, above 5 MB', async () => {
    expect(await refused(readSheetFile(Buffer.alloc(0), KIND))).toContain('empty');
    expect(await refused(text('URN,Days free'))).toContain('no rows');
    const rows = Array.from({ length: 10_001 }, () => ['990013', '2']);
    expect(await refused(text('URN,Days free', ...rows.map((row) => row.join(','))))).toContain(
      '10,000 rows',
    );
    expect(await refused(readSheetFile(book({ Capacity: sheet(...rows) }), KIND))).toContain('10,000 rows');
    expect(await refused(readSheetFile(Buffer.alloc(5 * 1024 * 1024 + 1, 'x'), KIND))).toContain('5 MB');
  });

  it('C06 keeps what looks like a formula as text, and arms it for nobody', async () => {
    const cells = [
      '=HYPERLINK("x")',
      '+1',
      '-1',
      '@SUM',
      '\tx',
      '\rx',
      '＝1',
      "=cmd|'/C calc'!A0",
      "'=1",
      "''+1",
      "it's",
    ];
    expect(cells.map(guarded).filter((each) => /^[=+\-@\t\r＝]/.test(each))).toEqual([]);
    expect(cells.map(guarded).map(unguarded)).toEqual(cells);
    expect((await text('URN,Days free', '990013,=1+1')).rows[0]?.cells[1]).toBe('=1+1');
  });

  it('C10 is refused with formulas, errors, merged cells and hidden sheets, by sheet and cell; dates are read as days', async () => {
    const formula = sheet(['990013', 2]);
    formula['B2'] = { t: 'n', v: 2, f: '1+1' };
    expect(await refused(readSheetFile(book({ Capacity: formula }), KIND))).toContain(
      'Sheet Capacity, B2: this is a formula',
    );
    expect(await refused(readSheetFile(book({ Capacity: formula }, 'ods'), KIND))).toContain(
      'B2: this is a formula',
    );
    const error = sheet(['990013', 2]);
    error['B2'] = { t: 'e', v: 0x17 };
    expect(await refused(readSheetFile(book({ Capacity: error }), KIND))).toContain(
      'Sheet Capacity, B2: this is an error',
    );
    const merged = sheet(['990013', 2]);
    merged['!merges'] = [utils.decode_range('A2:B2')];
    expect(await refused(readSheetFile(book({ Capacity: merged }), KIND))).toContain(
      'Sheet Capacity, A2: cells are merged',
    );
    const hidden = {
      Workbook: {
        Sheets: [
          { name: 'Capacity', Hidden: 0 },
          { name: 'Old', Hidden: 1 },
        ],
      },
    };
    expect(
      await refused(readSheetFile(book({ Capacity: sheet(['1', 2]), Old: sheet() }, 'xlsx', hidden), KIND)),
    ).toContain('The sheet Old is hidden');
    const from1904 = { Workbook: { WBProps: { date1904: true } } };
    expect(
      await refused(readSheetFile(book({ Capacity: sheet(['1', 2]) }, 'xlsx', from1904), KIND)),
    ).toContain('1904');
    const dated = sheet(['990013', { t: 'n', v: 46_000, z: 'dd/mm/yyyy' }]);
    expect((await readSheetFile(book({ Capacity: dated }), KIND)).rows[0]?.cells[1]).toBe('2025-12-09');
  });

  it('C10 fetches and expands nothing: entities, links and macros are refused by name', async () => {
    const bytes = book({ Capacity: sheet(['990013', 2]) });
    const { repacked } = await import('../../../../test/factories/a-workbook.js');
    const lol = '<!DOCTYPE x [<!ENTITY lol "lol">]><x>&lol;</x>';
    expect(await refused(readSheetFile(repacked(bytes, { 'xl/sharedStrings.xml': lol }), KIND))).toContain(
      'entities',
    );
    expect(await refused(readSheetFile(repacked(bytes, { 'xl/vbaProject.bin': 'x' }), KIND))).toContain(
      'macros',
    );
    expect(
      await refused(readSheetFile(repacked(bytes, { 'xl/externalLinks/externalLink1.xml': '<x/>' }), KIND)),
    ).toContain('links to another');
  });

  it('C09 is refused from the zip directory: bombs, nested and encrypted parts, paths out, links, parts twice, lies', async () => {
    const bytes = book({ Capacity: sheet(['990013', 2]) });
    const { repacked } = await import('../../../../test/factories/a-workbook.js');
    const say = (parts: Record<string, string>, how = {}) =>
      refused(readSheetFile(repacked(bytes, parts, how), KIND));
    expect(await say({ 'xl/big.xml': ' '.repeat(51 * 1024 * 1024) })).toContain('50 MB');
    expect(await say({ 'xl/big.xml': ' '.repeat(51 * 1024 * 1024) }, { sizeSaid: 10 })).toContain('50 MB');
    expect(await say({ 'inner.zip': 'x' })).toContain('another archive');
    expect(await say({ '../../x': 'x' })).toContain('points out of it');
    expect(await say({ 'XL/workbook.xml': 'x' })).toContain('one part twice');
    expect(await say({ 'x.xml': 'x' }, { encrypted: true })).toContain('encrypted');
    expect(await say({ 'x.xml': 'x' }, { link: true })).toContain('a link');
    expect(await say({ 'x.xml': 'x' }, { crc: 1 })).toContain('damaged');
    expect(
      await say(Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`p${String(at)}`, '']))),
    ).toContain('at most 500');
  });

  it('C11 is known by its first bytes, never by its name', async () => {
    for (const [bytes, says] of [
      [Buffer.from('\x89PNG\r\n', 'latin1'), 'a picture'],
      [Buffer.from('<!doctype html><p>'), 'a web page'],
      [Buffer.from('%PDF-1.7\n'), 'a PDF'],
      [Buffer.from('\x7fELF', 'latin1'), 'a program'],
      [Buffer.from('\xd0\xcf\x11\xe0', 'latin1'), 'an old workbook'],
      [Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('%PDF-1.7')]), 'damaged'],
    ] as const)
      expect(await refused(readSheetFile(bytes, KIND))).toContain(says);
  });

  it('C14 takes 10,000 pasted rows with empty columns at the end', async () => {
    const rows = Array.from({ length: 10_000 }, () => '990013\t2\t\t\t');
    expect((await readPasted(['URN\tDays free\t\t\t', ...rows].join('\r\n'), KIND)).rows).toHaveLength(
      10_000,
    );
  });

  it('C15 is refused where a column is about single pupils', async () => {
    for (const heading of ['UPN', 'Pupil name', 'Date of birth'])
      expect(await refused(text(`URN,Days free,${heading}`, '1,2,3'))).toContain(
        'Pupil-level data is never read',
      );
  });
});
