import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRegister, type RegisterReading } from './parse-register.js';

// National files take seconds, and longer where other suites run beside this one.
jest.setTimeout(30_000);

/** Real public files that an operator has; never part of the project. Continuous integration must have them. */
const FOLDER = join(process.cwd(), '../shared/data/gias');
const onRealFiles = existsSync(FOLDER) ? describe : describe.skip;

const read = (file: string): Promise<RegisterReading> =>
  parseRegister(readFileSync(join(FOLDER, file)), { fileName: file });

it('has the real files where it must', () => {
  // eslint-disable-next-line house/environment-in-settings-only -- only whether this is a build server
  expect({ files: existsSync(FOLDER), ci: process.env['CI'] === 'true' }).not.toEqual({
    files: false,
    ci: true,
  });
});

onRealFiles('the official register as published', () => {
  it.each([
    ['raw_sample_edubaseallstatefunded20250717_200rows.csv', 33, 200, 'Windows-1252'],
    ['raw_sample_edubaseallacademiesandfree20250717_100rows.csv', 34, 100, 'UTF-8'],
    ['gias_surrey_hampshire_20220420_111cols.csv.gz', 111, 1096, 'UTF-8'],
    ['edubasealldata_full_header_2rows_2021.csv', 139, 2, 'UTF-8'],
    ['schools_east_sussex.csv', 43, 186, 'UTF-8'],
  ])('%s is read whole: %i columns, %i schools', async (file, columns, schools, encoding) => {
    const reading = await read(file);
    expect(reading.headings).toHaveLength(columns);
    expect(reading.schools).toHaveLength(schools);
    expect(reading).toMatchObject({ encoding, notes: [], summaryRows: 0, repeatedRows: 0 });
  });

  it('keeps accents and apostrophes of Windows-1252', async () => {
    const { schools } = await read('raw_sample_edubaseallstatefunded20250717_200rows.csv');
    const names = schools.map(({ name }) => name).join('\n');
    expect(names).toMatch(/ à /);
    expect(names).toMatch(/\d°/);
    expect(names).not.toMatch(/[\u0080-\u009f\ufffd]/u);
  });

  it('reads all 22,010 schools of England in seconds, and notes what was lost before', async () => {
    const { schools, notes } = await read('schools_england.csv.gz');
    expect(schools).toHaveLength(22_010);
    expect(notes.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '12566 Trusts (name)',
      '14990 Trusts (name)',
      '18859 Trusts (name)',
    ]);
    expect(schools.filter(({ status }) => status === 'proposed_to_close')).toHaveLength(42);
    expect(schools.filter(({ easting }) => easting === null)).toHaveLength(66);
    expect(JSON.stringify(schools)).not.toMatch(/[\u0080-\u009f\ufffd]/u);
  });

  it('finds East Sussex: 145 primaries, 23 secondaries, 3 all-through, 15 others', async () => {
    const { schools } = await read('schools_east_sussex.csv');
    const ofPhase = (phase: string) => schools.filter((school) => school.phase === phase);
    expect(ofPhase('Primary')).toHaveLength(145);
    expect(ofPhase('Secondary')).toHaveLength(23);
    expect(ofPhase('All-through')).toHaveLength(3);
    expect(ofPhase('Not applicable').every(({ setting }) => setting !== 'mainstream')).toBe(true);
    expect(schools.every(({ laCode, keyStages }) => laCode === '845' && keyStages.length > 0)).toBe(true);
  });

  it('never keeps who leads a school', async () => {
    const { schools } = await read('gias_surrey_hampshire_20220420_111cols.csv.gz');
    const kept = new Set(schools.flatMap(({ published }) => Object.keys(published)));
    expect([...kept].filter((heading) => /Head|Telephone|Fax|PropsName/.test(heading))).toEqual([]);
  });

  it('names the row where a download was cut at 60 % (G11)', async () => {
    const whole = readFileSync(join(FOLDER, 'schools_east_sussex.csv'));
    const cut = whole.subarray(0, Math.floor(whole.length * 0.6));
    await expect(parseRegister(cut)).rejects.toThrow(/^Line \d+: /);
  });
});
