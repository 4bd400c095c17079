import type { SchoolUrn } from '@app/kernel';
import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { AreaSettings } from '../area/area-settings.query.js';
import { openHouse, system } from '../area-school/an-area-of-schools.fixture.js';
import { PublishedMeasures } from '../measures/published-measures.query.js';
import { ImportDesk } from '../register-import/an-import.fixture.js';
import { SimilarSchools } from './similar-schools.query.js';

jest.setTimeout(60_000);

const ONE = { weight: 1, sd: 1_000_000 };
const NAMES = ['ks2_prior', 'disadvantaged', 'eal', 'ehcp', 'sen_support'];
const COLUMNS =
  'avg_ks2_scaledscore,pt_disadvantaged,pt_language_not_english,pt_sen_with_ehcp,pt_sen_no_ehcp';

/** What the Board signed, five measures weighing alike. */
class SignedPolicy extends AreaSettings {
  override inForce(): never {
    const secondary = Object.fromEntries(NAMES.map((name) => [name, ONE]));
    const body = { similar_context: { least_measures: 5, primary: {}, secondary } };
    return Promise.resolve({ number: 1, hash: '', body }) as never;
  }
}

it('are the nearest open schools by what is published of both; a hidden figure is missing, never 0', async () => {
  const house: TestHouse = await openHouse();
  try {
    const ash = await house.school('100001', 'Ash School');
    const beech = await house.school('100002', 'Beech School');
    const cedar = await house.school('100003', 'Cedar School');
    const dogwood = await house.school('100004', 'Dogwood School');
    const desk = new ImportDesk(house);
    const rows = [`${ash},100,20,5,2,10`, `${beech},100,23,5,2,14`, `${cedar},100,21,5,2,10`];
    const bytes = Buffer.from(
      [
        `time_period,school_urn,${COLUMNS}`,
        ...[...rows, `${dogwood},100,20,5,z,10`].map((row) => `202324,${row}`),
      ].join('\n'),
    );
    await desk.committed(await desk.previewed({ kind: 'measures', fileName: 'ks4.csv', bytes }));
    const similar = new SimilarSchools(new SignedPolicy(), new PublishedMeasures());
    const of = (urn: SchoolUrn) =>
      house.work.run(system('worker', NORTH), NORTH, (tx) => similar.of(tx, urn));
    const found = await of(ash);
    expect(found?.schools.map(({ urn, distance }) => [urn, distance])).toEqual([
      [cedar, 1],
      [beech, 5],
    ]);
    expect(found?.used).toHaveLength(5);
    expect(await of(dogwood)).toBeNull();
  } finally {
    await house.close();
  }
});
