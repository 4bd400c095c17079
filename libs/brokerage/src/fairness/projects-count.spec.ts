import { EASTMARSH, MARLOWE, QUARRY } from '../../../../test/factories/a-brokerage-house.js';
import type { Snapshot } from '@app/matching';
import { NORTH } from '../../../../test/factories/an-area.js';
import { FreezeSnapshot } from '../match-run/freeze-snapshot.js';
import { AProject, PROJECT } from '../../../../test/factories/a-project.js';
import { CloseProject } from '../project/close-project.js';
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

  it('is in the snapshot of a run, once for the school that gives, as long as it goes on and after', async () => {
    const { house } = the;
    await house.openNeed();
    const frozen = async (): Promise<Pick<Snapshot, 'commitments' | 'soundings'>> => {
      const { text } = await house.asking('broker', (tx) => house.get(FreezeSnapshot).ofArea(tx, null));
      const { commitments, soundings } = JSON.parse(text) as Snapshot;
      return { commitments, soundings };
    };
    expect(await frozen()).toEqual({ commitments: [], soundings: [] });
    await the.allYes();
    // Asked, and nothing promised yet.
    expect(await frozen()).toEqual({ commitments: [], soundings: [{ supporter: MARLOWE, times: 1 }] });
    await the.begin();
    const given = { supporter: MARLOWE, asker: EASTMARSH, offer: null, halfDays: 4 };
    expect((await frozen()).commitments).toMatchObject([{ ...given, state: 'live' }]);
    await the.session(1);
    const { version } = await the.seen();
    await house.get(CloseProject).execute(await house.as('broker'), NORTH, {
      ...{ project: PROJECT, version, outcome: 'met', summary: 'It is done.', thanks: null },
    });
    // What was promised and not given went back.
    expect((await frozen()).commitments).toMatchObject([{ ...given, halfDays: 1, state: 'ended' }]);
  });

  it('counts a school that was asked to give as asked, and one that was asked to receive not', async () => {
    await the.make();
    await the.ask(MARLOWE, 'supporter', { '2026/27-3': 4 });
    await the.ask(QUARRY, 'supported');
    expect(await asked()).toEqual([MARLOWE]);
  });
});
