import { SealingStopped, type SealBatch, type Sealed, type Tree } from '@app/audit';
import { Log, type Lookup } from '@app/platform';
import { sealing } from './sealing.sweep.js';

type Round = (tree: Tree) => Sealed | null;

interface Line {
  readonly msg: string;
  readonly level: number;
  readonly tree: string;
}

function sweep(round: Round) {
  const lines: Line[] = [];
  const log = new Log('worker', 'info', {
    write: (line: string) => void lines.push(JSON.parse(line) as Line),
  });
  const seal = { execute: (tree: Tree) => Promise.resolve().then(() => round(tree)) } as unknown as SealBatch;
  const lookup = {
    call: () =>
      Promise.resolve([
        { id: 'n', code: 'north' },
        { id: 's', code: 'south' },
      ]),
  } as unknown as Lookup;
  let now = 0;
  const run = sealing(seal, lookup, log, () => now);
  return { lines, run, later: (ms: number) => (now += ms) };
}
const sealed = (told: Partial<Sealed> = {}): Sealed => ({
  sealed: 0,
  more: false,
  oldestSeconds: 0,
  ...told,
});

describe('sealing, round after round', () => {
  it('takes the installation’s tree and each area’s, and goes on at once where more was there than one batch holds', async () => {
    const seen: string[] = [];
    const { run } = sweep(({ code }) => {
      seen.push(code);
      const first = seen.filter((each) => each === code).length === 1;
      return sealed({ sealed: 2, more: code === 'north' && first });
    });
    expect(await run()).toBe(8);
    expect(seen).toEqual(['_installation', 'north', 'north', 'south']);
  });

  it('leaves a tree to the process that seals it just now', async () => {
    const { run, lines } = sweep(() => null);
    expect([await run(), lines]).toEqual([0, []]);
  });

  it('raises an alarm once a minute while an entry stands open for longer than a minute', async () => {
    const { run, lines, later } = sweep(({ code }) =>
      sealed({ oldestSeconds: code === 'north' ? 61.4 : 60 }),
    );
    await run();
    await run();
    expect(lines).toMatchObject([{ msg: 'audit entry unsealed', level: 50, tree: 'north', seconds: 61 }]);
    later(60_000);
    await run();
    expect(lines).toHaveLength(2);
  });

  it('raises one where a key must not be used, and seals the other trees', async () => {
    const seen: string[] = [];
    const { run, lines } = sweep(({ code }) => {
      if (code === 'north') throw new SealingStopped('KEY_READABLE_BY_OTHERS', 'Others may open it.');
      seen.push(code);
      return sealed();
    });
    await run();
    expect(lines).toMatchObject([
      { msg: 'sealing stopped', tree: 'north', because: 'KEY_READABLE_BY_OTHERS' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('Others may');
    expect(seen).toEqual(['_installation', 'south']);
  });
});
