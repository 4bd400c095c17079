import { NORTH, type TestHouse } from '../../../../test/factories/an-area.js';
import { openHouse, system } from '../area-school/an-area-of-schools.fixture.js';
import { PublishedMeasures } from '../measures/published-measures.query.js';
import { ImportDesk } from '../register-import/an-import.fixture.js';
import { PublishedContext } from './published-context.query.js';

jest.setTimeout(60_000);

const COLUMNS = 'time_period,school_urn,avg_ks2_scaledscore,pt_disadvantaged,pt_sen_with_ehcp';

it('is the latest year that any of the schools publishes: hidden stays hidden, an earlier year stands for nobody', async () => {
  const house: TestHouse = await openHouse();
  try {
    const ash = await house.school('100001', 'Ash School');
    const beech = await house.school('100002', 'Beech School');
    const cedar = await house.school('100003', 'Cedar School');
    const desk = new ImportDesk(house);
    const bring = async (fileName: string, rows: readonly string[]) => {
      const bytes = Buffer.from([COLUMNS, ...rows].join('\n'));
      await desk.committed(await desk.previewed({ kind: 'measures', fileName, bytes }));
    };
    await bring('ks4-2023.csv', [`202223,${ash},101,20,2`, `202223,${cedar},99,31,3`]);
    await bring('ks4-2024.csv', [`202324,${ash},102.5,21,z`, `202324,${beech},100,23,2.5`]);
    const context = new PublishedContext(new PublishedMeasures());
    const schools = [ash, beech, cedar].map((urn) => ({ urn, keyStages: ['KS3', 'KS4'] as const }));
    const found = await house.work.run(system('worker', NORTH), NORTH, (tx) => context.of(tx, schools));
    const told = (urn: typeof ash) =>
      found
        .get(urn)
        ?.map(({ name, value, symbol, period }) => `${name} ${String(value ?? symbol)} ${period}`)
        .sort();
    expect(told(ash)).toEqual([
      'disadvantaged 21 2023/24',
      'ehcp not_applicable 2023/24',
      'ks2_prior 102.5 2023/24',
    ]);
    expect(told(beech)).toEqual(['disadvantaged 23 2023/24', 'ehcp 2.5 2023/24', 'ks2_prior 100 2023/24']);
    expect(told(cedar)).toBeUndefined();
    const asPrimary = await house.work.run(system('worker', NORTH), NORTH, (tx) =>
      context.of(tx, [{ urn: ash, keyStages: ['KS1', 'KS2'] }]),
    );
    expect(asPrimary.get(ash)).toBeUndefined();
  } finally {
    await house.close();
  }
});
