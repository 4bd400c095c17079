import { aRegisterFile, type Cells } from './a-register-file.fixture.js';
import { diffRegister } from './diff-register.js';
import { parseRegister } from './parse-register.js';
import { ageOf } from './register-age.js';

async function diff(before: readonly Cells[], now: readonly Cells[]) {
  const stored = await parseRegister(aRegisterFile(...before));
  const file = await parseRegister(aRegisterFile(...now));
  return diffRegister(
    new Map(stored.schools.map((school) => [school.urn, school])),
    file.schools,
    file.headings,
  );
}
const named = (changes: readonly { urn: string; was: string | null; now: string | null }[]) =>
  changes.map(({ urn, was, now }) => `${urn}: ${was} → ${now}`);

describe('what a new register changes', () => {
  it('is everything on the first day and nothing on the second with the same file', async () => {
    const file = await parseRegister(aRegisterFile({}, { URN: '100002' }));
    expect(diffRegister(new Map(), file.schools, file.headings)).toMatchObject({
      added: [{ urn: '100001' }, { urn: '100002' }],
      unchanged: 0,
      rows: { before: 0, now: 2, needsConfirmation: false },
    });
    expect(await diff([{}, { URN: '100002' }], [{}, { URN: '100002' }])).toMatchObject({
      toWrite: [],
      unchanged: 2,
      absent: [],
    });
  });

  it('is told by name: opened, closed, renamed, moved (G10)', async () => {
    const of = (status: string, name: string, trust: string, la: string): Cells => ({
      'EstablishmentStatus (name)': status,
      EstablishmentName: name,
      'Trusts (code)': trust,
      'LA (code)': la,
    });
    const changes = await diff(
      [of('Proposed to open', 'Elm', '1', '845'), { ...of('Open', 'Oak', '2', '909'), URN: '100002' }],
      [of('Open', 'Elm Park', '1', '845'), { ...of('Closed', 'Oak', '3', '942'), URN: '100002' }],
    );
    expect(named(changes.opened)).toEqual(['100001: proposed_to_open → open']);
    expect(named(changes.closed)).toEqual(['100002: open → closed']);
    expect(named(changes.renamed)).toEqual(['100001: Elm → Elm Park']);
    expect(named(changes.movedTrust)).toEqual(['100002: 2 → 3']);
    expect(named(changes.movedAuthority)).toEqual(['100002: 909 → 942']);
    expect(changes.toWrite.map(({ urn }) => urn)).toEqual(['100001', '100002']);
  });

  it('names the fields of every other change', async () => {
    const changes = await diff([{ NumberOfPupils: '200' }], [{ NumberOfPupils: '210' }]);
    expect(changes.other).toMatchObject([{ urn: '100001', fields: ['roll'] }]);
  });

  it('leaves alone what a form with fewer columns does not say', async () => {
    const whole = {
      Easting: '541125',
      Northing: '110000',
      'Trusts (code)': '4711',
      'GOR (name)': 'South East',
    };
    const { toWrite, unchanged } = await diff([whole], [{}]);
    expect({ toWrite, unchanged }).toEqual({ toWrite: [], unchanged: 1 });
    const renamed = await diff([whole], [{ EstablishmentName: 'Oak' }]);
    expect(renamed.toWrite).toMatchObject([
      {
        name: 'Oak',
        easting: 541125,
        trustCode: '4711',
        trustKnown: true,
        published: { 'GOR (name)': 'South East' },
      },
    ]);
  });

  it('makes blank what is blank in a column that is there', async () => {
    const { toWrite } = await diff([{ NumberOfPupils: '200' }], [{ NumberOfPupils: '' }]);
    expect(toWrite).toMatchObject([{ roll: null }]);
  });

  it('never takes away a school that is absent, but names it (G10)', async () => {
    const changes = await diff([{}, { URN: '100002' }], [{}]);
    expect(changes.absent).toMatchObject([{ urn: '100002' }]);
    expect(changes.toWrite).toEqual([]);
  });

  it.each([
    [20, 19, false],
    [20, 18, true],
    [100, 95, false],
    [100, 94, true],
    [100, 130, false],
  ])('from %i rows to %i needs a confirmation: %s', async (before, now, needsConfirmation) => {
    const rows = (count: number) => Array.from({ length: count }, (_, at) => ({ URN: String(100001 + at) }));
    expect((await diff(rows(before), rows(now))).rows).toEqual({ before, now, needsConfirmation });
  });
});

describe('the age of a register file', () => {
  const edition = (extractDate: string | null, latestOpening: string | null) => ({
    extractDate,
    latestOpening,
  });
  it.each([
    ['older', edition('2024-07-17', null), edition('2025-07-17', null)],
    ['newer', edition('2025-07-17', '2020-01-01'), edition('2024-07-17', '2024-01-01')],
    ['same', edition('2025-07-17', null), edition('2025-07-17', null)],
    ['may_be_older', edition(null, '2024-01-01'), edition('2025-07-17', '2025-07-01')],
    ['unknown', edition(null, '2025-09-01'), edition('2025-07-17', '2025-07-01')],
    ['unknown', edition(null, null), edition(null, '2025-07-01')],
  ])('is %s', (age, file, inForce) => {
    expect(ageOf(file, inForce)).toBe(age);
  });
});
