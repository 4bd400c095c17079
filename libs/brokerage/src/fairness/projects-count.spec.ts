import { EASTMARSH, MARLOWE, QUARRY } from '../../../../test/factories/a-brokerage-house.js';
import { AProject } from '../project/a-project.fixture.js';
import { GivenAndReceived } from './given-and-received.query.js';

describe('who gave help to whom, of projects', () => {
  let the: AProject;
  beforeEach(async () => {
    the = await AProject.open();
  });
  afterEach(() => the.close());

  const promised = (year = '2026/27') =>
    the.house.asking('officer', (tx) => the.house.get(GivenAndReceived).promised(tx, year as never));
  const asked = async (): Promise<string[]> => [
    ...(await the.house.asking('officer', (tx) =>
      the.house.get(GivenAndReceived).asked(tx, '2026/27' as never),
    )),
  ];

  it('counts what a school promised once the work has begun, shared among those who receive', async () => {
    await the.allYes();
    expect(await promised()).toEqual([]);
    await the.begin();
    expect(await promised()).toEqual([
      { supporter: MARLOWE, asker: EASTMARSH, halfDays: 2 },
      { supporter: MARLOWE, asker: QUARRY, halfDays: 2 },
    ]);
    expect(await promised('2025/26')).toEqual([]);
  });

  it('counts a school that was asked to give as asked, and one that was asked to receive not', async () => {
    await the.make();
    await the.ask(MARLOWE, 'supporter', { '2026/27-3': 4 });
    await the.ask(QUARRY, 'supported');
    expect(await asked()).toEqual([MARLOWE]);
  });
});
