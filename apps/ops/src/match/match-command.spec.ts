import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localDate } from '@app/kernel';
import { match, type MatchFlags } from './match-command.js';

const ROOT = join(__dirname, '../../../..');
const EXAMPLE = join(__dirname, 'example');

describe('trellis match', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'match '))));
  afterEach(() => rmSync(folder, { recursive: true }));

  async function run(flags: Partial<MatchFlags> = {}) {
    let [out, err] = ['', ''];
    const output = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
    const files = {
      schools: join(EXAMPLE, 'schools.csv'),
      needs: join(EXAMPLE, 'needs.csv'),
      offers: join(EXAMPLE, 'offers.csv'),
      conflicts: join(EXAMPLE, 'conflicts.csv'),
      out: join(folder, 'out'),
    };
    const code = await match(ROOT, { ...files, ...flags }, output, localDate('2026-11-26'));
    return { code, out, err };
  }
  const result = (name: string): string => readFileSync(join(folder, 'out', name), 'utf8');

  it('plans the example from files alone, and says why each other school was refused', async () => {
    expect(await run()).toMatchObject({ code: 0, err: '' });
    const plan = result('plan.csv').trim().split('\n');
    expect(plan.map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
      'need urn',
      'N1 990003',
      'N2 990002',
    ]);
    expect(result('refused.csv')).toContain('N2,990003,Marlowe School,O2,BARRED_CONFLICT');
    expect(result('candidates.csv')).toContain('not known');
    expect(JSON.parse(result('result.json'))).toMatchObject({ plan: { gap: null, unmet: [] } });
  });

  it('gives a need one of the group that its row asks for, though somebody else has more points', async () => {
    const needs = join(folder, 'needs.csv');
    const row = 'N1,990001,att.persistent,4,2026/27-3,2026/27-4';
    const planned = async (oneOf: string): Promise<string> => {
      writeFileSync(needs, `need,urn,theme,half_days,from,to,one_of\n${row},${oneOf}\n`);
      expect(await run({ needs })).toMatchObject({ code: 0, err: '' });
      return result('plan.csv').split('\n')[1]!.split(',').slice(0, 2).join(' ');
    };
    const free = await planned('');
    const other = free === 'N1 990002' ? '990003' : '990002';
    expect(await planned(other)).toBe(`N1 ${other}`);
    for (const [oneOf, says] of [
      ['special', 'No school of the schools file is special'],
      ['990009', '990009 is not in the schools file'],
      ['nobody', 'is not a URN'],
    ] as const) {
      writeFileSync(needs, `need,urn,theme,half_days,from,to,one_of\n${row},${oneOf}\n`);
      const { code, err } = await run({ needs });
      expect([code, err.includes(says)]).toEqual([3, true]);
    }
  });

  it('says, where asked, whom one more place or half-day would help', async () => {
    const [needs, offers] = [join(folder, 'needs.csv'), join(folder, 'offers.csv')];
    writeFileSync(
      needs,
      'need,urn,theme,half_days,from,to\nN1,990001,att.persistent,4,2026/27-3,2026/27-3\nN2,990004,att.persistent,4,2026/27-3,2026/27-3\n',
    );
    writeFileSync(
      offers,
      'offer,urn,themes,half_days,partners\nO1,990002,att.persistent:can_work_alongside:adviser_visit:2026-10-01,2026/27-3=7,2\n',
    );
    expect(await run({ needs, offers, prices: true })).toMatchObject({ code: 0, err: '' });
    const [headings, ...rows] = result('capacity.csv').trim().split('\n');
    expect(headings).toBe('urn,name,one_more,half_term,gaining,losing,points,weight');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/^990002,Harbour School,half-day,2026\/27-3,N[12],,\d+,\d+$/);
  });

  it('gives the same bytes for rows in another order', async () => {
    await run();
    const first = ['candidates.csv', 'plan.csv', 'refused.csv', 'unmet.csv', 'result.json'].map(result);
    const [heading, ...rows] = readFileSync(join(EXAMPLE, 'needs.csv'), 'utf8').trim().split('\n');
    const needs = join(folder, 'needs.csv');
    writeFileSync(needs, [heading, ...rows.reverse()].join('\n'));
    await run({ needs });
    expect(['candidates.csv', 'plan.csv', 'refused.csv', 'unmet.csv', 'result.json'].map(result)).toEqual(
      first,
    );
  });

  it('names file, line and column of every cell that must be mended, and writes nothing', async () => {
    const needs = join(folder, 'needs.csv');
    writeFileSync(
      needs,
      'need,urn,theme,half_days,from,to\nN1,990009,att.persistent,0,2026/27-3,2026/27-4\nN1,990001,nothing,2,soon,2026/27-4\n',
    );
    const { code, err } = await run({ needs });
    expect(code).toBe(3);
    for (const part of [
      'needs.csv',
      '990009 is not in the schools file',
      'half_days',
      'like att.strategy',
      'Line 3',
    ])
      expect(err).toContain(part);
    expect(() => result('plan.csv')).toThrow();
  });

  it('says which file cannot be read, exit 2 (O01)', async () => {
    expect(await run({ offers: join(folder, 'none.csv') })).toMatchObject({ code: 2 });
  });
});
