import type { Actor } from '@app/kernel';
import { aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { ASH, BEECH, SignalHouse } from '../signals/a-signal-house.fixture.js';
import type { DataRoomView } from './data-room.query.js';

jest.setTimeout(60_000);

describe('the data room', () => {
  let house: SignalHouse;
  let ash: Actor;
  let beech: Actor;

  beforeEach(async () => {
    house = await SignalHouse.open();
    [ash, beech] = [await house.person('head', ASH), await house.person('head', BEECH)];
    await house.absence('9.4', '2023-2024');
    await house.absence('5.0');
  });
  afterEach(() => house.close());

  const inside = (actor: Actor): Promise<DataRoomView> =>
    house.house.work.run(actor, NORTH, (tx) => house.room.inside(tx));
  const isClosed = async (actor: Actor): Promise<void> =>
    expect(inside(actor)).rejects.toMatchObject({ code: 'NOT_FOUND' });

  it('shows the latest published figures of schools that joined, by name, and a symbol as it was published', async () => {
    await house.join.execute(beech, NORTH, BEECH);
    await house.join.execute(ash, NORTH, ASH);
    const { schools, figures } = await inside(ash);
    expect(schools).toEqual([
      { urn: ASH, name: 'School 01' },
      { urn: BEECH, name: 'School 02' },
    ]);
    const cells = figures.map(({ urn, measure, period, value, asPublished }) =>
      [urn, measure, period, String(value), asPublished].join(' '),
    );
    expect(cells.sort()).toEqual([
      `${ASH} absence.overall 2024/25 5 5.0`,
      `${ASH} absence.persistent 2024/25 null SUPP`,
      `${BEECH} absence.overall 2024/25 5 5.0`,
      `${BEECH} absence.persistent 2024/25 null SUPP`,
    ]);
    expect(await inside(beech)).toEqual(await inside(ash));
  });

  it('is closed to a head who did not join, and to everybody who is no head there', async () => {
    await isClosed(ash);
    await house.join.execute(ash, NORTH, ASH);
    await isClosed(beech);
    const others = [
      await house.person('officer', null),
      await house.person('broker', null),
      await house.person('adviser', null),
      await house.person('chair', null),
      await house.person('sysadmin', null),
      await house.person('staff', ASH),
    ];
    for (const other of others) await isClosed(other);
    const delegated = await house.person('staff', ASH, {
      posts: [aPost('staff', { school: ASH, flags: ['delegated'] })],
    });
    expect((await inside(delegated)).schools).toHaveLength(1);
  });

  it('is joined and left by the school’s own head alone', async () => {
    const staff = await house.person('staff', ASH, {
      posts: [aPost('staff', { school: ASH, flags: ['delegated'] })],
    });
    for (const other of [beech, staff, await house.person('officer', null)])
      for (const verb of [house.join, house.leave])
        await expect(verb.execute(other, NORTH, ASH)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await isClosed(ash);
  });

  it('is left at once for both sides, without a reason, and joined again at any time', async () => {
    for (const [actor, urn] of [
      [ash, ASH],
      [beech, BEECH],
    ] as const)
      await house.join.execute(actor, NORTH, urn);
    await house.leave.execute(ash, NORTH, ASH);
    await house.leave.execute(ash, NORTH, ASH);
    await isClosed(ash);
    expect((await inside(beech)).schools.map(({ urn }) => urn)).toEqual([BEECH]);
    await Promise.all([1, 2].map(() => house.join.execute(ash, NORTH, ASH)));
    expect((await inside(beech)).schools).toHaveLength(2);
    const acts = await house.house.asSuperuser<{ act: string }>(
      `select act from audit.entry where kind = 'act' and act like 'dataroom.%' order by seq`,
    );
    expect(acts.map(({ act }) => act)).toEqual([
      ...['dataroom.join', 'dataroom.join', 'dataroom.leave', 'dataroom.join'],
    ]);
  });

  it('has no school of another area', async () => {
    await house.join.execute(ash, NORTH, ASH);
    await expect(house.join.execute({ ...ash, area: SOUTH }, SOUTH, ASH)).rejects.toMatchObject({
      code: 'SCHOOL_NOT_IN_AREA',
    });
    const far = { ...ash, area: SOUTH };
    await expect(house.house.work.run(far, SOUTH, (tx) => house.room.inside(tx))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
