import { APairing } from '../../../../test/factories/a-closed-pairing.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { Client } from 'pg';
import { check } from '../commands/check.js';
import { dataFaults, faultsIn } from './data-faults.js';
import { AREA_RULES, GLOBAL_RULES, LOG_RULES } from './rules.js';

/** What would break each rule, past every wall and trigger; and what names it. */
const PLANTED: Readonly<Record<string, { readonly sql: string; readonly says: RegExp }>> = {
  ledger: {
    sql: `insert into profiles.capacity_entry (id, area_id, window_id, kind, half_days, reference, entered_by, entered_at)
      select gen_random_uuid(), area_id, id, 'declared', 1, 'planted', 'spec', now() from profiles.capacity_window limit 1`,
    says: /declared and \d+ booked, and the ledger says/,
  },
  overbooked: {
    sql: `alter table profiles.capacity_window drop constraint capacity_window_check;
      update profiles.capacity_window set booked = declared + 1 where id = (select min(id::text)::uuid from profiles.capacity_window)`,
    says: /of \d+ are booked [(]capacity_window/,
  },
  'less than nothing': {
    sql: `insert into profiles.capacity_entry (id, area_id, window_id, kind, half_days, reference, entered_by, entered_at)
      select gen_random_uuid(), area_id, id, 'held', -1, 'planted', 'spec', now() from profiles.capacity_window limit 1`,
    says: /Under planted -1 half-days are held/,
  },
  'held for nothing': {
    sql: `update brokerage.proposal set state = 'lapsed';
      insert into profiles.capacity_entry (id, area_id, window_id, kind, half_days, reference, entered_by, entered_at)
      select gen_random_uuid(), p.area_id, w.id, 'held', 2, 'proposal:' || p.id, 'spec', now()
      from brokerage.proposal p, (select id from profiles.capacity_window limit 1) w`,
    says: /The proposal \S+ is lapsed and still holds \d+ half-days/,
  },
  gate: {
    sql: `update brokerage.pairing set state = 'active'`,
    says: /The pairing SP-\d+-\d+ is active without an agreed agenda/,
  },
  'run without effect': {
    sql: `update brokerage.match_run set state = 'queued';
      update platform.outbox set sent_at = now() - interval '10 minutes' where kind = 'brokerage.run-requested'`,
    says: /The match run R-\d+ was sent to the queue at .* and has not begun/,
  },
  'run without a worker': {
    sql: `update brokerage.match_run set state = 'running'; update platform.lease set until = now() - interval '10 minutes'`,
    says: /The match run R-\d+ is at work, and no worker has it/,
  },
  'run without a result': {
    sql: `alter table brokerage.match_run drop constraint match_run_check;
      update brokerage.match_run set state = 'complete', result_hash = null`,
    says: /The match run R-\d+ is complete without a hash/,
  },
  'run without its rows': {
    sql: `delete from brokerage.match_row where need_index = 0`,
    says: /The match run R-\d+ is \w+ with 0 rows for 1 needs/,
  },
  'mail unsent': {
    sql: `update platform.mail set state = 'queued', ended_at = null, put_at = now() - interval '2 hours',
      not_before = now() - interval '2 hours', claimed_until = null`,
    says: /The mail \S+ should have left at/,
  },
  'half a request': {
    sql: `insert into platform.idempotency (area_id, caller, route, key, body_hash)
      values ('${NORTH}', 'person:planted', 'POST /needs', 'planted', 'x')`,
    says: /POST [/]needs of person:planted was kept under a key without its answer/,
  },
  file: {
    sql: `insert into platform.blob (area_id, hash, media_type, bytes) values ('${NORTH}', '${'a'.repeat(64)}', 'text/plain', 'b')`,
    says: /The file a{64} is not what its hash says/,
  },
  'change without an act': {
    sql: `delete from audit.entry where id in (select c.of_act from audit.entry c where c.kind = 'change' limit 1)`,
    says: /The change \S+ of \S+ belongs to no act/,
  },
  unsealed: {
    sql: `update audit.entry set at = now() - interval '10 minutes'`,
    says: /entries of the log are not sealed, the oldest since/,
  },
  leaf: {
    sql: `insert into audit.leaf (area_id, idx, seq, hash)
      select area_id, 0, seq, sha256('planted') from audit.entry where area_id = '${NORTH}' limit 1`,
    says: /The entry \S+ is not what was sealed/,
  },
  gap: {
    sql: `insert into audit.leaf (area_id, idx, seq, hash)
      select area_id, 5, seq, sha256('\\x00'::bytea || convert_to(bytes, 'UTF8')) from audit.entry where area_id = '${NORTH}' limit 1`,
    says: /1 leaves are sealed, and the last is number 5/,
  },
  'outbox unsent': {
    sql: `update platform.outbox set sent_at = null, parked_at = null, put_at = now() - interval '10 minutes'`,
    says: /has not been sent/,
  },
  'outbox parked': {
    sql: `update platform.outbox set parked_at = now(), parked_because = 'planted'`,
    says: /is parked: planted/,
  },
};

describe('whether what is stored is whole', () => {
  let the: APairing;
  const areas = [{ id: NORTH as string, code: 'north' }];
  const found = (): Promise<string[]> => dataFaults(the.house.house.database.migratorUrl, areas);

  beforeAll(async () => {
    the = await APairing.open();
    // Furnished earlier in the run, and sealed by nobody: an entry may wait for a minute.
    await the.house.raw(
      'set session_replication_role = replica; update audit.entry set at = now(); reset session_replication_role',
    );
    // Its clock stands: mail that waits for a day that is long over.
    await the.house.raw('update platform.mail set put_at = now(), not_before = now()');
  });
  afterAll(() => the.close());

  it('finds nothing where nobody went past the rules', async () => {
    expect(await found()).toEqual([]);
  });

  it('has a planted row for every rule', () => {
    const rules = [...AREA_RULES, ...LOG_RULES, ...GLOBAL_RULES];
    expect(Object.keys(PLANTED)).toEqual(rules.map(({ name }) => name));
  });

  it.each(Object.entries(PLANTED))('names what breaks it: %s', async (name, { sql, says }) => {
    const client = new Client({ connectionString: the.house.house.database.superuserUrl });
    await client.connect();
    try {
      await client.query(
        `begin; set local session_replication_role = replica; ${sql}; set local role trellis_owner`,
      );
      const faults = await faultsIn(client, areas);
      expect(faults.filter((fault) => fault.includes(`, ${name}: `)).join('\n')).toMatch(says);
    } finally {
      await client.end(); // and with it all that was planted
    }
  });

  it('says what it found as part of the check, exit 4', async () => {
    const { database } = the.house.house;
    await the.house.raw(
      `update platform.outbox set sent_at = null, parked_at = null, put_at = now() - interval '10 minutes'`,
    );
    let out = '';
    const here = {
      urls: { app: database.appUrl, worker: database.workerUrl, migrator: database.migratorUrl },
      ...{ redisUrl: null, sealKeys: '/no/such/folder', fsyncMayBeOff: true, close: () => Promise.resolve() },
    };
    const output = { out: (text: string) => (out += text), err: () => undefined };
    expect(await check(() => Promise.resolve(here), { data: true }, output)).toBe(4);
    expect(out).toMatch(
      /data: \d+ to mend\n {2}installation, outbox unsent: The message \S+ [(]\S+[)] was put/,
    );
  });
});
