import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localDate } from '@app/kernel';
import { parseRegister, type RegisterSchool } from '@app/schools';
import type { TrialResult } from '../trial/run-trial.js';
import { trial, type TrialFlags } from './trial.js';

jest.setTimeout(240_000);

const ROOT = join(__dirname, '../../../..');
/** Real public files that an operator has; never part of the project. */
const FOLDER = join(process.cwd(), '../shared/data/gias');
const onRealFiles = existsSync(FOLDER) ? describe : describe.skip;
const EAST_SUSSEX = join(FOLDER, 'schools_east_sussex.csv');
const TODAY = localDate('2026-11-25');
const THEMES = ['att.strategy', 'att.persistent', 'sub.maths', 'inc.teaching', 'beh.culture'];
const NEEDS = 'need,urn,theme,secondary_themes,half_days,from,to,priority,may_be_asked';
const OFFERS = 'offer,urn,themes,half_days,partners';

/** Temporary folders of trials: one that was killed may have left its own. */
function foldersOfTrials(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('trellis-trial-'));
}

/** Numbers from 0 to below n, always the same ones. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

onRealFiles('trellis trial', () => {
  let folder: string;
  let secondaries: readonly RegisterSchool[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trial '));
    const { schools } = await parseRegister(readFileSync(EAST_SUSSEX));
    secondaries = schools.filter(({ status, phase }) => status === 'open' && phase === 'Secondary');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string, heading: string, rows: readonly string[]): string {
    const path = join(folder, name);
    writeFileSync(path, [heading, ...rows].join('\n'));
    return path;
  }
  async function run(flags: Partial<TrialFlags>, needs: readonly string[], offers: readonly string[]) {
    let [out, err] = ['', ''];
    const output = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
    const files = { needs: write('needs.csv', NEEDS, needs), offers: write('offers.csv', OFFERS, offers) };
    const code = await trial(ROOT, { register: EAST_SUSSEX, la: '845', ...files, ...flags }, output, TODAY);
    return { code, out, err };
  }
  /** A county's worth of rows by chance, of schools that exist: no need and no offer here is anybody's. */
  function generated(): { needs: string[]; offers: string[] } {
    const next = numbers(7);
    const theme = (): string => THEMES[next(THEMES.length)]!;
    const [asking, offering] = [secondaries.slice(0, 8), secondaries.slice(4)];
    return {
      needs: asking.map(
        ({ urn }, at) =>
          `n${String(at)},${urn},${theme()},,${String(2 + next(4))},2026/27-3,2026/27-4,this_term,`,
      ),
      offers: offering.map(({ urn }, at) => {
        const strengths = THEMES.filter(() => next(2) === 0).map(
          (id) => `${id}:can_work_alongside:data:2026-09-01`,
        );
        const days = `2026/27-3=${String(next(12))} 2026/27-4=${next(3) === 0 ? 'ask' : '6'}`;
        return `o${String(at)},${urn},${[...strengths, 'tea.coaching:can_talk'].join(' ')},${days},2`;
      }),
    };
  }

  it('names every row that must be mended in both files, exit 3, and starts nothing', async () => {
    const urn = secondaries[0]!.urn;
    const data = join(folder, 'never');
    const refused = await run(
      { data },
      [
        `n1,${urn},att.nothing,,4,2026/27-3,2026/27-4,,`,
        `n2,100000,sub.maths,,4,2026/27-3,2026/27-4,,`,
        `n3,${urn},sub.maths,,4,2035/36-1,2035/36-1,,`,
      ],
      [`o1,${urn},sub.maths:can_talk,2026/27-3=4,1`, `o2,${urn},sub.maths:can_fly,2026/27-3=4,1`],
    );
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('Line 2, theme: “att.nothing” is not a theme');
    expect(refused.err).toContain('Line 3, urn: 100000 is not an open school of this authority');
    expect(refused.err).toContain('Line 3, themes: “can_fly” is not one of');
    expect(existsSync(data)).toBe(false);
  });

  it('holds rows against the calendar and against each other', async () => {
    const urn = secondaries[0]!.urn;
    const refused = await run(
      {},
      [`n1,${urn},sub.maths,,4,2025/26-3,2026/27-4,,`],
      [
        `o1,${urn},sub.maths:can_talk:declared,2026/27-3=4,1`,
        `o2,${urn},sub.english:can_talk:data:2027-01-01,2026/27-3=6,1`,
      ],
    );
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('Line 2, from: 2025/26-3 is not between 2026/27-2 and');
    expect(refused.err).toContain('Line 3, half_days: The offers of one school share its days: line 2');
    expect(refused.err).toContain('Line 3, themes: 2027-01-01 is not a day that has been');
  });

  it('is told of an authority without schools, of no such file, and of a folder in use', async () => {
    const { needs, offers } = generated();
    expect((await run({ la: '999' }, needs, offers)).err).toContain('no open school of the authority 999');
    expect(await run({ register: join(folder, 'none.csv') }, needs, offers)).toMatchObject({ code: 2 });
    const used = join(folder, 'used');
    mkdirSync(used);
    writeFileSync(join(used, 'theirs.txt'), 'theirs');
    expect(await run({ data: used }, needs, offers)).toMatchObject({ code: 2 });
    expect(readdirSync(used)).toEqual(['theirs.txt']);
  });

  it('matches the rows of a real county through the queue, by URN, with reasons and refusals', async () => {
    const { needs, offers } = generated();
    const before = foldersOfTrials();
    const done = await run({ json: true }, needs, offers);
    expect(done).toMatchObject({ code: 0 });
    const result = JSON.parse(done.out) as TrialResult;
    expect(result).toMatchObject({
      state: 'complete',
      resultHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(result.needs.map(({ need }) => need)).toEqual(needs.map((row) => row.split(',')[0]));
    const [listed] = result.needs.filter(({ candidates }) => candidates.length > 0);
    const parts = listed!.candidates[0]!.parts;
    expect(parts.reduce((sum, { points }) => sum + (points ?? 0), 0)).toBe(listed!.candidates[0]!.points);
    expect(parts.map(({ because }) => because)).not.toContain('');
    expect(parts.find(({ part }) => part === 'reach')?.because).toMatch(/km in a straight line/);
    for (const { candidates, refused, urn } of result.needs) {
      const schools = [...candidates, ...refused].map((each) => each.urn);
      expect(new Set(schools).size).toBe(schools.length);
      expect(schools).not.toContain(urn);
    }
    for (const { name } of secondaries) expect(done.out).not.toContain(name);
    expect(foldersOfTrials()).toEqual(before);
  });

  it('keeps its data in a folder where one is named, and says in words that nothing was proposed (O09)', async () => {
    const { needs, offers } = generated();
    const data = join(folder, 'kept');
    const done = await run({ data, quiet: true }, needs, offers);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(/^n0: URN \d{6}, /);
    expect(done.out).toMatch(/theme fit \d+[.]\d of 35[.]0: /);
    expect(done.out).toMatch(/Not listed: \d+ \(/);
    expect(done.out).toContain('A what-if run: nothing was proposed to anybody.');
    expect(existsSync(join(data, 'roles.secret'))).toBe(true);
  });
});
