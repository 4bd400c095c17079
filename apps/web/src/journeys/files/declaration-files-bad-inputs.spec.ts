import { DECLARATION_SHEET } from '@app/profiles';
import { readSheetFile, SHEET_FORMATS, writeSheet, type SheetFormat } from '@app/schools';
import { repacked } from '../../../../../test/factories/a-workbook.js';
import { MARLOWE, SALTERN, WebHouse } from '../needs/a-web-house.fixture.js';
import type { Screen, Visitor } from '../needs/a-visitor.fixture.js';
import {
  bring as bringTo,
  fileOf as broughtFile,
  paste as pasteTo,
  taken,
  type Filled,
} from './a-brought-file.fixture.js';

const HERE = '/files/declarations';
const YEAR = '2026/27';
const HEADINGS = Object.fromEntries(DECLARATION_SHEET.required.map((each) => [each, '']));
const line = (filled: Filled): Filled => ({ ...HEADINGS, URN: MARLOWE, ...filled });
const ANSWER = line({ Line: 'answer', Year: YEAR, Answer: 'actively offering' });
const STRENGTH = line({ Line: 'strength', Year: YEAR, Theme: 'att.persistent', 'How deep': 'can host' });
const known = (how: string): Filled[] => [ANSWER, { ...STRENGTH, 'How you know': how }];
const days = (free: string): Filled => line({ Line: 'days', 'Half-term': '2026/27-3', 'Days free': free });

describe('a declaration from a file that is not as it should be', () => {
  let web: WebHouse;
  let head: Visitor;

  const bring = (bytes: Uint8Array | string, name = 'declarations.csv'): Promise<Screen> =>
    bringTo(head, HERE, typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name);
  const fileOf = (rows: readonly Filled[], format: SheetFormat = 'csv'): Uint8Array =>
    broughtFile(rows, format, 'Capacity');
  /** The same file as text, to be spoiled. */
  const textOf = (rows: readonly Filled[]): string => Buffer.from(fileOf(rows)).toString('utf8').slice(1);
  const saidOf = async (bytes: Uint8Array | string): Promise<string> => {
    const { status, problems, words } = await bring(bytes);
    return status === 200 ? `shown: ${words}` : problems.map(({ text }) => text).join(' | ');
  };
  const send = (preview: Screen): Promise<Screen> => head.press(preview, `${HERE}/import`);
  const howWeKnow = async (): Promise<unknown> => {
    const [row] = await web.house.asSuperuser<{ how: string }>(
      `select strengths->0->>'howWeKnow' as how from profiles.declaration`,
    );
    return row?.how;
  };
  const written = async (): Promise<number> =>
    (await web.count('profiles.declaration')) + (await web.count('profiles.capacity_window'));

  beforeAll(async () => {
    web = await WebHouse.open();
    head = await web.visitor('helper');
  });
  afterAll(() => web.close());
  beforeEach(() => web.forget(['capacity_entry', 'capacity_window', 'pause_reason', 'declaration', 'offer']));

  it('C01 keeps a real apostrophe and refuses what lost its letters, by row and column', async () => {
    const bytes = Buffer.from(textOf(known('St Mary\u0092s')), 'latin1');
    expect(await saidOf(bytes)).toMatch(/line 3, How you know: .*cannot be read as UTF-8/i);
    expect(await saidOf(textOf(known('St Mary\u0092s')))).toContain('How you know: “St Mary');
    expect(await saidOf(textOf(known('St Mary\ufffds')))).toContain('a character that was lost');
    await send(await bring(textOf(known('St Mary’s'))));
    expect(await howWeKnow()).toBe('St Mary’s');
  });

  it('C02 reads either mark and every line end, and refuses UTF-16 without its mark by name', async () => {
    const text = textOf([...known('Ours'), days('2')]);
    const lines = text.trimEnd().split('\r\n');
    const [heading = '', ...rest] = lines;
    for (const bytes of [
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      Buffer.from(lines.join('\r')),
      Buffer.from(`${heading}\n${rest.join('\r')}`),
    ])
      expect(await saidOf(bytes)).toContain('shown: What this file would change 3 changes');
    expect(await saidOf(Buffer.from(text, 'utf16le'))).toContain('UTF-16');
  });

  it('C03 is refused with another delimiter, an open quote, uneven rows, too wide, too long', async () => {
    const text = textOf([ANSWER, days('2')]);
    expect(await saidOf(text.replaceAll(',', ';'))).toContain('semicolons');
    expect(await saidOf(text.replaceAll(',', '\t'))).toContain('tabs');
    expect(await saidOf(text.replace('actively', '"actively'))).toMatch(/line 2: .*quot/i);
    expect(await saidOf(text.replace('actively', 'act"ively'))).toMatch(/line 2: .*quotation mark/i);
    expect(await saidOf(`${text.trimEnd()},more`)).toMatch(/Row 3|Line 3/);
    expect(await saidOf(`${text}${MARLOWE},days`)).toContain('2 cells; the heading has 14');
    expect(await saidOf(textOf(known('x'.repeat(1024 * 1024))))).toMatch(
      /How you know: .*longer than 32,767/,
    );
    const wide = Array.from({ length: 20_000 }, (_, at) => `c${String(at)}`).join(',');
    expect(await saidOf(`${wide}\n1`)).toContain('20,000 columns');
    expect(await saidOf(textOf(known('one\nline, “two”')))).toContain('shown:');
  });

  it('C04 is refused with a heading missing, twice, renamed or unsafe; order and spaces mean nothing', async () => {
    const text = textOf([ANSWER]);
    expect(await saidOf(text.replace(',Version', ''))).toContain('needs the column “Version”');
    expect(await saidOf(text.replace(',Version', ',URN'))).toContain('there twice');
    expect(await saidOf(text.replace(',Version', ',Edition'))).toMatch(/“Version”|no such column/);
    expect(await saidOf(text.replace(',Version', ',__proto__'))).toContain('may not be called');
    expect(await saidOf(text.replace(',Version', ',\u00a0Version '))).toContain('shown:');
    const turned = Object.fromEntries(Object.entries(ANSWER).reverse());
    expect(await saidOf(textOf([turned]))).toContain('shown:');
  });

  it('C05 is refused empty, with a heading alone, with 10,001 rows, above 5 MB: the limit is named', async () => {
    expect(await saidOf('')).toContain('empty');
    expect(await saidOf(textOf([ANSWER]).split('\r\n')[0] ?? '')).toContain('no rows');
    const rows = Array.from({ length: 10_001 }, () => ANSWER);
    expect(await saidOf(fileOf(rows))).toContain('10,000 rows');
    expect(await saidOf(fileOf(rows, 'xlsx'))).toContain('10,000 rows');
    expect(await saidOf(Buffer.alloc(5 * 1024 * 1024 + 1, 'a'))).toContain('5 MB');
    expect(
      await saidOf(repacked(fileOf([ANSWER], 'xlsx'), { 'xl/big.xml': ' '.repeat(51 * 1024 * 1024) })),
    ).toContain('50 MB');
  });

  it.each(SHEET_FORMATS)(
    'C06 stores what looks like a formula as text, and sends it out disarmed: %s',
    async (format) => {
      for (const cell of [
        ...[
          '=HYPERLINK("http://x","y")',
          '+1',
          '-1',
          '@SUM',
          '＝1',
          `"=cmd|'/C calc'!A0"`,
          `'=1`,
          `=cmd|'/C calc'!A0`,
        ],
      ]) {
        await send(await bring(fileOf(known(cell), format)));
        expect(await howWeKnow()).toBe(cell);
        const out = await taken(head, HERE, format);
        const text = Buffer.from(await taken(head, HERE, 'csv')).toString('utf8');
        expect(text).not.toMatch(/(^|,)"?[=+\-@＝]/m);
        expect((await bring(out)).words).toContain('0 changes;');
        await web.forget(['declaration']);
      }
    },
  );

  it('C07 is refused where one thing is said twice, alike or not, naming both rows', async () => {
    expect(await saidOf(fileOf([ANSWER, ANSWER]))).toBe('Row 3, Line: row 2 says this already');
    expect(await saidOf(fileOf([days('2'), days('3')]))).toBe('Row 3, Line: row 2 says this already');
    const named = { ...STRENGTH, Theme: 'Reducing persistent absence', 'How deep': 'can talk' };
    expect(await saidOf(fileOf([ANSWER, STRENGTH, named]))).toBe('Row 4, Line: row 3 says this already');
  });

  it('C07 of two files at once one is sent, and the other is shown what it would change now', async () => {
    const [one, two] = [await bring(fileOf([ANSWER, days('2')])), await bring(fileOf([ANSWER, days('4')]))];
    const both = await Promise.all([send(one), send(two)]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
    const [window] = await web.house.asSuperuser<{ declared: number }>(
      'select declared from profiles.capacity_window',
    );
    expect([await web.count('profiles.declaration'), [4, 8].includes(window?.declared ?? 0)]).toEqual([
      1,
      true,
    ]);
  });

  it.each(['9.90013E+05', '990,013', '99001', '13/01/1990', '9900130', SALTERN])(
    'C08 is never another school’s, whatever a spreadsheet made of its number: %s',
    async (urn) => {
      expect(await saidOf(fileOf([{ ...ANSWER, URN: urn }]))).toBe(
        'Row 2, URN: enter the URN of a school that you lead, six digits',
      );
    },
  );

  it('C08 is the school’s whose number has a space behind it', async () => {
    expect(await saidOf(fileOf([{ ...ANSWER, URN: `${MARLOWE} ` }]))).toContain('shown:');
  });

  it('C09 is refused from the directory of its archive: bombs, archives inside, ways out, links, lies', async () => {
    const bytes = fileOf([ANSWER], 'xlsx');
    for (const [parts, lies, says] of [
      [{ 'xl/big.xml': ' '.repeat(51 * 1024 * 1024) }, { sizeSaid: 10 }, '50 MB'],
      [{ 'inner.zip': 'x' }, {}, 'another archive'],
      [{ '../../x': 'x' }, {}, 'points out of it'],
      [{ 'XL/workbook.xml': 'x' }, {}, 'one part twice'],
      [{ 'x.xml': 'x' }, { encrypted: true }, 'encrypted'],
      [{ 'x.xml': 'x' }, { link: true }, 'a link'],
      [{ 'x.xml': 'x' }, { crc: 1 }, 'damaged'],
      [Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`p${String(at)}`, ''])), {}, 'at most 500'],
    ] as const)
      expect(await saidOf(repacked(bytes, parts, lies))).toContain(says);
  });

  it('C10 fetches, expands and computes nothing', async () => {
    const bytes = fileOf([ANSWER], 'xlsx');
    const lol = '<!DOCTYPE x [<!ENTITY lol "lol">]><x>&lol;</x>';
    expect(await saidOf(repacked(bytes, { 'xl/sharedStrings.xml': lol }))).toContain('entities');
    expect(await saidOf(repacked(bytes, { 'xl/vbaProject.bin': 'x' }))).toContain('macros');
    expect(await saidOf(repacked(bytes, { 'xl/externalLinks/externalLink1.xml': '<x/>' }))).toContain(
      'links to another',
    );
    const sheet = (cell: string): string =>
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${cell}</row></sheetData></worksheet>`;
    const of = (cell: string): Promise<string> =>
      saidOf(repacked(bytes, { 'xl/worksheets/sheet1.xml': sheet(cell) }));
    expect(await of('<c r="A1"><f>1+1</f><v>2</v></c>')).toContain('Sheet Capacity, A1: this is a formula');
    expect(await of('<c r="B1" t="e"><v>#REF!</v></c>')).toContain(
      'Sheet Capacity, B1: this is an error (#REF!)',
    );
  });

  it('C11 is known by its first bytes, whatever it is called', async () => {
    for (const [bytes, says] of [
      [Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'picture'],
      [Buffer.from('<!doctype html><p>'), 'web page'],
      [Buffer.from('%PDF-1.7\n'), 'PDF'],
      [Buffer.from('MZ\x90\0', 'latin1'), 'program'],
      [Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('%PDF-1.7')]), 'damaged'],
    ] as const)
      expect(await saidOf(bytes)).toContain(says);
    expect((await bring(textOf([ANSWER]), 'declarations.xlsx')).status).toBe(200);
    expect((await bring(fileOf([ANSWER], 'ods'), 'declarations.csv')).status).toBe(200);
  });

  it('C14 counts rows, not lines, in what is pasted', async () => {
    const rows = [...known('two\nlines'), days('x')];
    const headings = Object.keys(HEADINGS);
    const quoted = (cell: string): string => (cell.includes('\n') ? `"${cell}"` : cell);
    const cells = [headings, ...rows.map((row) => headings.map((each) => quoted(row[each] ?? '')))];
    const pasted = cells.map((row) => `${row.join('\t')}\t\t`).join('\r\n');
    const refused = await head.press(await head.open(HERE), HERE, { cells: pasted });
    expect(refused.problems[0]?.text).toContain('Row 4, Days free: enter a number');
    const many = `${pasted.split('\r\n')[0] ?? ''}\r\n${`${MARLOWE}\tdays\t\t\t\r\n`.repeat(10_001)}`;
    const answer = await pasteTo(head, HERE, many);
    expect(answer.problems[0]?.text).toContain('10,000 rows');
  });

  it.each(['UPN', 'Pupil name', 'Date of birth'])(
    'C15 is refused with a column about pupils: %s',
    async (heading) => {
      expect(await saidOf(fileOf([{ ...ANSWER, [heading]: 'x' }]))).toContain(
        'Pupil-level data is never read',
      );
    },
  );

  it.each(['../../etc/x', 'con', 'n'.repeat(300), '\u202evsc.snoitaralced', 'a"b\r\nc'])(
    'U01 may be called anything, which is kept nowhere: %j',
    async (name) => {
      const preview = await bring(fileOf([ANSWER]), name);
      expect([preview.status, preview.html.includes('etc/x')]).toEqual([200, false]);
    },
  );

  it('U03 leaves nothing behind: cut in the middle, thousands of parts, two files, sent from elsewhere', async () => {
    const boundary = 'x'.repeat(40);
    const part = (name: string, body: string, more = ''): string =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${body}\r\n`;
    const token = new Map((await head.open(HERE)).hidden(HERE)).get('_csrf') ?? '';
    const csrf = part('_csrf', token);
    const file = csrf + part('file', textOf([ANSWER]), '; filename="a.csv"');
    const post = async (body: string, site = 'same-origin'): Promise<number> => {
      const headers = {
        ...{ cookie: `trellis=${head.session}`, 'sec-fetch-site': site },
        'content-type': `multipart/form-data; boundary=${boundary}`,
        // An answer before the end of what is sent closes the connection, which nobody may take up again.
        connection: 'close',
      };
      return (await fetch(`${head.base}${HERE}`, { method: 'POST', headers, body })).status;
    };
    for (const body of [
      file.slice(0, 200),
      part('f', 'x').repeat(10_000) + file,
      file + file + `--${boundary}--\r\n`,
      `--${boundary}\r\nContent-Disposition: form-data\r\n\r\nx\r\n${file}--${boundary}--\r\n`,
    ])
      expect([400, 403, 413, 422]).toContain(await post(body));
    expect(await post(`${file}--${boundary}--\r\n`, 'cross-site')).toBe(403);
    expect([await written(), await web.count('platform.blob')]).toEqual([0, 0]);
  });

  it('J12 shows what was typed as text, and runs none of it', async () => {
    for (const typed of ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '{{7*7}}', '${7*7}']) {
      const preview = await bring(fileOf(known(typed)));
      expect(preview.html).not.toContain('<script>alert');
      expect(preview.html).not.toContain('<img src=x');
      expect(preview.words).toContain(typed.startsWith('<') ? 'We say so ourselves: ' : typed);
      await send(preview);
      expect(await howWeKnow()).toBe(typed);
      const read = await readSheetFile(await taken(head, HERE, 'csv'), DECLARATION_SHEET);
      expect(read.rows[1]?.cells).toContain(typed);
      await web.forget(['declaration']);
    }
  });

  it('is read alike whoever wrote its sheet’s name, where it is the only one', async () => {
    const cells = Object.keys(HEADINGS).map((each) => ANSWER[each] ?? '');
    const sheet = { name: 'Sheet1', headings: Object.keys(HEADINGS), rows: [cells] };
    expect(await saidOf(writeSheet(sheet, 'xlsx'))).toContain('shown:');
  });
});
