import type { BadInput, HalfTermId } from '@app/kernel';
import { EASTMARSH, MARLOWE, ProfilesHouse, type Persona } from '../a-profiles-house.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { bandOf } from './band.js';
import { Capacity, type WindowView } from './capacity.query.js';
import { DeclareCapacity } from './declare-capacity.js';
import type { AskedDays } from './read-declared-days.js';

describe('declaring days', () => {
  let house: ProfilesHouse;
  const declare = async (capacity: readonly AskedDays[], who: Persona = 'helper', urn: string = MARLOWE) =>
    house.get(DeclareCapacity).execute(await house.as(who), NORTH, { urn, capacity });
  const windows = async (): Promise<readonly WindowView[]> => {
    const view = await house.asking('helper', (tx) => house.get(Capacity).ofSchool(tx, MARLOWE));
    return view.kind === 'whole' ? view.windows : [];
  };
  const windowOf = async (halfTerm: string): Promise<WindowView> =>
    (await windows()).find((window) => window.halfTerm === halfTerm)!;
  /** What the next part's verbs will do: lock, check, count, and write the ledger's line. */
  const book = (halfTerm: string, halfDays: number) =>
    house.asking('broker', async (tx) => {
      const [w] = await tx.query<{ id: string; free: number }>(
        `select id, declared - booked as free from profiles.capacity_window
         where supporter_urn = $1 and half_term = $2 for update`,
        [MARLOWE, halfTerm],
      );
      if (!w || w.free < halfDays) throw new Error('NO_DAYS');
      await tx.query(`update profiles.capacity_window set booked = booked + $2 where id = $1 returning 1`, [
        w.id,
        halfDays,
      ]);
      await tx.query(
        `insert into profiles.capacity_entry (id, area_id, window_id, kind, half_days, reference, entered_by, entered_at)
         values (gen_random_uuid(), $1, $2, 'held', $3, 'P-1', 'person:x', now()) returning 1`,
        [NORTH, w.id, halfDays],
      );
      await house.house.audit.record(tx, { act: 'days.hold', entity: 'spec:1' });
    });

  beforeAll(async () => {
    house = await ProfilesHouse.open();
  });
  afterAll(() => house.close());

  it('takes bands, exact half-days and "ask me", by half-term', async () => {
    await declare([
      { halfTerm: '2026/27-2', band: '0' },
      { halfTerm: '2026/27-3', band: 'more', halfDays: 16 },
      { halfTerm: '2026/27-4', band: '3-5' },
      { halfTerm: '2026/27-5', band: 'ask_me' },
    ]);
    const seen = (await windows()).map(({ halfTerm, band, declared, booked, free, exact }) =>
      [halfTerm, band, declared, booked, free, exact].join(' '),
    );
    expect(seen).toEqual([
      '2026/27-2 0 0 0 0 false',
      '2026/27-3 more 16 0 16 true',
      '2026/27-4 3-5 6 0 6 false',
      '2026/27-5 ask_me 0 0 0 false',
    ]);
    expect(await house.acts('profiles.capacity_window')).toEqual([`capacity.declare ${MARLOWE}`]);
  });

  it('writes the difference into the ledger, and nothing where nothing differs', async () => {
    const { version, halfTerm } = await windowOf('2026/27-4');
    await declare([{ halfTerm, band: '1-2', version }]);
    await declare([{ halfTerm, band: '1-2', version: version + 1 }]);
    const lines = await house.raw(
      `select e.kind, e.half_days as n from profiles.capacity_entry e join profiles.capacity_window w on w.id = e.window_id
       where w.half_term = $1 order by e.entered_at, e.half_days desc`,
      [halfTerm],
    );
    expect(lines).toEqual([
      { kind: 'declared', n: 6 },
      { kind: 'declared', n: -4 },
    ]);
  });

  it.each<[string, AskedDays[]]>([
    ['capacity', []],
    ['capacity.0.halfTerm', [{ halfTerm: '2026/27-1', band: '0' }]], // over
    ['capacity.0.halfTerm', [{ halfTerm: '2026/27-7', band: '0' }]],
    ['capacity.0.halfTerm', [{ halfTerm: '2099/00-1', band: '0' }]],
    ['capacity.0.band', [{ halfTerm: '2026/27-6', band: 'lots' }]],
    ['capacity.0.halfDays', [{ halfTerm: '2026/27-6', band: '3-5', halfDays: -1 }]],
    ['capacity.0.halfDays', [{ halfTerm: '2026/27-6', band: 'more', halfDays: 1e9 }]],
    ['capacity.0.halfDays', [{ halfTerm: '2026/27-6', band: '3-5', halfDays: 5.25 }]],
    ['capacity.0.halfDays', [{ halfTerm: '2026/27-6', band: '3-5', halfDays: 2 }]],
    ['capacity.0.halfDays', [{ halfTerm: '2026/27-6', band: 'ask_me', halfDays: 2 }]],
    ['capacity', [1, 2].map(() => ({ halfTerm: '2026/27-6', band: '0' }))],
  ])('names the field %s in %j', async (field, days) => {
    const refused = await declare(days).catch((error: unknown) => error as BadInput);
    expect((refused as BadInput).errors.map(({ path }) => path)).toEqual([field]);
  });

  it.each<[Persona, string]>([
    ['asker', 'NOT_GRANTED'], // sees that it is available, or not
    ['broker', 'NOT_GRANTED'],
    ['officer', 'NOT_GRANTED'],
  ])('is for the own school alone: not the %s', async (who, code) => {
    await expect(declare([{ halfTerm: '2026/27-6', band: '0' }], who)).rejects.toMatchObject({ code });
  });

  it('is for a colleague with the delegation, at their own school', async () => {
    await declare([{ halfTerm: '2026/27-6', band: '1-2' }], 'askersStaff', EASTMARSH);
    const asked = declare([{ halfTerm: '2026/27-5', band: '1-2' }], 'askersColleague', EASTMARSH);
    await expect(asked).rejects.toMatchObject({ code: 'NOT_GRANTED' });
  });

  it('never goes below what is promised, and says how much that is (I-2)', async () => {
    await book('2026/27-3', 10);
    const { version, halfTerm } = await windowOf('2026/27-3');
    await expect(declare([{ halfTerm, band: '3-5', halfDays: 9, version }])).rejects.toMatchObject({
      code: 'BELOW_BOOKED',
      message: 'In 2026/27-3 10 half-days are already promised, so you cannot offer 9.',
    });
    await declare([{ halfTerm, band: '3-5', halfDays: 10, version }]);
    expect(await windowOf(halfTerm)).toMatchObject({ declared: 10, booked: 10, free: 0 });
  });

  it('lets one of two heads through who save at once, also where there was nothing yet (R10)', async () => {
    const both = await Promise.allSettled(
      [2, 4].map((halfDays) => declare([{ halfTerm: '2027/28-1', band: '1-2', halfDays }])),
    );
    const codes = both.map((each) =>
      each.status === 'fulfilled' ? 'saved' : (each.reason as BadInput).code,
    );
    expect(codes.sort()).toEqual(['STALE_VERSION', 'saved']);
  });

  it('is refused for a half-term that was never declared, where a version of it is named', async () => {
    const asked = declare([{ halfTerm: '2027/28-6', band: '0', version: 3 }]);
    await expect(asked).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });

  it('stands against a booking at the same moment, whichever comes first (R10)', async () => {
    const halfTerm = '2027/28-2' as HalfTermId;
    await declare([{ halfTerm, band: 'more', halfDays: 60 }]);
    const ends: string[] = [];
    let promised = 0;
    for (let round = 0; round < 12; round += 1) {
      const { version, booked } = await windowOf(halfTerm);
      const lower = declare([{ halfTerm, band: bandOf(booked), halfDays: booked, version }]);
      const [lowered, ...booking] = await Promise.allSettled([lower, book(halfTerm, 1), book(halfTerm, 1)]);
      promised += booking.filter(({ status }) => status === 'fulfilled').length;
      ends.push(lowered.status === 'fulfilled' ? 'lowered' : (lowered.reason as BadInput).code);
      const now = await windowOf(halfTerm);
      expect(now.booked).toBe(promised);
      expect(now.booked).toBeLessThanOrEqual(now.declared);
      if (lowered.status === 'fulfilled')
        await declare([{ halfTerm, band: 'more', halfDays: 60, version: now.version }]);
    }
    expect(ends.filter((end) => !['lowered', 'BELOW_BOOKED', 'STALE_VERSION'].includes(end))).toEqual([]);
  });

  describe('as others see it', () => {
    it('is available or not, and no number, for other heads', async () => {
      const view = await house.asking('asker', (tx) => house.get(Capacity).ofSchool(tx, MARLOWE));
      expect(view).toEqual({ kind: 'flag', available: false }); // days, and no offer yet
    });

    it('is the whole for broker, adviser and officer, by school and half-term', async () => {
      for (const who of ['broker', 'adviser', 'officer'] as const) {
        const all = await house.asking(who, (tx) =>
          house.get(Capacity).ofArea(tx, '2026/27-6' as HalfTermId),
        );
        expect(all.map(({ urn, halfTerm }) => `${urn} ${halfTerm}`)).toEqual([
          `${EASTMARSH} 2026/27-6`,
          `${MARLOWE} 2027/28-1`,
          `${MARLOWE} 2027/28-2`,
        ]);
      }
    });

    it('is the own school’s alone in a head’s list, and nobody’s for the Board', async () => {
      const list = (who: Persona) =>
        house.asking(who, (tx) => house.get(Capacity).ofArea(tx, '2026/27-2' as HalfTermId));
      expect(new Set((await list('helper')).map(({ urn }) => urn))).toEqual(new Set([MARLOWE]));
      expect(await list('otherHead')).toEqual([]);
      await expect(list('chair')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });
});
