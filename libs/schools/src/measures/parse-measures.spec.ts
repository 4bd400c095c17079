import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMeasures, type MeasuresReading } from './parse-measures.js';

jest.setTimeout(30_000);

/** Real public files that an operator has; never part of the project. */
const FOLDER = join(process.cwd(), '../shared/data');
const onRealFiles = existsSync(FOLDER) ? describe : describe.skip;

const of = (fileName: string, ...lines: readonly string[]): Promise<MeasuresReading> =>
  parseMeasures(Buffer.from(lines.join('\r\n')), { fileName });
const figureOf = (reading: MeasuresReading, urn: string, measure: string) =>
  reading.figures.find((figure) => figure.urn === urn && figure.measure === measure);

describe('a file of published figures', () => {
  const ABSENCE = '\ufeffLA,ESTAB,URN,PERCTOT,PPERSABS10';
  const KS4 = 'RECTYPE,URN,P8MEA,ATT8SCR,PTL2BASICS_95';

  it('is known by its headings behind a byte order mark, and its school year by its name', async () => {
    const reading = await of('absence_2023-2024.csv', ABSENCE, '201,3614,100000,4.3,8.4');
    expect(reading).toMatchObject({ publication: 'absence', period: '2023/24', schools: 1 });
    expect(figureOf(reading, '100000', 'absence.persistent')).toMatchObject({ number: 8.4, symbol: null });
  });

  it('leaves out national rows, which have no URN (G06)', async () => {
    const reading = await of(
      'absence_2023-2024.csv',
      ABSENCE,
      'NAT,PRI,,5.5,14.6',
      '201,3614,100000,4.3,8.4',
    );
    expect(reading).toMatchObject({ summaryRows: 1, schools: 1 });
  });

  it.each([
    ['NP', 'not_published'],
    ['NE', 'no_entries'],
    ['SUPP', 'suppressed'],
    ['LOWCOV', 'low_coverage'],
    ['z', 'not_applicable'],
    ['c', 'confidential'],
    ['x', 'unavailable'],
    ['u', 'unavailable'],
    ['low', 'low'],
    ['', 'blank'],
  ])('keeps “%s” as a reason and as it was written, never as a number', async (cell, symbol) => {
    const reading = await of('ks4_2019.csv', KS4, `1,100049,${cell},42.4,43%`);
    expect(figureOf(reading, '100049', 'ks4.progress_8')).toMatchObject({
      number: null,
      symbol,
      asPublished: cell,
    });
  });

  it('reads 41% as 41, and refuses a percentage without its sign (G05)', async () => {
    const reading = await of('ks4_2019.csv', KS4, '1,100049,-0.11,42.4,41%');
    expect(figureOf(reading, '100049', 'ks4.basics_95')?.number).toBe(41);
    await expect(of('ks4_2019.csv', KS4, '1,100049,-0.11,42.4,0.41')).rejects.toThrow(
      'Line 2, PTL2BASICS_95: “0.41” has no percent sign.',
    );
  });

  describe('of pupil premium', () => {
    const [ONE, TWO] = ['Primary', 'Secondary'].map(
      (phase) => `Percentage of ${phase} pupils eligible for the Deprivation Pupil Premium`,
    );
    const HEADINGS = `URN,Number of Primary pupils on roll (9),${ONE!},${TWO!}`;

    it('reads 0.162 of one edition and 14.50% of the next as percent, with the pupils it is out of', async () => {
      const old = await of('pupil_premium_2019-20.csv', HEADINGS, '100000,234,0.162,0');
      expect(figureOf(old, '100000', 'context.premium_primary')).toMatchObject({
        number: 16.2,
        denominator: 234,
      });
      const next = await of('pupil_premium_2021-22.csv', HEADINGS, '100000,227,14.50%,0.00%');
      expect(figureOf(next, '100000', 'context.premium_primary')).toMatchObject({
        number: 14.5,
        denominator: 227,
      });
    });

    it('refuses both ways in one file by row (G05)', async () => {
      const mixed = of('pupil_premium_2019-20.csv', HEADINGS, '100000,234,0.162,0', '100006,19,73.7%,0');
      await expect(mixed).rejects.toThrow(/^Line 3, Percentage of Primary/);
    });
  });

  it('refuses a file with a column about single pupils (I-25)', async () => {
    await expect(of('absence_2023-2024.csv', 'URN,UPN,PERCTOT,PPERSABS10')).rejects.toThrow(
      'Pupil-level data is never read.',
    );
  });

  it('refuses what is no known publication, what tells no school year, and a school told twice', async () => {
    await expect(of('x_2024.csv', 'URN,Name', '100000,A')).rejects.toThrow('none of the published files');
    await expect(of('absence.csv', ABSENCE, '201,1,100000,4.3,8.4')).rejects.toThrow('tells the school year');
    const row = '201,3614,100000,4.3,8.4';
    await expect(of('absence_2023-2024.csv', ABSENCE, row, row)).rejects.toThrow('100000 is also in line 2.');
  });
});

onRealFiles('the official figures as published', () => {
  it.each([
    ['performance/absence_2023-2024.csv.gz', '2023/24', 21_318, 3],
    ['performance/ks2_2019.csv.gz', '2018/19', 16_355, 0],
    ['performance/ks4_2019.csv.gz', '2018/19', 5_516, 0],
    ['performance/ks4_school_information_2023-24.csv.gz', '2023/24', 5_709, 0],
    ['context/pupil_premium_2019-20.csv.gz', '2019/20', 21_567, 0],
    ['context/pupil_premium_2021-22.csv.gz', '2021/22', 20_760, 0],
  ])('%s is read whole: %s, %i schools', async (file, period, schools, summaryRows) => {
    const reading = await parseMeasures(readFileSync(join(FOLDER, file)), { fileName: file });
    expect(reading).toMatchObject({ period, schools, summaryRows });
    expect(reading.figures).toHaveLength(schools * reading.measures.length);
    expect(reading.figures.every(({ number, symbol }) => (number === null) !== (symbol === null))).toBe(true);
  });
});
