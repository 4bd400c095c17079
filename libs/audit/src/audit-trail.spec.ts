import { createHash } from 'node:crypto';
import type { AreaId, SchoolUrn } from '@app/kernel';
import { RuleBroken } from '@app/kernel';
import { dataSource, UnitOfWork } from '@app/platform';
import { anActor } from '../../../test/factories/an-actor.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { AuditTrail } from './audit-trail.js';

const NORTH = '11111111-1111-4111-8111-111111111111' as AreaId;

interface Entry {
  id: string;
  kind: string;
  act: string;
  outcome: string;
  bytes: string;
  of_act: string;
}

describe('the audit log', () => {
  let database: TestDatabase;
  let app: ReturnType<typeof dataSource>;
  let reader: ReturnType<typeof dataSource>;
  let work: UnitOfWork;
  let reading: UnitOfWork;
  const trail = new AuditTrail();
  const actor = anActor({ area: NORTH });

  const connect = (url: string) =>
    dataSource({
      url,
      pool: 3,
      statementTimeoutMs: 5_000,
      applicationName: 'spec',
      entities: [],
    }).initialize();
  const entries = (): Promise<Entry[]> =>
    reading.run(actor, NORTH, (tx) =>
      tx.query<Entry>('select id, kind, act, outcome, bytes, of_act from audit.entry order by seq'),
    );

  beforeAll(async () => {
    database = await freshDatabase();
    [app, reader] = [await connect(database.appUrl), await connect(database.auditorUrl)];
    work = new UnitOfWork(app, 'f'.repeat(64));
    reading = new UnitOfWork(reader, 'f'.repeat(64));
    await work.run(actor, NORTH, async (tx) => {
      await tx.query(
        `insert into schools.area (id, code, name, controller) values ($1, 'north', 'Northshire', 'The Council')`,
        [NORTH],
      );
      await trail.record(tx, {
        act: 'area.create',
        entity: `schools.area:${NORTH}`,
        schools: ['990013' as SchoolUrn, '990005' as SchoolUrn],
        details: { reason: 'Because the Board\nasked = twice' },
      });
    });
  });
  afterAll(async () => {
    await Promise.all([app.destroy(), reader.destroy()]);
    await database.drop();
  });

  it('holds the act, and the change of every column beside it', async () => {
    const [change, act] = await entries();
    expect(change).toMatchObject({ kind: 'change', act: 'row.insert', of_act: act!.id });
    expect(act).toMatchObject({ kind: 'act', act: 'area.create', outcome: 'done' });
  });

  it('is written as canonical lines of printable ASCII', async () => {
    const act = (await entries())[1]!;
    expect(act.bytes.split('\n').slice(0, 2)).toEqual(['trellis.audit/1', `id=${act.id}`]);
    expect(act.bytes).toContain(`\nactor=person:${actor.id}\n`);
    expect(act.bytes).toContain('\nschools=990005,990013\n');
    expect(act.bytes).toContain(`\nmatrix=${'f'.repeat(64)}\n`);
    expect(act.bytes).toMatch(/^([!-~]+\n)+$/);
  });

  it('commits to free text by a salted hash, and holds none of it in the bytes', async () => {
    const act = (await entries())[1]!;
    expect(act.bytes).not.toContain('Board');
    const [detail] = await reading.run(actor, NORTH, (tx) =>
      tx.query<{ salt: Buffer; value: string }>(
        `select salt, value from audit.detail where entry = $1 and name = 'reason'`,
        [act.id],
      ),
    );
    const zero = Buffer.from([0]);
    const committed = createHash('sha256')
      .update(
        Buffer.concat([
          Buffer.from('trellis.detail/1'),
          zero,
          detail!.salt,
          Buffer.from('reason'),
          zero,
          Buffer.from(detail!.value),
        ]),
      )
      .digest('hex');
    expect(act.bytes).toContain(`details=reason:${committed}\n`);
  });

  it.each([
    'update audit.entry set act = act',
    'delete from audit.detail',
    'truncate audit.entry cascade',
    'alter table audit.entry disable trigger all',
  ])('refuses "%s" to the doors’ role (A04)', async (sql) => {
    await expect(work.run(actor, NORTH, (tx) => tx.query(sql))).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  it.each(['update audit.entry set act = act', 'delete from audit.entry', 'truncate audit.entry cascade'])(
    'refuses "%s" even to the owner of the table (A04, I-18)',
    async (sql) => {
      const owner = await connect(database.superuserUrl);
      await expect(owner.query(sql)).rejects.toThrow('The audit log refuses');
      await owner.destroy();
    },
  );

  it('keeps a refusal in a transaction of its own', async () => {
    const refusal = new RuleBroken('SAME_RESPONSIBLE_BODY', 'They share a trust.');
    await trail.recordRefusal(
      work,
      actor,
      NORTH,
      { act: 'proposal.make', entity: 'profiles.need:x' },
      refusal,
    );
    expect((await entries()).at(-1)).toMatchObject({ act: 'proposal.make', outcome: 'refused' });
  });

  it.each([
    ['a new line', 'need.raise\noutcome=done'],
    ['a carriage return', 'need.raise\rx'],
    ['an equals sign', 'need=raise'],
    ['a space', 'need raise'],
    ['what is not ASCII', 'nééd.raise'],
    ['a new line at its end', 'need.raise\n'],
    ['a sign that no printer prints', 'need\u007fraise'],
  ])('refuses %s in every field of a line, and the whole transaction with it (A05)', async (_what, odd) => {
    const fields = { act: 'need.raise', entity: 'profiles.need:x', reason: 'BECAUSE' };
    const schools = [odd as SchoolUrn];
    for (const act of [{ act: odd }, { entity: odd }, { reason: odd }, { schools }]) {
      const before = (await entries()).length;
      const refused = work.run(actor, NORTH, async (tx) => {
        await trail.record(tx, { act: 'area.rename', entity: `schools.area:${NORTH}` });
        await tx.query(`update schools.area set name = 'Odd' where id = $1`, [NORTH]);
        await trail.record(tx, { ...fields, ...act });
      });
      await expect(refused).rejects.toThrow('violates check constraint');
      expect((await entries()).length).toBe(before);
    }
    const [area] = await work.run(actor, NORTH, (tx) =>
      tx.query<{ name: string }>('select name from schools.area'),
    );
    expect(area?.name).toBe('Northshire');
  });

  it('refuses a change of its first tables by raw SQL that no act explains (A09)', async () => {
    for (const sql of [
      `update schools.area set name = 'silent' where id = '${NORTH}'`,
      `delete from schools.area where id = '${NORTH}'`,
    ])
      await expect(work.run(actor, NORTH, (tx) => tx.query(sql))).rejects.toThrow(
        /no act in the audit log|permission denied/,
      );
  });

  it('shows nothing of another area (I-19)', async () => {
    const south = '22222222-2222-4222-8222-222222222222' as AreaId;
    expect(
      await reading.run(anActor({ area: south }), south, (tx) => tx.query('select 1 from audit.entry')),
    ).toEqual([]);
  });
});
