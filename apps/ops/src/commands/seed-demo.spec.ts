import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Agreements, NeedCandidates } from '@app/brokerage';
import { Actors, People, Personas } from '@app/identity';
import { localDateOf, type AreaId, type PersonId } from '@app/kernel';
import { Lookup, UnitOfWork } from '@app/platform';
import { OwedWords } from '@app/profiles';
import { Installation } from '../../../../test/factories/an-installation.js';
import { replayRun } from './replay-run.js';
import { seedDemoCommand, type OpenForSeeding, type SeedDemoFlags } from './seed-demo.js';

/** A county is some hundred acts, and three are seeded in one of these. */
jest.setTimeout(120_000);

const ROOT = join(__dirname, '../../../..');
const TODAY = '2026-11-27';

/** What differs between two databases with the same county, and why. Everything else is compared, byte by byte. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'schools.register_import.asked_at': 'the database’s own clock',
  'identity.account.created_at': 'the database’s own clock',
  'platform.blob.stored_at': 'the database’s own clock',
  'platform.outbox.put_at': 'the database’s own clock',
  'platform.job_subject.since': 'the database’s own clock',
};
const SCHEMAS = ['schools', 'identity', 'profiles', 'brokerage', 'impact'];
const OF_PLATFORM = ['platform.blob', 'platform.outbox', 'platform.job_subject'];

async function digest(county: Installation): Promise<{ hash: string; tables: Record<string, number> }> {
  const tables = await county.stored<{ name: string; columns: string[] }>(
    `select table_schema || '.' || table_name as name, array_agg(column_name::text order by column_name) as columns
     from information_schema.columns join pg_class c on c.oid = (table_schema || '.' || table_name)::regclass and c.relkind = 'r'
     where table_schema = any ($1) or table_schema || '.' || table_name = any ($2) group by 1 order by 1`,
    [SCHEMAS, OF_PLATFORM],
  );
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  for (const { name, columns } of tables) {
    const compared = columns.filter((column) => !(`${name}.${column}` in LEFT_OUT));
    const rows = await county.stored<{ row: string }>(
      `select (to_jsonb(array[${compared.map((column) => `to_jsonb(t.${column})`).join(', ')}]))::text as row
       from ${name} t order by 1`,
    );
    counts[name] = rows.length;
    hash.update(`${name} ${compared.join(',')}\n`);
    for (const { row } of rows) hash.update(`${row}\n`);
  }
  return { hash: hash.digest('hex'), tables: counts };
}

describe('trellis seed-demo', () => {
  const opened: Installation[] = [];
  afterAll(() => Promise.all(opened.map((each) => each.drop())));

  async function seed(flags: SeedDemoFlags = { today: TODAY }, into?: Installation) {
    let [out, err] = ['', ''];
    const open: OpenForSeeding = async (told) => {
      const made = into ?? (await Installation.open(told));
      if (!into) opened.push(made);
      return { get: made.get, close: () => Promise.resolve() };
    };
    const output = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
    const code = await seedDemoCommand(open, ROOT, flags, output);
    return { code, out, err, county: opened.at(-1)! };
  }

  describe('into an empty database', () => {
    let county: Installation;
    let area: AreaId;
    const asking = async <Answer>(name: string, body: (tx: never) => Promise<Answer>): Promise<Answer> => {
      const [row] = await county.stored<{ id: PersonId }>('select id from identity.person where name = $1', [
        name,
      ]);
      const actor = await county.get(Actors).of({
        ...{ person: row!.id, area, door: 'web', requestId: 'spec', signedInAt: new Date() },
      });
      return county.get(UnitOfWork).run(actor!, area, (tx) => body(tx as never));
    };

    beforeAll(async () => {
      const seeded = await seed();
      expect(seeded).toMatchObject({
        code: 0,
        out: `Downland is there, as of ${TODAY}. Its match run is R-0002.\n`,
      });
      county = seeded.county;
      area = (await county.get(Lookup).call<{ id: AreaId }>('areas'))[0]!.id;
    });
    afterAll(() => county.close());

    it('shows a visitor whom they can be', async () => {
      const lines = (await county.get(Personas).list()).map(({ name, line }) => `${name}: ${line}`);
      expect(lines).toEqual([
        'Tom Birch: Adviser, inclusion',
        'Ama Osei: Adviser, secondary schools',
        'Sam Whitlock: Broker on Thursdays, head of Longmead Academy',
        'Jo Marsh: Broker on Tuesdays, head of Ashdene School',
        'Ruth Hale: Broker on Wednesdays, head of Uplands School',
        'Helen Croft: Chair of the Board',
        'Grace Okoro: Head asking for support, Eastmarsh Academy',
        'Daniel Fry: Head supporting other schools, Marlowe School',
        'Priya Nair: Officer of the council, answers for data protection',
        'Nadia Brook: Speaks for the Coastal Schools Trust',
        'Dan Wells: System administrator',
      ]);
    });

    it('has a run that comes out the same when it is made again', async () => {
      let [out, err] = ['', ''];
      const output = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
      expect(await replayRun(county, 'R-0002', {}, output)).toBe(0);
      expect(out).toMatch(/^R-0002: the same to the letter, \d+ needs? and the plan \([0-9a-f]{64}\)\.$/m);
      expect(await replayRun(county, 'R-0099', {}, output)).toBe(3);
      expect(err).not.toBe('');
    });

    it('gives the seconded heads their interests: one’s trust has three schools', async () => {
      const interest = async (name: string, urn: string): Promise<boolean> =>
        asking(name, async (tx) => {
          const [person] = await county.stored<{ id: string }>(
            'select id from identity.person where name = $1',
            [name],
          );
          return county.get(People).hasInterest(tx, person!.id, [urn as never], localDateOf(new Date(TODAY)));
        });
      expect(await interest('Sam Whitlock', '990015')).toBe(true);
      expect(await interest('Jo Marsh', '990005')).toBe(false);
    });

    it('has needs in every state of the road to matching, and offers with days', async () => {
      const count = async (sql: string): Promise<Record<string, number>> => {
        const rows = await county.stored<{ state: string; n: number }>(sql);
        return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
      };
      expect(
        await count('select state, count(*)::int as n from profiles.need group by state order by 1'),
      ).toEqual({
        ...{
          agreed: 1,
          diagnosed: 1,
          matched: 3,
          met: 1,
          open: 5,
          proposed: 5,
          raised: 2,
          triaged: 2,
          withdrawn: 1,
        },
      });
      expect(await count('select state, count(*)::int as n from profiles.offer group by state')).toEqual({
        live: 24,
        paused: 1,
      });
      expect(await count('select state, count(*)::int as n from brokerage.match_run group by state')).toEqual(
        {
          complete: 2,
        },
      );
    });

    it('has one declaration confirmed and one asked about; the others wait for who looks after their school', async () => {
      const checks = await county.stored<{ said: string }>(
        `select concat_ws(' ', d.urn, d.state, p.name) as said from profiles.declaration d
         join identity.person p on p.id = d.checked_by order by 1`,
      );
      expect(checks.map(({ said }) => said)).toEqual([
        '990011 confirmed Jo Marsh',
        '990022 queried Jo Marsh',
      ]);
      const waits = await asking('Jo Marsh', (tx) => county.get(OwedWords).toLookAt(tx));
      expect(waits.map(({ urn }) => urn)).toContain('990004');
      expect(
        await asking('Ruth Hale', (tx) => county.get(OwedWords).of(tx, '990022' as never)),
      ).toMatchObject({
        asked: true,
      });
    });

    it('has a proposal at every stage, and one decision that waits for the chair', async () => {
      const rows = await county.stored<{ state: string; n: number }>(
        'select state, count(*)::int as n from brokerage.proposal group by state order by state',
      );
      expect(Object.fromEntries(rows.map(({ state, n }) => [state, n]))).toEqual({
        ...{ decided: 4, declined_by_supporter: 1, proposed: 1, school_accepted: 2 },
        ...{ sounding_out: 1, supporter_accepted: 1 },
      });
      const waits = await asking('Helen Croft', (tx) => county.get(Agreements).approvalsOpen(tx));
      expect(waits).toMatchObject([{ by: 'Jo Marsh' }]);
    });

    it('has work that is over, with both heads’ words and a figure before and after for each objective', async () => {
      const [row] = await county.stored<{ state: string; said: number; later: number }>(
        `select g.state, (select count(*)::int from impact.what_changed w where w.pairing_id = g.id) as said,
           (select count(*)::int from impact.later_value l join impact.evaluation e on e.id = l.evaluation_id
             where e.pairing_id = g.id and e.baseline_of is not null) as later
         from brokerage.pairing g where g.closed_at is not null`,
      );
      expect(row).toEqual({ state: 'sustain_checking', said: 2, later: 2 });
    });

    it('has figures that stand apart, answered, passed on and with their head, and says why of all others', async () => {
      const rows = await county.stored<{ said: string }>(
        `select concat_ws(' ', urn, measure, state) as said from schools.signal
         where urn in ('990005', '990013') order by 1`,
      );
      expect(rows.map(({ said }) => said)).toEqual([
        '990005 absence.persistent with_adviser',
        '990005 ks4.attainment_8 with_head',
        '990013 absence.persistent answered',
      ]);
      const [why] = await county.stored<{ n: number }>(
        `select count(distinct because)::int as n from schools.signal_look where not is_signal`,
      );
      expect(why!.n).toBeGreaterThanOrEqual(3);
    });

    it('lists Marlowe School first for attendance at Eastmarsh Academy', async () => {
      const [need] = await county.stored<{ id: string }>(
        `select id from profiles.need where urn = '990005' and primary_theme = 'att.strategy'`,
      );
      const seen = await asking('Jo Marsh', (tx) => county.get(NeedCandidates).ofNeed(tx, need!.id as never));
      expect(seen.candidates.slice(0, 2).map(({ name, points }) => [name, points])).toEqual([
        ['Marlowe School', 866],
        ['Quarry Lane School', 774],
      ]);
    });

    it('is refused a second time, and leaves the first as it is (O03)', async () => {
      const before = await digest(county);
      const again = await seed({ today: TODAY }, county);
      expect(again).toMatchObject({ code: 3, out: '' });
      expect(again.err).toContain('Downland is there already');
      expect(await digest(county)).toEqual(before);
    });

    it('is the same, byte by byte, wherever the same seed and day are given', async () => {
      const { county: twin } = await seed();
      const [here, there] = [await digest(county), await digest(twin)];
      await twin.close();
      expect(here.tables).toMatchObject({ 'schools.school': 51, 'profiles.need': 21, 'platform.blob': 4 });
      expect(there).toEqual(here);
    });
  });

  it('moves every date with its day: in the summer holiday as in the last week of a term', async () => {
    for (const today of ['2027-08-12', '2026-12-18', '2027-09-01']) {
      const { code, county } = await seed({ today, quiet: true, json: true });
      expect(code).toBe(0);
      const [late] = await county.stored<{ n: number }>(
        `select count(*)::int as n from profiles.need where raised_at >= $1::date or raised_at < $1::date - 60`,
        [today],
      );
      await county.close();
      expect(late!.n).toBe(0);
    }
  });

  it('is told what it cannot read', async () => {
    expect(await seed({ seed: 'seven' })).toMatchObject({ code: 2 });
    expect(await seed({ today: '2026-02-30' })).toMatchObject({ code: 2 });
  });
});
