import type { Actor, Role, SchoolUrn } from '@app/kernel';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, SOUTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { AddSchoolsToArea } from './add-schools-to-area.js';
import { openHouse, published, system, TODAY } from './an-area-of-schools.fixture.js';
import { RecordBody, type RecordedBody } from './record-body.js';
import { SchoolFacts } from './school-facts.query.js';

const [UNKNOWN, NAMED, OTHER, MAINTAINED] = ['100001', '100002', '100003', '100004'] as SchoolUrn[];

describe('recording the trust of an academy that the register leaves blank', () => {
  let house: TestHouse;
  let record: RecordBody;
  const someone = (role: Role, interests: readonly SchoolUrn[] = []): Actor =>
    aPerson([aPost(role)], { area: NORTH, interests });
  const trustOf = async (urn: SchoolUrn | undefined) => {
    const facts = await house.work.run(system('worker', NORTH), NORTH, (tx) => new SchoolFacts().ofArea(tx));
    return facts.find((fact) => fact.urn === urn);
  };
  const asked = (change: Partial<RecordedBody> = {}): RecordedBody => ({
    urn: UNKNOWN!,
    version: 1,
    trustName: ' Elm Trust ',
    ...change,
  });

  beforeEach(async () => {
    house = await openHouse();
    record = new RecordBody(house.work, house.audit, theMatrix(), TODAY);
    const academy = {
      'TypeOfEstablishment (name)': 'Academy converter',
      'Trusts (name)': '',
      'Trusts (code)': '',
    };
    await published(house, [
      academy,
      { ...academy, URN: NAMED, 'Trusts (name)': 'Elm Trust', 'Trusts (code)': '2044' },
      { ...academy, URN: OTHER },
      { URN: MAINTAINED, 'Trusts (name)': '', 'Trusts (code)': '' },
    ]);
    await house.work.run(system('ops', NORTH), NORTH, (tx) =>
      new AddSchoolsToArea(house.audit, house.ids).inside(tx, '845'),
    );
  });
  afterEach(() => house.close());

  it.each(['broker', 'adviser', 'sysadmin'] as const)(
    'is for a %s, and makes one body of two',
    async (role) => {
      expect(await trustOf(UNKNOWN)).toMatchObject({ trust: null, trustKnown: false });
      await record.execute(someone(role), NORTH, asked());
      expect(await trustOf(UNKNOWN)).toMatchObject({ trust: '2044', trustKnown: true });
      expect((await trustOf(NAMED))?.trust).toBe('2044');
    },
  );

  it('keeps a trust that the register has never heard of by its name', async () => {
    await record.execute(someone('broker'), NORTH, asked({ trustName: 'Fir Trust' }));
    await record.execute(
      someone('broker'),
      NORTH,
      asked({ urn: OTHER!, trustName: 'Fir Trust', trustCode: '77' }),
    );
    expect((await trustOf(OTHER))?.trust).toBe('77');
    expect((await trustOf(UNKNOWN))?.trust).toBe('name:Fir Trust');
  });

  it('is refused to a broker with an interest in the school, and to an officer', async () => {
    for (const actor of [someone('broker', [UNKNOWN!]), someone('officer')]) {
      await expect(record.execute(actor, NORTH, asked())).rejects.toMatchObject({
        code: expect.stringMatching(/INTERESTED|NOT_GRANTED/),
      });
    }
  });

  it('is refused where the register knows, or where there is none to know', async () => {
    for (const urn of [NAMED!, MAINTAINED!]) {
      await expect(record.execute(someone('broker'), NORTH, asked({ urn }))).rejects.toMatchObject({
        code: 'BODY_KNOWN',
      });
    }
  });

  it('overwrites nothing that somebody else recorded meanwhile', async () => {
    await record.execute(someone('broker'), NORTH, asked());
    await expect(
      record.execute(someone('adviser'), NORTH, asked({ trustName: 'Oak Trust' })),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });

  it('is of one area alone', async () => {
    const south = aPerson([aPost('broker')], { area: SOUTH });
    await expect(record.execute(south, SOUTH, asked())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    [{ trustName: ' ' }, 'trustName'],
    [{ trustName: 'x'.repeat(201) }, 'trustName'],
    [{ trustCode: 'TR01' }, 'trustCode'],
  ])('names the field where %j cannot be read', async (change, path) => {
    await expect(record.execute(someone('broker'), NORTH, asked(change))).rejects.toMatchObject({
      errors: [{ path }],
    });
  });
});
