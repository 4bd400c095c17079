import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import fc from 'fast-check';
import { FileRefused, Problems } from './file-refused.js';
import { readTable } from './read-table.js';
import type { TableKind } from './table-kind.js';

const KIND: TableKind = {
  says: 'list of schools',
  required: ['URN', 'Name'],
  windows1252: false,
  damagedCells: 'refuse',
  maxBytes: 4096,
  maxUnpackedBytes: 200_000,
  maxRows: 50,
};
const REGISTER_LIKE: TableKind = { ...KIND, windows1252: true, damagedCells: 'read_as_blank' };

async function read(content: string | Uint8Array, kind: TableKind = KIND) {
  const table = await readTable(typeof content === 'string' ? Buffer.from(content) : content, kind);
  const problems = new Problems();
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const row of table.rows(problems)) rows.push(row);
  problems.refuseIfAny();
  return { table, rows, cells: rows.map((row) => row.cells) };
}

async function refusalOf(content: string | Uint8Array, kind: TableKind = KIND): Promise<FileRefused> {
  const refusal = await read(content, kind).then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(refusal).toBeInstanceOf(FileRefused);
  return refusal as FileRefused;
}

describe('reading a comma-separated file', () => {
  it('gives every row with the line on which an editor shows it', async () => {
    const { rows } = await read('URN,Name\n100001,Elm\n\n100002,"Oak, Upper"\n');
    expect(rows).toEqual([
      { line: 2, cells: ['100001', 'Elm'] },
      { line: 4, cells: ['100002', 'Oak, Upper'] },
    ]);
  });

  it.each([
    ['CR LF', 'URN,Name\r\n1,a\r\n2,b\r\n'],
    ['LF', 'URN,Name\n1,a\n2,b\n'],
    ['lone CR', 'URN,Name\r1,a\r2,b\r'],
    ['a mixture', 'URN,Name\r\n1,a\n2,b\r'],
    ['no last newline', 'URN,Name\n1,a\n2,b'],
  ])('reads line ends that are %s', async (_, text) => {
    const { rows } = await read(text);
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
  });

  it('takes spaces off headings, no-break ones too, and leaves cells as given', async () => {
    const { table, cells } = await read('\u00a0URN , Name\u00a0\n100001,St  Anne \n');
    expect(table.header.names).toEqual(['URN', 'Name']);
    expect(cells).toEqual([['100001', 'St  Anne ']]);
  });

  it.each([
    ['=HYPERLINK("x")', '"=HYPERLINK(""x"")"'],
    ['+1', '+1'],
    ['-1', '-1'],
    ['@SUM', '@SUM'],
    ['\tled by a tab', '"\tled by a tab"'],
    ['＝1', '＝1'],
  ])('keeps the text %s as text', async (text, written) => {
    expect((await read(`URN,Name\n1,${written}\n`)).cells).toEqual([['1', text]]);
  });

  it('unpacks gzip, known by its first bytes', async () => {
    expect((await read(gzipSync('URN,Name\n1,a\n'))).cells).toEqual([['1', 'a']]);
  });

  it('folds the unquoted list at the end of a published file into its last column, and only there', async () => {
    const kind = { ...KIND, openEnded: 'Links' };
    expect((await read('URN,Name,Links\n1,a,"x","y"\n', kind)).cells).toEqual([['1', 'a', 'x, y']]);
    expect((await refusalOf('URN,Links,Name\n1,a,"x","y"\n', kind)).message).toMatch(/4 cells/);
  });

  it('gives back whatever table was written', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/[\p{Cc}\ufffd]/u.test(text));
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
        const text = ['URN,Name', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
        expect((await read(text)).cells).toEqual(rows);
        expect((await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).cells).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });

  it('reads across the slices it works in, with characters of four bytes on every seam', async () => {
    const rows = Array.from({ length: 45 }, (_, at) => [String(at), '🏫'.repeat(1500 + at)]);
    const text = `URN,Name\n${rows.map((row) => row.join(',')).join('\n')}`;
    const wide = { ...KIND, maxBytes: 1e7, maxUnpackedBytes: 1e7 };
    expect((await read(text, wide)).cells).toEqual(rows);
  });
});

describe('the encoding of a file', () => {
  const text = 'URN,Name\n1,St Mary’s é\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', iconv.encode(text, 'utf16le', { addBOM: true })],
    ['UTF-16 BE', iconv.encode(text, 'utf16be', { addBOM: true })],
  ])('is read as %s', async (encoding, bytes) => {
    const { table, cells } = await read(bytes);
    expect(table.encoding).toBe(encoding);
    expect(cells).toEqual([['1', 'St Mary’s é']]);
  });

  it('is Windows-1252 where the kind of file allows it: 0x92 is an apostrophe', async () => {
    const { table, cells } = await read(Buffer.from('URN,Name\n1,St Mary\x92s\n', 'latin1'), REGISTER_LIKE);
    expect(table.encoding).toBe('Windows-1252');
    expect(cells).toEqual([['1', 'St Mary’s']]);
  });

  it('is refused by row and column where bytes are no UTF-8', async () => {
    const refusal = await refusalOf(Buffer.from('URN,Name\n1,good\n2,St Mary\x92s\n', 'latin1'));
    expect(refusal.problems).toEqual([expect.objectContaining({ line: 3, column: 'Name' })]);
    expect(refusal.errors[0]?.path).toBe('Line 3, Name');
  });

  it('is never guessed where UTF-8 and other bytes are mixed, which would spoil the good letters', async () => {
    const mixed = Buffer.concat([
      Buffer.from('URN,Name\n1,José\n2,'),
      Buffer.from([0x92]),
      Buffer.from('\n'),
    ]);
    expect((await refusalOf(mixed, REGISTER_LIKE)).problems[0]).toMatchObject({ line: 3, column: 'Name' });
  });

  it.each(['utf16le', 'utf16be'])('is refused by name for %s without its mark', async (encoding) => {
    expect((await refusalOf(iconv.encode(text, encoding, { addBOM: false }))).message).toMatch(/UTF-16/);
  });

  it.each([
    ['a lost letter (U+FFFD)', 'St Mary\ufffds'],
    ['a control character (U+0092)', 'St Mary\u0092s'],
    ['an escape', 'St\u001b[31m'],
  ])('never lets %s through', async (_, name) => {
    expect((await refusalOf(`URN,Name\n1,${name}\n`)).problems[0]).toMatchObject({ line: 2, column: 'Name' });
    const file = `URN,Name,Trust\n1,Elm,${name}\n`;
    const { table, cells } = await read(file, REGISTER_LIKE);
    expect(cells).toEqual([['1', 'Elm', '']]);
    expect(table.notes).toEqual([expect.objectContaining({ line: 2, column: 'Trust' })]);
  });

  it('refuses half a surrogate in UTF-16 by its place', async () => {
    const bytes = Buffer.from('\ufeffURN,Name\n1,a\ud83c\n', 'utf16le');
    expect((await refusalOf(bytes)).problems[0]).toMatchObject({ line: 2, column: 'Name' });
  });
});

describe('a file is refused by name', () => {
  it.each([
    ['semicolons', 'URN;Name\n1;a\n', /Line 1: .*semicolons/],
    ['tabs', 'URN\tName\n1\ta\n', /Line 1: .*tabs/],
    ['a quote left open', 'URN,Name\n1,a\n2,"b\n3,c\n', /Line 3: .*never closed/],
    ['a quote in the middle of a cell', 'URN,Name\n1,a"b\n', /Line 2: .*middle of a cell/],
    ['text behind a closing quote', 'URN,Name\n1,"a"b\n', /Line 2: .*closing quotation mark/],
    ['a line break in a cell', 'URN,Name\n1,"a\nb"\n', /Line 3, Name: .*line break/],
    ['a short row', 'URN,Name\n1,a\n2\n', /Line 3: .*1 cells; the heading has 2/],
    ['a long row', 'URN,Name\n1,a,\n', /Line 2: .*3 cells/],
    ['a heading missing', 'URN,Names\n1,a\n', /Line 1: .*needs the column “Name”/],
    ['a heading that is there twice', 'URN,Name,URN\n1,a,2\n', /Line 1, URN: .*twice, in columns 1 and 3/],
    ['a heading that is there twice but for spaces', 'URN,Name,\u00a0URN\n1,a,2\n', /twice/],
    ['a heading called __proto__', 'URN,Name,__proto__\n1,a,2\n', /may not be called/],
    ['a column without a heading', 'URN,Name,\n1,a,\n', /Column 3 has no heading/],
    ['a column of pupils', 'URN,Name,UPN\n1,a,2\n', /Line 1, UPN: .*Pupil-level/],
    ['dates of birth', 'URN,Name,Date of Birth\n1,a,2\n', /Pupil-level/],
    ['nothing at all', '', /empty/],
    ['blank lines only', '\n\n\n', /empty/],
    ['a heading only', 'URN,Name\n', /heading and no rows/],
    ['HTML', '<!DOCTYPE html><html></html>', /web page/],
    ['JSON', '[{"URN":1}]', /JSON/],
    ['too many rows', `URN,Name\n${'1,a\n'.repeat(51)}`, /more than 50 rows/],
    ['too many bytes', `URN,Name\n1,${'a'.repeat(4100)}\n`, /larger than the 0 MB/],
    [
      'too many columns',
      `URN,Name,${Array.from({ length: 600 }, (_, n) => n).join(',')}\n1`,
      /602 columns; at most 500/,
    ],
  ])('for %s', async (_, text, message) => {
    expect((await refusalOf(text)).message).toMatch(message);
  });

  it.each([
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /picture \(PNG\)/],
    ['a JPEG', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), /picture \(JPEG\)/],
    ['a workbook', Buffer.from('PK\x03\x04abc', 'latin1'), /workbook/],
    ['a PDF', Buffer.from('%PDF-1.7'), /PDF/],
    ['a file that is PDF and zip', Buffer.from('PK\x03\x04%PDF-1.7', 'latin1'), /zip/],
    ['a program', Buffer.from('MZ\x90\0\x03', 'latin1'), /program/],
    ['a script', Buffer.from('#!/bin/sh\n'), /program/],
    ['a picture inside gzip', gzipSync(Buffer.from('GIF89a')), /GIF/],
    ['gzip inside gzip', gzipSync(gzipSync('URN,Name\n')), /compressed twice/],
    ['gzip cut short', gzipSync('URN,Name\n1,a\n').subarray(0, 25), /cut short/],
    ['zero bytes inside', Buffer.from('URN,Name\n1,a\0b\n'), /zero byte/],
  ])('by its first bytes for %s', async (_, bytes, message) => {
    expect((await refusalOf(bytes)).message).toMatch(message);
  });

  it('for more unpacked than its kind may have, without unpacking it all', async () => {
    const bomb = gzipSync(Buffer.alloc(2_000_000, 'a'));
    expect((await refusalOf(bomb)).message).toMatch(/Unpacked, this file is larger/);
  });

  it('for a cell of a mebibyte, by its place', async () => {
    const wide = { ...KIND, maxBytes: 1e7, maxUnpackedBytes: 1e7 };
    const refusal = await refusalOf(`URN,Name\n1,${'a'.repeat(2 ** 20)}\n`, wide);
    expect(refusal.message).toMatch(/Line 2, Name: .*32,767/);
  });

  it('naming every bad row at once', async () => {
    const refusal = await refusalOf('URN,Name\n1\n2,b\n3\n');
    expect(refusal.problems.map(({ line }) => line)).toEqual([2, 4]);
    expect(refusal.total).toBe(2);
  });

  it('for an unknown column where the kind of file closes its list', async () => {
    const refusal = await refusalOf('URN,Name,Colour\n1,a,b\n', { ...KIND, optional: ['Note'] });
    expect(refusal.message).toMatch(/Line 1, Colour: .*URN, Name, Note/);
  });
});
