import { EASTMARSH, MARLOWE, ProfilesHouse } from '../a-profiles-house.fixture.js';
import { NORTH } from '../../../../test/factories/an-area.js';

const WINDOW = '33333333-3333-4333-8333-333333333333';

describe('the database itself, asked in raw SQL, keeps', () => {
  let house: ProfilesHouse;
  const line = (kind: string, halfDays: number): string =>
    `insert into profiles.capacity_entry (id, area_id, window_id, kind, half_days, reference, entered_by, entered_at)
     values (gen_random_uuid(), '${NORTH}', '${WINDOW}', '${kind}', ${String(halfDays)}, 'x', 'person:x', now())`;
  const count = (declared: string, booked: string): string =>
    `update profiles.capacity_window set declared = ${declared}, booked = ${booked} where id = '${WINDOW}'`;
  /** Several statements in one go: one transaction, judged at its end. */
  const together = (...statements: string[]): Promise<unknown> =>
    house.raw(
      `with ${statements.map((each, at) => `s${String(at)} as (${each} returning 1)`).join(', ')} select 1`,
    );

  beforeAll(async () => {
    house = await ProfilesHouse.open();
    await house.raw(
      `insert into profiles.capacity_window (id, area_id, supporter_urn, half_term, band, declared)
       values ($1, $2, $3, '2026/27-3', 'more', 0) returning 1`,
      [WINDOW, NORTH, MARLOWE],
    );
    await together(count('20', '0'), line('declared', 20));
  });
  afterAll(() => house.close());

  it('booked between nothing and what is declared (I-2)', async () => {
    await expect(together(count('20', '21'))).rejects.toMatchObject({ code: '23514' });
    await expect(together(count('20', '-1'))).rejects.toMatchObject({ code: '23514' });
    await expect(together(count('-1', '-1'))).rejects.toMatchObject({ code: '23514' });
  });

  it('the ledger equal to its counters at every commit (I-3)', async () => {
    await expect(together(count('20', '4'))).rejects.toMatchObject({ code: 'TR005' });
    await expect(together(line('held', 4))).rejects.toMatchObject({ code: 'TR005' });
    await expect(together(count('19', '0'))).rejects.toMatchObject({ code: 'TR005' });
    await together(count('20', '4'), line('held', 4));
    await together(line('held', -4), line('committed', 4)); // from hold to commitment: booked stays
    await together(count('20', '3'), line('committed', -1), line('released', 1));
  });

  it('no kind below nothing, though the sum were right', async () => {
    await expect(together(line('held', -1), line('delivered', 1))).rejects.toMatchObject({ code: 'TR005' });
  });

  it('every line of the ledger as it was written (I-3)', async () => {
    const rewrite = house.raw(`update profiles.capacity_entry set half_days = 9 returning 1`);
    await expect(rewrite).rejects.toMatchObject({ code: '42501' }); // no right at all
    await expect(
      house.beyond(`update profiles.capacity_entry set half_days = 9`, null),
    ).rejects.toMatchObject({ code: 'TR004' });
    await expect(house.beyond(`delete from profiles.capacity_entry`, null)).rejects.toMatchObject({
      code: 'TR004',
    });
    await expect(house.beyond(`truncate profiles.capacity_entry`, null)).rejects.toMatchObject({
      code: 'TR004',
    });
  });

  it('no change without an act that says who and why', async () => {
    const silent = house.raw(
      `update profiles.capacity_window set version = version + 1 returning 1`,
      [],
      null,
    );
    await expect(silent).rejects.toMatchObject({ code: 'TR002' });
  });

  it('no need open before its head agreed and said who may be approached (I-7), none without an owner (I-6)', async () => {
    const insert = (state: string, more: string): Promise<unknown> =>
      house.raw(
        `insert into profiles.need (id, area_id, reference, urn, primary_theme, key_stages, send_thread, priority,
           wanted_outcome, half_days_wanted, window_from, window_to, modes, state, waiting_since, raised_by, raised_at,
           next_date, owner_person_id, agreed_by, approach)
         values (gen_random_uuid(), $1, 'N-2026-' || (100 + floor(random() * 800))::int, $2, 'att.strategy', '{KS3}', 'x', 'now',
           'x', 1, '2026/27-3', '2026/27-3', '{remote}', '${state}', '2026-11-25', gen_random_uuid(), now(), ${more}) returning 1`,
        [NORTH, EASTMARSH],
      );
    const owner = `'${String(house.ids.get('broker'))}'`;
    const anyone = `'{"kind":"anyone","urns":[]}'`;
    await expect(insert('open', `'2026-12-01', ${owner}, null, ${anyone}`)).rejects.toMatchObject({
      code: '23514',
    });
    await expect(insert('open', `'2026-12-01', ${owner}, ${owner}, null`)).rejects.toMatchObject({
      code: '23514',
    });
    await expect(insert('raised', `null, ${owner}, null, null`)).rejects.toMatchObject({ code: '23514' });
    await expect(insert('raised', `'2026-12-01', null, null, null`)).rejects.toMatchObject({ code: '23514' });
    await expect(insert('withdrawn', `'2026-12-01', ${owner}, null, null`)).rejects.toMatchObject({
      code: '23514',
    });
    await insert('open', `'2026-12-01', ${owner}, ${owner}, ${anyone}`);
  });
});
