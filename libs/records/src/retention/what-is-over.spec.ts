import { NORTH } from '../../../../test/factories/an-area.js';
import { MARLOWE, NOW } from '../../../../test/factories/a-brokerage-house.js';
import { RecordsHouse } from '../a-records-house.fixture.js';

const CANARY = 'Quoth the bittern, the new heads of year are alone with it.';
/** Tables that hold something of a pairing and what led to it. */
const OF_PAIRING = ['brokerage.pairing', 'brokerage.agenda', 'impact.evaluation'];
const OF_NEED = ['profiles.need', 'brokerage.proposal', 'brokerage.decision', 'brokerage.sounding'];

describe('what the retention schedule says is over', () => {
  let here: RecordsHouse;
  beforeAll(async () => {
    here = await RecordsHouse.open();
    await here.pairing.agree();
    await here.pairing.end();
    const { need } = await one<{ need: string }>(`select need_id as need from brokerage.pairing`);
    await here.age(`update profiles.need set tried = '${CANARY}' where id = '${need}'`);
  });
  afterAll(() => here.close());
  afterEach(() => here.house.clock.set(NOW));

  const one = async <Row>(sql: string, params: readonly unknown[] = []): Promise<Row> =>
    (await here.sql<Row>(sql, params))[0]!;
  const count = async (table: string): Promise<number> =>
    (await one<{ n: number }>(`select count(*)::int as n from ${table}`)).n;
  const counts = async (tables: readonly string[]): Promise<number[]> =>
    Promise.all(tables.map((table) => count(table)));
  const later = (years: number, days = 0): void =>
    here.house.clock.set(new Date(Date.UTC(2026 + years, 10, 25 + days, 9)));
  const detailsOf = async (id: string): Promise<number> =>
    (
      await one<{ n: number }>(
        `select count(*)::int as n from audit.entry e join audit.detail d on d.entry = e.id where e.entity like '%' || $1 || '%'`,
        [id],
      )
    ).n;

  it('is told before it goes, to who answers for the data and to nobody else, and changes nothing', async () => {
    await here.age(`insert into platform.form_draft (area_id, person_id, key, fields, saved_at)
      values ('${NORTH}', gen_random_uuid(), 'need.new', '{}', '2026-10-01')`);
    const due = await here.preview(await here.dpo());
    expect(due.find(({ kind }) => kind === 'form_draft')).toMatchObject({
      ...{ rows: 1, held: 0, tables: [{ table: 'platform.form_draft', rows: 1 }] },
      period: { count: 30, unit: 'days' },
    });
    expect(due.find(({ kind }) => kind === 'pairing')?.rows).toBe(0);
    expect(await count('platform.form_draft')).toBe(1);
    expect((await here.preview(here.ops())).length).toBe(due.length);
    for (const who of ['officer', 'chair', 'broker', 'asker'] as const)
      await expect(here.preview(await here.house.as(who))).rejects.toMatchObject({ code: 'NOT_GRANTED' });
  });

  it('goes by one act with counts; what is younger stays', async () => {
    const person = `(select id from identity.person limit 1)`;
    const account = `(select account_id from identity.person where account_id is not null limit 1)`;
    const hash = (n: number): string => `decode(repeat('0${String(n)}', 32), 'hex')`;
    await here.age(`
      insert into identity.session (id_hash, account_id, person_id, area_id, started_at, seen_at, idle_minutes, ended_at) values
        (${hash(1)}, ${account}, ${person}, '${NORTH}', '2026-10-01', '2026-10-01', 30, '2026-10-01'),
        (${hash(2)}, ${account}, ${person}, '${NORTH}', '2026-10-02', '2026-10-02', 30, null),
        (${hash(3)}, ${account}, ${person}, '${NORTH}', '2026-11-24', '2026-11-24', 30, '2026-11-24');
      insert into identity.half_session (id_hash, account_id, person_id, area_id, owes, ends_at)
        select ${hash(1)}, ${account}, ${person}, '${NORTH}', 'factor', '2026-10-01';
      insert into identity.invitation (token_hash, area_id, person_id, email, expires_at)
        values (${hash(1)}, '${NORTH}', ${person}, 'old@example.org', '2026-10-01'), (${hash(2)}, '${NORTH}', ${person}, 'new@example.org', '2026-11-26');
      insert into identity.action_link (id, area_id, person_id, act, subject, record_version, expires_at)
        select gen_random_uuid(), '${NORTH}', ${person}, 'visit.reply', 'SP-2026-001', 1, '2026-10-01';
      insert into platform.idempotency (area_id, caller, route, key, body_hash, at)
        values ('${NORTH}', 'person:x', 'POST /x', 'old', 'h', '2026-11-10'), ('${NORTH}', 'person:x', 'POST /x', 'new', 'h', '2026-11-24');
      delete from platform.outbox;
      insert into platform.outbox (area_id, kind, key, put_at, sent_at) values
        ('${NORTH}', 'spec.old', 'old-1', '2026-06-01', '2026-06-01'), ('${NORTH}', 'spec.waits', 'old-2', '2026-06-01', null),
        ('${NORTH}', 'spec.new', 'new-1', '2026-11-01', '2026-11-01'), (null, 'spec.old', 'old-3', '2026-06-01', '2026-06-01');
      insert into platform.processed values ('spec', 'old', '2026-06-01'), ('spec', 'new', '2026-11-01');
      insert into platform.limit_counter values ('old', '2026-11-24T08:00:00Z', 1), ('new', '2026-11-25T08:00:00Z', 1)`);
    await here.sweep();
    await here.sweepOfNoArea();
    const keys = async (table: string, column: string): Promise<string[]> =>
      (await here.sql<{ k: string }>(`select ${column}::text as k from ${table} order by 1`)).map(
        ({ k }) => k,
      );
    expect(await keys('identity.session', `encode(id_hash, 'hex')`)).toEqual(['03'.repeat(32)]);
    expect(
      await counts([
        'identity.half_session',
        `identity.action_link where expires_at < '2026-10-26'`,
        'platform.form_draft',
      ]),
    ).toEqual([0, 0, 0]);
    expect(await keys('identity.invitation', 'email')).toEqual(['new@example.org']);
    expect(await keys('platform.idempotency', 'key')).toContain('new');
    expect(await keys('platform.idempotency', 'key')).not.toContain('old');
    expect(await keys('platform.outbox', 'key')).toEqual(['new-1', 'old-2']);
    expect(await keys('platform.processed', 'key')).toEqual(['new']);
    expect(await keys('platform.limit_counter', 'key')).toEqual(['new']);
    const acts = await here.sql<{ reason: string; value: string }>(
      `select substring(e.bytes from 'reason=([^\\n]+)') as reason, string_agg(d.name || ' ' || d.value, ', ' order by d.name) as value
       from audit.entry e join audit.detail d on d.entry = e.id where e.act = 'retention.sweep' and e.area_id is not null group by e.id, e.bytes order by 1`,
    );
    expect(acts).toContainEqual({
      ...{ reason: 'session', value: 'identity.half_session 1, identity.session 2' },
    });
    expect(await here.sweep()).toBe(0);
  });

  it('is kept while a legal hold stands, which another who answers for the data lifts', async () => {
    later(6, 2);
    await here.age(
      `update audit.entry set at = '2026-11-25T09:00:00Z' where entity like 'brokerage.pairing:%'`,
    );
    const dpo = await here.dpo();
    const hold = await here.placing.execute(dpo, NORTH, { of: MARLOWE, why: 'A claim was made.' });
    await expect(
      here.placing.execute(dpo, NORTH, { of: MARLOWE, why: 'A claim was made.' }),
    ).rejects.toMatchObject({ code: 'HELD_ALREADY' });
    for (const wrong of ['nobody@example.org', '999999', 'Marlowe'])
      await expect(here.placing.execute(dpo, NORTH, { of: wrong, why: 'A claim.' })).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    expect((await here.preview(dpo)).find(({ kind }) => kind === 'pairing')).toMatchObject({ held: 1 });
    await here.sweep();
    expect(await count('brokerage.pairing')).toBe(1);
    await expect(here.lifting.execute(dpo, NORTH, { id: hold, version: 1 })).rejects.toMatchObject({
      code: 'SAME_PERSON',
    });
    await expect(
      here.lifting.execute(await here.house.as('chair'), NORTH, { id: hold, version: 1 }),
    ).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    for (const change of [
      `update records.legal_hold set lifted_by = placed_by, lifted_at = now()`,
      `update records.legal_hold set why = 'Another reason.'`,
      `delete from records.legal_hold`,
    ])
      await expect(here.sql(change)).rejects.toThrow();
    await here.lifting.execute(await here.dpo(1), NORTH, { id: hold, version: 1 });
    expect(await here.holds()).toEqual([]);
  });

  it('takes a pairing six years after it closed with all that belongs to it, then its request; the log still verifies', async () => {
    const { id, need } = await one<{ id: string; need: string }>(
      `select id, need_id as need from brokerage.pairing`,
    );
    expect(await detailsOf(id)).toBeGreaterThan(0);
    await here.age(
      `update profiles.need set state = 'met', closed_at = '2026-11-25T09:00:00Z', closed_reason = 'Met.' where id = '${need}'`,
    );
    later(5, 364);
    await here.sweep();
    expect(await count('brokerage.pairing')).toBe(1);
    later(6, 1);
    await here.sweep();
    expect(await counts(OF_PAIRING)).toEqual(OF_PAIRING.map(() => 0));
    expect(await counts(OF_NEED)).toEqual(OF_NEED.map(() => 0));
    expect(await count(`brokerage.deadline where subject_id in ('${id}', '${need}')`)).toBe(0);
    expect([await detailsOf(id), await detailsOf(need)]).toEqual([0, 0]);
    const { code, said, text } = await here.verified();
    expect([code, said]).toEqual([0, expect.stringContaining('entries verified')]);
    expect(text).not.toContain(CANARY);
    expect(text).toContain(id);
  });

  it('goes by nobody’s hand but the worker’s, and no trigger stands back for a program that asks it to', async () => {
    await here.house.openNeed();
    const app = here.house.house.work;
    const as = await here.dpo();
    const sql = (text: string) => app.run(as, NORTH, (tx) => tx.query(text));
    await expect(sql(`select records.sweep('pairing', now(), 10)`)).rejects.toMatchObject({ code: '42501' });
    await expect(sql(`select records.drop_rows('{}')`)).rejects.toMatchObject({ code: '42501' });
    await expect(
      sql(`select set_config('records.going', 'yes', true); update profiles.need set tried = 'x'`),
    ).rejects.toMatchObject({ code: 'TR002' });
  });
});
