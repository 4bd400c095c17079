import { FileRefused } from '../csv/file-refused.js';
import { aRegisterFile, type Cells } from './a-register-file.fixture.js';
import { parseRegister } from './parse-register.js';
import type { RegisterSchool } from './register-school.js';

async function school(change: Cells = {}): Promise<RegisterSchool> {
  const { schools } = await parseRegister(aRegisterFile(change));
  expect(schools).toHaveLength(1);
  return schools[0] as RegisterSchool;
}

async function refusalOf(...changes: readonly Cells[]): Promise<FileRefused> {
  const refusal = await parseRegister(aRegisterFile(...changes)).catch((cause: unknown) => cause);
  expect(refusal).toBeInstanceOf(FileRefused);
  return refusal as FileRefused;
}

describe('a school in the register', () => {
  it('has its numbers as text and its authority’s and its own in one', async () => {
    expect(await school()).toMatchObject({
      urn: '100001',
      laCode: '845',
      laestab: '8454000',
      status: 'open',
    });
    expect(await school({ EstablishmentNumber: '' })).toMatchObject({ laestab: null });
    expect(await school({ EstablishmentNumber: undefined, LAESTAB: '845/4000' })).toMatchObject({
      laestab: '8454000',
    });
  });

  it('keeps its name as given: commas, apostrophes, double spaces (G09)', async () => {
    const name = "St Anne's  Church School, Upper Elm";
    expect(await school({ EstablishmentName: name })).toMatchObject({ name });
  });

  it.each([
    ['Open', 'open'],
    ['Closed', 'closed'],
    ['Open, but proposed to close', 'proposed_to_close'],
    ['Proposed to open', 'proposed_to_open'],
  ])('that the register calls “%s” is %s', async (name, status) => {
    expect(await school({ 'EstablishmentStatus (name)': name })).toMatchObject({ status });
  });

  it('has a status by its code where the file gives no name', async () => {
    const change = { 'EstablishmentStatus (name)': undefined, 'EstablishmentStatus (code)': '3' };
    expect(await school(change)).toMatchObject({ status: 'proposed_to_close' });
  });

  it('has a type by its code, leading zero and all, where the file gives no name, and the other way round (G02)', async () => {
    const byCode = { 'TypeOfEstablishment (name)': undefined, 'TypeOfEstablishment (code)': '07' };
    expect(await school(byCode)).toMatchObject({
      typeCode: '07',
      typeName: 'Community special school',
      setting: 'special',
    });
    expect(await school()).toMatchObject({
      typeCode: '01',
      typeName: 'Community school',
      setting: 'mainstream',
    });
    expect(await school({ 'TypeOfEstablishment (name)': 'Moon school' })).toMatchObject({
      typeCode: null,
      typeName: 'Moon school',
    });
  });

  it('keeps "Not applicable", "Not recorded", "Does not apply" and blank apart (G04)', async () => {
    for (const said of ['Not applicable', 'Not recorded', 'Does not apply', 'None']) {
      expect(await school({ 'Diocese (name)': said })).toMatchObject({ diocese: said });
    }
    expect(await school({ 'Diocese (name)': '' })).toMatchObject({ diocese: null });
  });

  it('opened on a day nobody knows where the file says 01-01-1900 or nothing (G03)', async () => {
    expect(await school({ OpenDate: '01-01-1900' })).toMatchObject({ openedOn: null });
    expect(await school({ OpenDate: '01-09-2031' })).toMatchObject({ openedOn: '2031-09-01' });
  });

  it.each([
    ['', ''],
    ['0', '0'],
    ['530000', ''],
    ['-3', '120000'],
    ['530000', '9999999'],
  ])('is nowhere known for easting “%s” and northing “%s”', async (Easting, Northing) => {
    expect(await school({ Easting, Northing })).toMatchObject({ easting: null, northing: null });
  });

  it('stands where the register says, in metres', async () => {
    expect(await school({ Easting: '541125', Northing: '110000' })).toMatchObject({
      easting: 541125,
      northing: 110000,
    });
  });

  it('keeps 0 apart from unknown for places and pupils', async () => {
    expect(await school({ SchoolCapacity: '0', NumberOfPupils: '' })).toMatchObject({
      capacity: 0,
      roll: null,
    });
    expect(await school({ NumberOfPupils: 'SUPP' })).toMatchObject({
      roll: null,
      published: { NumberOfPupils: 'SUPP' },
    });
  });

  it('has its free school meals in percent, or the reason why not, or no such column', async () => {
    expect((await school({ PercentageFSM: '10.2' })).fsmPercent).toEqual({ number: 10.2, symbol: null });
    expect((await school({ PercentageFSM: 'SUPP' })).fsmPercent).toEqual({
      number: null,
      symbol: 'suppressed',
    });
    expect((await school()).fsmPercent).toBeNull();
  });

  it('links to a website only over http and https; any other text stays text (G09)', async () => {
    expect(await school({ SchoolWebsite: 'https://elm.example/' })).toMatchObject({
      website: 'https://elm.example/',
    });
    for (const text of [
      'www.elm.example',
      'javascript:alert(1)',
      'http://',
      'https://elm.example/"onclick=',
    ]) {
      expect(await school({ SchoolWebsite: text })).toMatchObject({
        website: null,
        published: { SchoolWebsite: text },
      });
    }
  });

  it('has an unknown trust, not none, where an academy’s is blank', async () => {
    const academy = {
      'TypeOfEstablishment (name)': 'Academy converter',
      'Trusts (code)': '',
      'Trusts (name)': '',
    };
    expect(await school(academy)).toMatchObject({ trustCode: null, trustKnown: false });
    expect(await school({ ...academy, 'Trusts (code)': '4711' })).toMatchObject({
      trustCode: '4711',
      trustKnown: true,
    });
    const says = { ...academy, 'TrustSchoolFlag (name)': 'Not supported by a trust' };
    expect(await school(says)).toMatchObject({ trustCode: null, trustKnown: true });
    expect(await school()).toMatchObject({ trustKnown: true });
  });

  it('keeps further columns as published, but nobody’s name or telephone', async () => {
    const { published } = await school({
      'GOR (name)': 'South East',
      HeadLastName: 'Quill',
      TelephoneNum: '01632 960001',
    });
    expect(published).toEqual({ 'LA (name)': 'East Sussex', 'GOR (name)': 'South East' });
  });
});

describe('reading a register', () => {
  it('does not mind the order of columns or one that is absent (G01)', async () => {
    const { schools } = await parseRegister(
      Buffer.from(
        'EstablishmentName,EstablishmentStatus (name),TypeOfEstablishment (name),LA (code),URN\nElm,Open,Free schools,845,100001\n',
      ),
    );
    expect(schools).toMatchObject([{ name: 'Elm', urn: '100001', phase: null, keyStages: [] }]);
  });

  it('skips and counts summary rows (G06)', async () => {
    const file = aRegisterFile({}, { URN: '' }, { 'LA (code)': 'NAT', URN: '100002' });
    expect(await parseRegister(file)).toMatchObject({
      rows: 3,
      summaryRows: 2,
      schools: [{ urn: '100001' }],
    });
  });

  it('takes a row that says the same again once', async () => {
    expect(await parseRegister(aRegisterFile({}, {}))).toMatchObject({
      rows: 2,
      repeatedRows: 1,
      schools: [{ urn: '100001' }],
    });
  });

  it('refuses two rows that contradict each other, naming both', async () => {
    const refusal = await refusalOf({}, {}, { EstablishmentName: 'Oakfield School' });
    expect(refusal.message).toBe('Line 4, URN: 100001 is also in line 2, which says something else of it.');
  });

  it.each<[string, Cells, RegExp]>([
    [
      'an unknown status',
      { 'EstablishmentStatus (name)': 'Opn' },
      /^Line 3, EstablishmentStatus \(name\): “Opn”/,
    ],
    ['a status whose twins disagree', { 'EstablishmentStatus (code)': '2' }, /^Line 3, Est.*disagree/],
    ['a blank name', { EstablishmentName: ' ' }, /^Line 3, EstablishmentName: The name is blank/],
    ['a date the other way round', { OpenDate: '2024-09-01' }, /^Line 3, OpenDate: /],
    ['an authority nobody has', { 'LA (code)': '555' }, /^Line 3, LA \(code\): No local authority/],
    ['an authority of two digits', { 'LA (code)': '45' }, /^Line 3, LA \(code\): /],
    ['a URN that a spreadsheet rounded', { URN: '1.00E+05' }, /^Line 3, URN: A spreadsheet/],
    [
      'an establishment number without its zero',
      { EstablishmentNumber: '400' },
      /^Line 3, EstablishmentNumber: /,
    ],
    ['words for a number', { StatutoryLowAge: 'eleven' }, /^Line 3, StatutoryLowAge: /],
    ['a percent sign', { PercentageFSM: '41%' }, /^Line 3, PercentageFSM: /],
    ['a UKPRN of seven digits', { UKPRN: '1007324' }, /^Line 3, UKPRN: /],
  ])('names line and column of %s', async (_, change, message) => {
    const untouched = Object.fromEntries(
      Object.keys(change).map((heading) => [heading, ELM_HAS[heading] ?? '']),
    );
    expect((await refusalOf(untouched, { ...change, URN: change['URN'] ?? '100002' })).message).toMatch(
      message,
    );
  });

  it.each([
    'URN',
    'EstablishmentName',
    'EstablishmentStatus (name)',
    'LA (code)',
    'TypeOfEstablishment (name)',
  ])('refuses a file without %s by that name', async (heading) => {
    expect((await refusalOf({ [heading]: undefined })).message).toContain(`“${heading}”`);
  });

  it('reads ages that are the wrong way round as unknown and says where', async () => {
    const reading = await parseRegister(aRegisterFile({ StatutoryLowAge: '16', StatutoryHighAge: '11' }));
    expect(reading.schools).toMatchObject([{ lowAge: null, highAge: null, keyStages: ['KS3', 'KS4'] }]);
    expect(reading.notes).toMatchObject([{ line: 2, column: 'StatutoryLowAge' }]);
  });

  it('knows the day of an extract by its name, else by its newest change, else only the latest opening', async () => {
    const file = aRegisterFile({ OpenDate: '01-09-2020', LastChangedDate: '12-04-2021' });
    expect((await parseRegister(file, { fileName: 'edubasealldata20250717.csv' })).extractDate).toBe(
      '2025-07-17',
    );
    expect((await parseRegister(file)).extractDate).toBe('2021-04-12');
    const silent = await parseRegister(aRegisterFile({ OpenDate: '01-09-2020' }), {
      fileName: 'schools.csv',
    });
    expect(silent).toMatchObject({ extractDate: null, latestOpening: '2020-09-01' });
  });

  it('tells how far it is and can be stopped', async () => {
    const rows = Array.from({ length: 1200 }, (_, at) => ({ URN: String(100001 + at) }));
    const heard: number[] = [];
    await parseRegister(aRegisterFile(...rows), { onProgress: (done) => heard.push(done) });
    expect(heard).toEqual([500, 1000, 1200]);
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(parseRegister(aRegisterFile(...rows), { signal })).rejects.toThrow('stopped');
  });
});

const ELM_HAS: Cells = {
  URN: '100001',
  'EstablishmentStatus (name)': 'Open',
  'EstablishmentStatus (code)': '1',
  EstablishmentName: 'Elmfield School',
  'LA (code)': '845',
  EstablishmentNumber: '4000',
};
