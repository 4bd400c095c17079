import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { AddSchoolsToArea } from '../area-school/add-schools-to-area.js';
import { openHouse, system } from '../area-school/an-area-of-schools.fixture.js';
import { SchoolFacts } from '../area-school/school-facts.query.js';
import { ImportDesk } from './an-import.fixture.js';

jest.setTimeout(120_000);

/** Real public files that an operator has; never part of the project. */
const FOLDER = join(process.cwd(), '../shared/data/gias');
const onRealFiles = existsSync(FOLDER) ? describe : describe.skip;
const file = (fileName: string) => ({ fileName, bytes: readFileSync(join(FOLDER, fileName)) });

onRealFiles('the register of all England', () => {
  let house: TestHouse;
  let desk: ImportDesk;

  beforeAll(async () => {
    house = await openHouse();
    desk = new ImportDesk(house);
  });
  afterAll(() => house.close());

  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    process.stdout.write(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  };

  it('is previewed, committed and, the second time, found unchanged', async () => {
    const england = file('schools_england.csv.gz');
    const seen = await timed('preview of England', () => desk.previewed(england));
    expect(seen.preview).toMatchObject({ rows: 22_010, writes: 22_010, noteCount: 3 });
    const done = await timed('commit of England', () => desk.committed(seen));
    expect(done.written).toBe(22_010);
    const again = await timed('the same file again', async () =>
      desk.committed(await desk.previewed(england)),
    );
    expect(again).toMatchObject({ written: 0, counts: { unchanged: 22_010, other: 0 } });
  });

  it('takes the links of its schools, once per event', async () => {
    const links = { kind: 'links' as const, ...file('links_edubasealldata_2025-09.csv.gz') };
    const done = await timed('links', async () => desk.committed(await desk.previewed(links)));
    expect(done.written).toBeGreaterThan(15_000);
    expect(await desk.committed(await desk.previewed(links))).toMatchObject({ written: 0 });
  });

  it('keeps what East Sussex’s own file says the same', async () => {
    const seen = await desk.previewed(file('schools_east_sussex.csv'));
    expect(seen.preview).toMatchObject({ writes: 0, unchanged: 186, needs: ['fall'] });
  });

  it('refuses the older file of Surrey and Hampshire once it is told when England’s was drawn', async () => {
    const dated = await desk.previewed({ ...file('schools_england.csv.gz'), extractDate: '2025-07-17' });
    await desk.committed(dated);
    const seen = await desk.previewed(file('gias_surrey_hampshire_20220420_111cols.csv.gz'));
    expect(seen.failure?.code).toBe('REGISTER_OLDER');
  });

  it('gives an area its schools, and matching their facts', async () => {
    const add = new AddSchoolsToArea(house.audit, house.ids);
    const urns = await house.work.run(system('ops', NORTH), NORTH, (tx) => add.inside(tx, '845'));
    const facts = await house.work.run(system('worker', NORTH), NORTH, (tx) => new SchoolFacts().ofArea(tx));
    expect(facts.map(({ urn }) => urn)).toEqual(urns);
    expect(facts).toHaveLength(186);
    expect(facts.every(({ easting, keyStages }) => easting !== null && keyStages.length > 0)).toBe(true);
  });
});
