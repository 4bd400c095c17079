import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { AddSchoolsToArea } from '../area-school/add-schools-to-area.js';
import { openHouse, system } from '../area-school/an-area-of-schools.fixture.js';
import { SchoolFacts } from '../area-school/school-facts.query.js';
import { aRegisterFile } from '../register/a-register-file.fixture.js';
import { ImportDesk, manySchools } from './an-import.fixture.js';

const SCHOOLS = 3_000;

describe('a match run that starts while an import is written', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('sees the register before the import or after it, never a mixed one (R07)', async () => {
    const desk = new ImportDesk(house);
    const rows = (generation: string) =>
      manySchools(SCHOOLS).map((row) => ({
        ...row,
        EstablishmentName: generation,
        Easting: '',
        Northing: '',
      }));
    await desk.register(rows('old'));
    await house.work.run(system('ops', NORTH), NORTH, (tx) =>
      new AddSchoolsToArea(house.audit, house.ids).inside(tx, null),
    );
    const seen = await desk.previewed({ bytes: aRegisterFile(...rows('new')) });

    let writing = true;
    const committing = desk.committed(seen).finally(() => (writing = false));
    const sights: string[] = [];
    const look = async () => {
      const facts = await house.work.run(system('worker', NORTH), NORTH, (tx) =>
        new SchoolFacts().ofArea(tx),
      );
      expect(facts).toHaveLength(SCHOOLS);
      sights.push([...new Set(facts.map(({ name }) => name))].join('+'));
    };
    do await look();
    while (writing);
    await committing;
    await look();
    expect(sights[0]).toBe('old');
    expect(sights.at(-1)).toBe('new');
    expect(new Set(sights)).toEqual(new Set(['old', 'new']));
  });
});
