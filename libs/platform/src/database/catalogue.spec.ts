import type { DataSource } from 'typeorm';
import { MIGRATION_NAMES } from '../../../../test/factories/migration-names.js';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import { catalogueFaults } from './catalogue.js';
import { dataSource } from './data-source.js';

const expected = {
  migrations: MIGRATION_NAMES,
  fsyncMayBeOff: true,
};

describe('the checks before any door opens', () => {
  let database: TestDatabase;
  const open: DataSource[] = [];

  const as = async (url: string): Promise<DataSource> => {
    const source = dataSource({
      url,
      pool: 1,
      statementTimeoutMs: 5_000,
      applicationName: 'spec',
      entities: [],
    });
    open.push(await source.initialize());
    return source;
  };
  const asOwner = async (sql: string): Promise<void> => {
    const source = await as(database.superuserUrl);
    await source.query(sql);
  };
  const faults = async (): Promise<string[]> => catalogueFaults(await as(database.appUrl), expected);

  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((source) => source.destroy()));
    await database.drop();
  });

  it('find nothing wrong with what the migrations made', async () => {
    expect(await faults()).toEqual([]);
  });

  // Each row plants one fault as the owner and expects the object's name in the sentence.
  it.each([
    ['alter table identity.person no force row level security', 'The table identity.person does not force'],
    [
      'alter table identity.person disable row level security',
      'The table identity.person has row-level security off',
    ],
    ['drop policy area_only on identity.interest', 'The table identity.interest lacks the policy'],
    ['create table identity.forgotten (id int)', 'The table identity.forgotten has no area_id'],
    [
      'create view identity.everyone as select * from identity.person',
      'The view identity.everyone is not security_invoker',
    ],
    [
      'alter table identity.person disable trigger audited',
      'The table identity.person is changed without an audit entry',
    ],
    [
      `create function schools.shortcut() returns int language sql security definer as 'select 1'`,
      'The function schools.shortcut is SECURITY DEFINER and not on the list',
    ],
    [`delete from trellis_migration where name like 'Schools%'`, 'The migration Schools'],
    [
      `insert into trellis_migration (timestamp, name) values (1, 'Stranger1')`,
      'The database holds the migration Stranger1',
    ],
  ])('name what %s broke', async (planted, sentence) => {
    await asOwner(planted);
    expect((await faults()).join('\n')).toContain(sentence);
  });

  it('refuse a role that could see past the walls (E03)', async () => {
    const found = await catalogueFaults(await as(database.superuserUrl), expected);
    expect(found.join('\n')).toContain('is a superuser');
  });

  it('refuse a cluster that may lose what it acknowledged, unless it is the named test cluster (E04)', async () => {
    const found = await catalogueFaults(await as(database.appUrl), { ...expected, fsyncMayBeOff: false });
    expect(found.join('\n')).toContain('The database setting fsync is off');
  });
});
