import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '@app/kernel';
import { RETENTION_KINDS } from '@app/schools';
import { parse } from 'yaml';
import { TestHouse } from '../../../../test/factories/an-area.js';
import { readRecords } from './read-records.js';
import { recordFaults } from './record-faults.js';

const text = readFileSync(join(__dirname, '../../../../config/records.yaml'), 'utf8');
const written = (): { kinds: Record<string, Record<string, unknown>> } =>
  parse(text) as { kinds: Record<string, Record<string, unknown>> };
const read = (value: unknown) => readRecords(value, RETENTION_KINDS);

function faultsOf(change: (given: ReturnType<typeof written>) => void): string[] {
  const given = written();
  change(given);
  try {
    read(given);
    return [];
  } catch (error) {
    if (error instanceof BadInput) return error.errors.map(({ path }) => path);
    throw error;
  }
}

describe('the record of processing', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());

  /** Those of the queue hold ids alone and are made by it. */
  const stored = async (): Promise<string[]> => {
    const rows = await house.asSuperuser<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'bullmq')
         and n.nspname !~ '^pg_temp' order by 1`,
    );
    return rows.map(({ name }) => name);
  };

  it('has one entry for each table of the database, and none for a table that is not there', async () => {
    expect(recordFaults(read(written()), await stored())).toEqual([]);
  });

  it('is found wanting where a table comes without an entry, or goes', async () => {
    await house.asSuperuser('create table network.planted (id uuid primary key, name text)');
    const tables = (await stored()).filter((table) => table !== 'network.answer');
    expect(recordFaults(read(written()), tables)).toEqual([
      'The table network.planted has no entry in config/records.yaml.',
      'config/records.yaml names network.answer, which the database does not hold.',
    ]);
    await house.asSuperuser('drop table network.planted');
  });

  it('says purpose, basis, people, recipients, retention and safeguards of each kind', () => {
    for (const field of ['purpose', 'basis', 'people', 'recipients', 'retention', 'safeguards', 'tables'])
      expect(
        faultsOf(({ kinds }) => {
          kinds['concerns'] = { ...kinds['concerns'], [field]: undefined };
        }),
      ).toContain(`kinds.concerns.${field}`);
    for (const field of ['purpose', 'recipients', 'safeguards'])
      expect(
        faultsOf(({ kinds }) => {
          kinds['concerns']![field] = field === 'purpose' ? ' ' : [];
        }),
      ).toEqual([`kinds.concerns.${field}`]);
  });

  it('refuses what it does not know, a table told twice, and people without a basis', () => {
    expect(faultsOf(({ kinds }) => (kinds['concerns']!['colour'] = 'blue'))).toEqual([
      'kinds.concerns.colour',
    ]);
    expect(faultsOf(({ kinds }) => (kinds['concerns']!['retention'] = 'a while'))).toEqual([
      'kinds.concerns.retention',
    ]);
    expect(faultsOf(({ kinds }) => (kinds['concerns']!['basis'] = 'consent'))).toEqual([
      'kinds.concerns.basis',
    ]);
    expect(faultsOf(({ kinds }) => (kinds['concerns']!['tables'] = ['network.answer']))).toEqual(['kinds']);
    expect(faultsOf(({ kinds }) => (kinds['concerns']!['basis'] = 'none'))).toEqual([
      'kinds.concerns.people',
    ]);
    expect(faultsOf((given) => Object.assign(given, { version: 0 }))).toEqual(['version']);
  });
});
