import { existsSync, readFileSync } from 'node:fs';
import { parseUrn, type SchoolUrn } from '@app/kernel';
import { FileRefused } from '../csv/file-refused.js';
import { parseRegister } from '../register/parse-register.js';
import { SchoolHistory } from './follow.js';
import { countEndsOutside, parseLinks } from './parse-links.js';

const [A, B, C] = ['100001', '100002', '100003'] as const;

function aLinksFile(
  ...rows: readonly (readonly [urn: string, linkUrn: string, type: string, date?: string])[]
): Buffer {
  const lines = rows.map(
    ([urn, linkUrn, type, date = '']) => `${urn},${linkUrn},"St Anne\x92s","${type}","${date}"`,
  );
  return Buffer.from(
    `"URN","LinkURN","LinkName","LinkType","LinkEstablishedDate"\r\n${lines.join('\r\n')}`,
    'latin1',
  );
}
const isOpen =
  (...urns: readonly string[]) =>
  (urn: SchoolUrn) =>
    urns.includes(urn);

describe('the official links (G07)', () => {
  it('are one event where both directions tell it, a day apart, by the day the later school began', async () => {
    const file = aLinksFile([A, B, 'Successor', '31-08-2021'], [B, A, 'Predecessor', '01-09-2021']);
    expect(await parseLinks(file)).toMatchObject({
      links: [{ fromUrn: A, toUrn: B, kind: 'successor', linkedOn: '2021-09-01' }],
      rows: 2,
      datesApart: 0,
      encoding: 'Windows-1252',
    });
  });

  it('are one event where the dates are further apart too, and that is counted', async () => {
    const file = aLinksFile([A, B, 'Successor', '31-08-2010'], [B, A, 'Predecessor', '24-09-2014']);
    expect(await parseLinks(file)).toMatchObject({ links: [{ linkedOn: '2014-09-24' }], datesApart: 1 });
  });

  it('have no date where the file gives none, and one where one side gives it', async () => {
    expect(await parseLinks(aLinksFile([A, B, 'Successor']))).toMatchObject({
      links: [{ linkedOn: null }],
      undated: 1,
    });
    const file = aLinksFile([A, B, 'Successor', '31-08-2021'], [B, A, 'Predecessor', '']);
    expect(await parseLinks(file)).toMatchObject({ links: [{ linkedOn: '2021-08-31' }], undated: 0 });
  });

  it('know mergers and splits, by the more particular word of the two sides', async () => {
    const file = aLinksFile(
      [A, C, 'Successor', '31-08-2021'],
      [C, A, 'Predecessor - merged', '01-09-2021'],
      [B, C, 'Successor - amalgamated', '31-08-2021'],
      [C, '100004', 'Successor - Split School'],
    );
    const { links } = await parseLinks(file);
    expect(links.map(({ kind }) => kind)).toEqual(['merger', 'merger', 'split']);
  });

  it('are kept as no history where they are of another kind', async () => {
    const { links } = await parseLinks(
      aLinksFile([A, B, 'Sixth Form Centre School'], [B, A, 'Sixth Form Centre Link'], [C, A, 'Other']),
    );
    expect(links.map(({ kind }) => kind)).toEqual(['other', 'other']);
    expect(new SchoolHistory(links).currentOf(A as SchoolUrn)).toEqual([A]);
  });

  it('lead to the school that is open where both say that the other came of the merger', async () => {
    const file = aLinksFile([A, B, 'Result of Amalgamation'], [B, A, 'Result of Amalgamation']);
    expect(await parseLinks(file, isOpen(B))).toMatchObject({
      links: [{ fromUrn: A, toUrn: B, kind: 'merger' }],
      loops: [],
    });
    expect(await parseLinks(file, isOpen(A))).toMatchObject({ links: [{ fromUrn: B, toUrn: A }], loops: [] });
  });

  it('are refused by name where they go in a ring that the register cannot open; the rest stands', async () => {
    const file = aLinksFile(
      [A, B, 'Successor'],
      [B, C, 'Successor'],
      [C, A, 'Successor'],
      [C, '100009', 'Successor'],
    );
    const reading = await parseLinks(file);
    expect(reading.loops).toEqual([{ urns: [A, B, C], lines: [2, 3, 4] }]);
    expect(reading.links).toMatchObject([{ fromUrn: C, toUrn: '100009' }]);
  });

  it('are refused by name where a school followed itself', async () => {
    expect((await parseLinks(aLinksFile([A, A, 'Successor'], [A, B, 'Successor']))).loops).toEqual([
      { urns: [A], lines: [2] },
    ]);
  });

  it.each([
    ['a URN of five digits', ['10001', B, 'Successor'], 'Line 2, URN: “10001” is not a URN'],
    ['an unknown type', [A, B, 'Sequel'], 'Line 2, LinkType: “Sequel”'],
    ['a date the other way round', [A, B, 'Successor', '2021-08-31'], 'Line 2, LinkEstablishedDate: '],
  ] as const)('name line and column of %s', async (_, row, message) => {
    const reading = parseLinks(aLinksFile(row));
    await expect(reading).rejects.toThrow(FileRefused);
    await expect(reading).rejects.toThrow(message);
  });

  it('keep ends outside the register and count them', async () => {
    const { links } = await parseLinks(aLinksFile([A, B, 'Successor'], [C, B, 'Successor']));
    expect(countEndsOutside(links, isOpen(B))).toEqual({ from: 2, to: 0 });
  });
});

/** National files take seconds, and longer where other suites run beside this one. */
jest.setTimeout(30_000);

const FOLDER = '../shared/data/gias/';
(existsSync(FOLDER) ? describe : describe.skip)('the official links file as published', () => {
  it('is read whole and leads every history to an end', async () => {
    const { schools } = await parseRegister(readFileSync(`${FOLDER}schools_england.csv.gz`));
    const open = new Set(schools.map(({ urn }) => urn));
    const reading = await parseLinks(readFileSync(`${FOLDER}links_edubasealldata_2025-09.csv.gz`), (urn) =>
      open.has(urn),
    );
    expect(reading).toMatchObject({ rows: 34_565, encoding: 'Windows-1252', notes: [] });
    const kinds = (kind: string) => reading.links.filter((link) => link.kind === kind).length;
    expect({
      successor: kinds('successor'),
      merger: kinds('merger'),
      split: kinds('split'),
    }).toEqual({ successor: 16_929, merger: 392, split: 50 });
    expect(reading.loops.length).toBe(44);
    const history = new SchoolHistory(reading.links, (urn) => open.has(urn));
    for (const { fromUrn } of reading.links) expect(history.currentOf(fromUrn).length).toBeGreaterThan(0);
    // A school that merged into one that is open.
    expect(history.currentOf(parseUrn('100012') as SchoolUrn)).toEqual(['100021']);
  });
});
