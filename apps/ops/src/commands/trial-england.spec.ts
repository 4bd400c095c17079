import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localDate, type SchoolUrn } from '@app/kernel';
import { parseRegister, readThemes } from '@app/schools';
import { areaTemplates } from '../demo/area-templates.js';
import type { TrialResult } from '../trial/run-trial.js';
import { trial } from './trial.js';

jest.setTimeout(300_000);

const ROOT = join(__dirname, '../../../..');
/** A real public file that an operator has; never part of the project. */
const ENGLAND = join(process.cwd(), '../shared/data/gias/schools_england.csv.gz');
const onRealFiles = existsSync(ENGLAND) ? describe : describe.skip;
const TODAY = localDate('2026-11-25');
const COUNT = 600;

/** Numbers from 0 to below n, always the same ones. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What somebody who waits would ask: how long each step took, in the words that the command says it with. */
class Steps {
  private readonly begun: { readonly name: string; readonly at: number }[] = [];

  say(text: string): void {
    this.begun.push({ name: text.replace(/ …\n$/, ''), at: performance.now() });
  }
  lines(end: number): string[] {
    return this.begun.map(({ name, at }, place) => {
      const seconds = ((this.begun[place + 1]?.at ?? end) - at) / 1000;
      return `${seconds.toFixed(1).padStart(6)} s  ${name}`;
    });
  }
}

onRealFiles('trellis trial over every school of England', () => {
  let folder: string;
  let open: readonly SchoolUrn[];
  let run: { readonly code: number; readonly out: string; readonly err: string };
  let result: TrialResult;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trial '));
    const { schools } = await parseRegister(readFileSync(ENGLAND), { fileName: 'schools_england.csv.gz' });
    open = schools.filter(({ status }) => status === 'open').map(({ urn }) => urn);
    run = await matched();
    result = JSON.parse(run.out) as TrialResult;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string, rows: readonly string[]): string {
    const path = join(folder, name);
    writeFileSync(path, rows.join('\n'));
    return path;
  }

  /** Rows by chance, of schools that exist: no need and no offer here is anybody's. One row a school. */
  function generated(): { needs: string; offers: string } {
    const next = numbers(11);
    const themes = readThemes(areaTemplates(ROOT).themes).themes.map(({ id }) => id);
    const theme = (): string => themes[next(themes.length)]!;
    const left = [...open];
    const urn = (): string => left.splice(next(left.length), 1)[0]!;
    const one = (words: readonly string[]): string => words[next(words.length)]!;
    const times = (make: (at: number) => string): string[] =>
      Array.from({ length: COUNT }, (_, at) => make(at));
    const needs = times((at) => {
      const priority = one(['now', 'this_term', 'when_possible']);
      const modes = one(['', 'in_person', 'in_person remote']);
      return `n${String(at)},${urn()},${theme()},${String(2 + next(4))},2026/27-3,2026/27-4,${priority},${modes}`;
    });
    const offers = times((at) => {
      const known = [...new Set([theme(), theme(), theme(), theme()])];
      const said = known.map(
        (id) => `${id}:${one(['can_talk', 'can_host', 'can_work_alongside'])}:data:2026-09-01`,
      );
      const days = `2026/27-3=${String(4 + next(9))} 2026/27-4=${one(['ask', '6', '12'])}`;
      return `o${String(at)},${urn()},${said.join(' ')},${days},${String(1 + next(3))},${one(['', '', '60'])}`;
    });
    return {
      needs: write('needs.csv', ['need,urn,theme,half_days,from,to,priority,modes', ...needs]),
      offers: write('offers.csv', ['offer,urn,themes,half_days,partners,travel_km', ...offers]),
    };
  }

  async function matched(): Promise<typeof run> {
    const steps = new Steps();
    const [out, err]: [string[], string[]] = [[], []];
    const output = {
      out: (text: string) => void out.push(text),
      err: (text: string) => {
        err.push(text);
        steps.say(text);
      },
    };
    const begun = performance.now();
    steps.say('Reading the files …\n');
    const code = await trial(
      ROOT,
      { register: ENGLAND, la: 'all', ...generated(), data: join(folder, 'data'), json: true },
      output,
      TODAY,
    );
    const end = performance.now();
    const text = out.join('');
    const figures = [
      ...steps.lines(end),
      `${((end - begun) / 1000).toFixed(1).padStart(6)} s  in all`,
      `${String(open.length)} open schools; output ${(text.length / 2 ** 20).toFixed(1)} MiB;` +
        ` at most ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MiB in memory`,
    ];
    process.stdout.write(`${figures.join('\n')}\n`); // measured and not judged: machines differ
    return { code, out: text, err: err.join('') };
  }

  it('ends well and says how far it is', () => {
    expect(run.code).toBe(0);
    expect(run.err).toContain('Importing schools_england.csv.gz');
    expect(run.err).toContain(`Matching ${String(COUNT)} needs`);
    expect(open.length).toBeGreaterThan(20_000);
  });

  it('answers every need in the order of the file, with schools listed, or refused by a rule', () => {
    expect(result.state).toBe('complete');
    expect(result.needs.map(({ need }) => need)).toEqual(
      Array.from({ length: COUNT }, (_, at) => `n${String(at)}`),
    );
    for (const { need, candidates, refused } of result.needs) {
      const schools = new Set([...candidates, ...refused].map(({ urn }) => urn));
      expect([need, schools.size]).toEqual([need, COUNT]); // each offering school once, on one side or the other
      expect(refused.filter(({ because }) => because.length === 0)).toEqual([]);
    }
    const listed = result.needs.filter(({ candidates }) => candidates.length > 0).length;
    expect(listed).toBeGreaterThan(COUNT / 2); // a trial that lists nobody would pass everything above
  });

  it('gives points that are the sum of their parts, best first', () => {
    for (const { candidates } of result.needs) {
      for (const { points, parts } of candidates)
        expect(parts.reduce((sum, part) => sum + (part.points ?? 0), 0)).toBe(points);
      expect(candidates.map(({ place }) => place)).toEqual(candidates.map((_, at) => at + 1));
    }
  });

  it('plans pairs that are listed and not refused, within what each school can give, and adds their points up', () => {
    const plan = result.plan!;
    expect(plan.pairs.length).toBeGreaterThan(COUNT / 4);
    expect(plan.pairs.reduce((sum, { points }) => sum + points, 0)).toBe(plan.points);
    const needs = new Map(result.needs.map((each) => [each.need, each]));
    for (const { need, urn, points } of plan.pairs) {
      const { candidates, refused } = needs.get(need)!;
      expect(refused.map((each) => each.urn)).not.toContain(urn);
      expect(candidates.find((each) => each.urn === urn)).toMatchObject({ planned: true, points });
    }
    const planned = result.needs.flatMap(({ candidates }) => candidates.filter((each) => each.planned));
    expect(planned).toHaveLength(plan.pairs.length);
    const without = result.needs.filter(({ candidates }) => !candidates.some((each) => each.planned));
    expect(without.filter(({ unmet }) => unmet === null)).toEqual([]);
  });
});
