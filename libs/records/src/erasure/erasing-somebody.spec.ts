import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataSource, UnitOfWork } from '@app/platform';
import type { PersonId } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { RecordsHouse } from '../a-records-house.fixture.js';
import { AnswerErasure } from './answer-erasure.js';
import { ErasureLedger, readLedger } from './erasure-ledger.js';
import { ProposeErasure } from './propose-erasure.js';
import { ReplayErasures } from './replay-erasures.js';

const NAME = 'Zelda Quillfeather';
const EMAIL = 'zelda.quillfeather@example.org';
const CANARY = /zelda.quillfeather/i;

describe('erasing somebody', () => {
  let here: RecordsHouse;
  let person: PersonId;
  let account: string;
  let file: string;
  let planted: string[];
  beforeAll(async () => {
    here = await RecordsHouse.open();
    await here.pairing.agree();
    const posts = [{ role: 'adviser' as const }];
    const made = await here.house.house.person({ name: NAME, email: EMAIL, posts });
    [person, account, file] = [made.id, made.account, join(here.folder, 'erasures.jsonl')];
    await here.age(`
      insert into platform.form_draft (area_id, person_id, key, fields) values ('${NORTH}', '${person}', 'need.new', '{"a": "${NAME}"}');
      insert into identity.session (id_hash, account_id, person_id, area_id, idle_minutes) values (decode(repeat('ab', 32), 'hex'), '${account}', '${person}', '${NORTH}', 30);
      insert into identity.invitation (token_hash, area_id, person_id, email, expires_at) values (decode(repeat('ab', 32), 'hex'), '${NORTH}', '${person}', '${EMAIL}', now());
      insert into platform.outbox (area_id, kind, key, ids) values ('${NORTH}', 'spec.waits', 'canary', '{"person": "${person}"}');
      insert into platform.blob (area_id, hash, media_type, bytes) values ('${NORTH}', repeat('c', 64), 'text/plain', convert_to('By ${NAME}', 'UTF8'));
      insert into platform.limit_counter values ('sign-in/${EMAIL}', now(), 3)`);
    planted = await plantEverywhere();
  }, 120_000);
  afterAll(() => here.close());

  const asked = async (email = EMAIL) =>
    new ProposeErasure(
      here.house.get(UnitOfWork),
      here.audit,
      here.house.clock,
      here.ids,
      here.rights,
    ).execute(await here.dpo(), NORTH, { email, why: 'They left and asked for it.' });
  const answer = async (id: string, agree: boolean, who: 0 | 1 = 1, version = 1) =>
    new AnswerErasure(
      here.house.get(UnitOfWork),
      here.audit,
      here.house.clock,
      here.rights,
      new ErasureLedger(file),
    ).execute(await here.dpo(who), NORTH, { id, version, agree });

  /** Their name into one row of every text of every table that takes it, as somebody might have typed it. */
  async function plantEverywhere(): Promise<string[]> {
    await here.sql(`set session_replication_role = replica;
      create table public.planted (what text);
      do $$ declare c record; n int; begin
        for c in select * from records.texts() where tbl not in ('identity.person', 'platform.outbox', 'platform.form_draft', 'platform.mail') loop
          begin
            execute format('update %s set %I = %s where ctid = (select ctid from %s where area_id = %L limit 1)', c.tbl, c.col,
              case c.typ when 'text' then quote_literal('Said ${NAME} there') when 'jsonb' then $q$'{"by": "${EMAIL}"}'::jsonb$q$ else $q$array['${NAME}']$q$ end,
              c.tbl, '${NORTH}');
            get diagnostics n = row_count;
            if n > 0 then insert into public.planted values (c.tbl || '.' || c.col); end if;
          exception when others then null;
          end;
        end loop;
      end $$`);
    return (await here.sql<{ what: string }>('select what from public.planted')).map(({ what }) => what);
  }

  /** Tables of the whole database, the queue's included, that hold their name or address anywhere. */
  async function holding(): Promise<string[]> {
    const tables = await here.sql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const each = tables.map(
      ({ name }) =>
        `select '${name}' as name where exists (select from ${name} t where t::text ~* '${CANARY.source}' or t::text like '%' || encode(convert_to('${NAME}', 'UTF8'), 'hex') || '%')`,
    );
    return (await here.sql<{ name: string }>(each.join(' union all '))).map(({ name }) => name).sort();
  }

  it('waits for what is to be settled first, and is asked for by nobody for themselves (A08)', async () => {
    await expect(asked('data.officer@example.org')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(asked('the.chair@example.org')).rejects.toMatchObject({
      ...{ code: 'SETTLE_FIRST', message: expect.stringContaining('only chair') as string },
    });
    await expect(asked('the.broker@example.org')).rejects.toMatchObject({
      ...{ code: 'SETTLE_FIRST', message: expect.stringContaining('N-2026-') as string },
    });
    const hold = await here.placing.execute(await here.dpo(), NORTH, { of: EMAIL, why: 'A claim was made.' });
    await expect(asked()).rejects.toMatchObject({ code: 'SETTLE_FIRST' });
    await here.lifting.execute(await here.dpo(1), NORTH, { id: hold, version: 1 });
  });

  it('takes two people, of whom neither is erased; a refusal changes nothing, and raw SQL is refused', async () => {
    const id = await asked();
    await expect(answer(id, true, 0)).rejects.toMatchObject({ code: 'SAME_PERSON' });
    const as = await here.dpo();
    await expect(
      here.house.house.work.run(as, NORTH, (tx) => tx.query('select records.erase($1)', [id])),
    ).rejects.toMatchObject({ code: 'TR004' });
    await expect(
      here.house.house.work.run(as, NORTH, (tx) => tx.query('select records.erase_now($1)', [person])),
    ).rejects.toMatchObject({ code: '42501' });
    await answer(id, false);
    expect(await holding()).toContain('identity.person');
  });

  it('leaves no trace of them in any table, an id, an entry and a line in the ledger; the log still verifies (A08)', async () => {
    expect(planted.length).toBeGreaterThan(30);
    expect((await holding()).length).toBeGreaterThan(20);
    await answer(await asked(), true);
    expect(await holding()).toEqual([]);
    const [stub] = await here.sql(`select name, state, account_id from identity.person where id = $1`, [
      person,
    ]);
    expect(stub).toEqual({ name: 'Somebody erased', state: 'erased', account_id: null });
    expect(await here.sql(`select 1 from identity.account where id = $1`, [account])).toEqual([]);
    expect(await here.sql(`select 1 from platform.outbox where key = 'canary'`)).toEqual([]);
    expect(readLedger(file)).toEqual([expect.objectContaining({ area: NORTH, person })]);
    const { code, said, text } = await here.verified();
    expect([code, said]).toEqual([0, expect.stringContaining('entries verified')]);
    expect(text).not.toMatch(CANARY);
    expect(text).toContain('act=erase.done');
  });

  it('happens again by the ledger where a restored backup still holds them', async () => {
    await here.age(
      `update identity.person set name = '${NAME}', email = '${EMAIL}', state = 'active' where id = '${person}'`,
    );
    const door = new ReplayErasures(here.house.get(UnitOfWork));
    await expect(door.execute(readLedger(file))).rejects.toThrow(
      'permission denied for function erase_again',
    );
    const { migratorUrl: url } = here.house.house.database;
    const owner = dataSource({
      ...{ url, pool: 1, statementTimeoutMs: 5_000, applicationName: 'spec', entities: [] },
    });
    await owner.initialize();
    try {
      const replay = new ReplayErasures(new UnitOfWork(owner, 'f'.repeat(64)));
      expect(await replay.execute(readLedger(file))).toBe(1);
      expect(await replay.execute(readLedger(file))).toBe(0);
    } finally {
      await owner.destroy();
    }
    expect(await holding()).toEqual([]);
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"at": "now"}\n`);
    expect(() => readLedger(file)).toThrow('The ledger cannot be read.');
  });
});
