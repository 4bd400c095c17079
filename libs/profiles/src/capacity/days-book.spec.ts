import { AuditTrail } from '@app/audit';
import type { HalfTermId } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { BrokerageHouse, MARLOWE, QUARRY } from '../../../../test/factories/a-brokerage-house.js';
import { UnitOfWork } from '@app/platform';
import { Capacity, type WindowView } from './capacity.query.js';
import { DaysBook, type HalfDays } from './days-book.js';
import { DeclareCapacity } from './declare-capacity.js';

const THREE = '2026/27-3' as HalfTermId;
const FOUR = '2026/27-4' as HalfTermId;
const DEADLOCKS = `select deadlocks::text as n from pg_stat_database where datname = current_database()`;

describe('the days of a supporter', () => {
  let house: BrokerageHouse;
  const book = async (body: (days: DaysBook, tx: never) => Promise<unknown>): Promise<unknown> =>
    house.get(UnitOfWork).run(await house.as('broker'), NORTH, async (tx) => {
      const done = await body(house.get(DaysBook), tx as never);
      // The verb that books days writes its own act.
      await house.get(AuditTrail).record(tx, { act: 'decision.make', entity: 'brokerage.proposal:spec' });
      return done;
    });
  const hold = (reference: string, days: HalfDays, urn = MARLOWE): Promise<unknown> =>
    book((the, tx) => the.hold(tx, urn, reference, days));
  const window = async (halfTerm: HalfTermId, urn = MARLOWE): Promise<WindowView> => {
    const seen = await house.asking('broker', (tx) => house.get(Capacity).ofSchool(tx, urn));
    if (seen.kind !== 'whole') throw new Error('A broker sees the days.');
    return seen.windows.find((each) => each.halfTerm === halfTerm)!;
  };
  const ledger = async (reference: string): Promise<Record<string, number>> => {
    const rows = await house.house.asSuperuser<{ kind: string; n: number }>(
      'select kind, sum(half_days)::int as n from profiles.capacity_entry where reference = $1 group by kind order by kind',
      [reference],
    );
    return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
  };

  beforeAll(async () => {
    house = await BrokerageHouse.open();
    await house.offer(MARLOWE, {}, 16);
  });
  afterAll(() => house.close());
  afterEach(async () => {
    const open = await house.house.asSuperuser<{ reference: string }>(
      `select distinct reference from profiles.capacity_entry where reference like 'p%'`,
    );
    for (const { reference } of open)
      await book((the, tx) => the.giveBack(tx, MARLOWE, reference, 'released'));
  });

  it('are held by a yes, promised by a decision and given by visits, and the books stay even (I-3)', async () => {
    await hold('p:1', { [THREE]: 4, [FOUR]: 6 });
    expect(await window(THREE)).toMatchObject({ booked: 4, free: 12 });
    expect(await book((the, tx) => the.commit(tx, MARLOWE, 'p:1'))).toEqual({ [THREE]: 4, [FOUR]: 6 });
    await book((the, tx) => the.deliver(tx, MARLOWE, 'p:1', 5, THREE));
    expect(await ledger('p:1')).toEqual({ held: 0, committed: 5, delivered: 5 });
    expect(await window(THREE)).toMatchObject({ booked: 4, free: 12 });
  });

  it('come back when a hold expires or is let go, but never what was given', async () => {
    await hold('p:2', { [FOUR]: 6 });
    await book((the, tx) => the.giveBack(tx, MARLOWE, 'p:2', 'expired'));
    expect(await ledger('p:2')).toEqual({ held: 0, expired: 6 });
    await hold('p:3', { [FOUR]: 6 });
    await book((the, tx) => the.commit(tx, MARLOWE, 'p:3'));
    await book((the, tx) => the.deliver(tx, MARLOWE, 'p:3', 2, THREE));
    expect(await book((the, tx) => the.giveBack(tx, MARLOWE, 'p:3', 'released'))).toBe(4);
    expect(await ledger('p:3')).toEqual({ held: 0, committed: 0, delivered: 2, released: 4 });
  });

  it('are never promised twice, given unpromised, or held beyond what is declared, and it says how many are left', async () => {
    await expect(hold('p:4', { [THREE]: 200 })).rejects.toMatchObject({
      code: 'NOT_ENOUGH_DAYS',
      message: expect.stringMatching(/^You now have \d+ half-days left in 2026\/27-3/) as string,
    });
    await expect(hold('p:4', { ['2026/27-5' as HalfTermId]: 1 })).rejects.toMatchObject({
      code: 'NOT_ENOUGH_DAYS',
    });
    await expect(hold('p:4', {})).rejects.toMatchObject({ errors: [{ path: 'halfDays' }] });
    await expect(hold('p:4', { [THREE]: 1.5 })).rejects.toMatchObject({ errors: [{ path: 'halfDays' }] });
    await expect(book((the, tx) => the.commit(tx, MARLOWE, 'p:4'))).rejects.toMatchObject({
      code: 'NOTHING_HELD',
    });
    await hold('p:5', { [THREE]: 1 });
    await expect(book((the, tx) => the.deliver(tx, MARLOWE, 'p:5', 1, THREE))).rejects.toMatchObject({
      code: 'MORE_THAN_COMMITTED',
    });
  });

  it('leave nothing half held where one of two half-terms has too few', async () => {
    const before = [await window(THREE), await window(FOUR)];
    await expect(hold('p:6', { [THREE]: 1, [FOUR]: 200 })).rejects.toMatchObject({ code: 'NOT_ENOUGH_DAYS' });
    expect([await window(THREE), await window(FOUR)]).toEqual(before);
  });

  it('of a school that asked to be asked are declared by its yes', async () => {
    await house.get(DeclareCapacity).execute(await house.as('head', QUARRY), NORTH, {
      urn: QUARRY,
      capacity: [{ halfTerm: THREE, band: 'ask_me' }],
    });
    await hold('q:1', { [THREE]: 5 }, QUARRY);
    expect(await window(THREE, QUARRY)).toMatchObject({ declared: 5, booked: 5, free: 0 });
  });

  it('are booked by one of 32 who race for the last one, and by nobody twice (I-2) (R01)', async () => {
    const { free } = await window(THREE);
    await hold('p:fill', { [THREE]: free - 1 });
    const racers = await Promise.allSettled(
      Array.from({ length: 32 }, (_, at) => hold(`p:race:${String(at)}`, { [THREE]: 1 })),
    );
    expect(racers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = racers.flatMap((each) => (each.status === 'rejected' ? [each.reason as object] : []));
    for (const refusal of refused) expect(refusal).toMatchObject({ code: 'NOT_ENOUGH_DAYS' });
    expect(await window(THREE)).toMatchObject({ free: 0 });
  });

  it('are asked for crosswise by many at once, and none waits for another in a ring (R11)', async () => {
    const [row] = await house.house.asSuperuser<{ n: string }>(DEADLOCKS);
    const both = (at: number): HalfDays =>
      Object.fromEntries((at % 2 === 0 ? [THREE, FOUR] : [FOUR, THREE]).map((halfTerm) => [halfTerm, 1]));
    const { free } = await window(THREE);
    const racers = Array.from({ length: Math.min(free, 6) }, (_, at) =>
      // As verbs do that book for more than one school: by URN.
      book(async (the, tx) => {
        await the.hold(tx, MARLOWE, `p:cross:${String(at)}`, both(at));
        await the.free(tx, QUARRY, at % 2 === 0 ? THREE : FOUR);
        await the.free(tx, QUARRY, at % 2 === 0 ? FOUR : THREE);
      }),
    );
    await Promise.all(racers);
    const [after] = await house.house.asSuperuser<{ n: string }>(DEADLOCKS);
    expect(after).toEqual(row);
  });

  it('refuse nobody while there are enough for all who race', async () => {
    const { free } = await window(THREE);
    const racers = Array.from({ length: free }, (_, at) => hold(`p:all:${String(at)}`, { [THREE]: 1 }));
    await Promise.all(racers);
    expect(await window(THREE)).toMatchObject({ free: 0 });
  });
});
