// `npm run faults -- --kills 50 --queue redis --clients 8 --seed 7`: processes killed while people write, then compared; from 20
// kills on also every fault of the network before database, Redis and mail. `--runs 20`: a match run again and again, its
// workers killed meanwhile: one result. `--json`: one document instead of a table.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = new URL('../..', import.meta.url).pathname;
const text = { type: 'string' };
const { values } = parseArgs({
  options: {
    ...{ kills: text, seed: text, clients: text, queue: text, runs: text },
    json: { type: 'boolean', default: false },
  },
});
const counts = ['kills', 'seed', 'clients', 'runs'].filter((name) => values[name] !== undefined);
for (const name of counts)
  if (!/^[0-9]{1,5}$/.test(values[name])) throw new Error(`--${name} takes a whole number, like 50`);
if (values.queue !== undefined && !['redis', 'postgres'].includes(values.queue))
  throw new Error('--queue is redis or postgres');
const folder = mkdtempSync(join(tmpdir(), 'trellis-figures-'));
const figures = join(folder, 'figures.jsonl');
const faults = {
  ...{ figures, ...(values.queue ? { queue: values.queue } : {}) },
  ...Object.fromEntries(counts.map((name) => [name, Number(values[name])])),
};
const words = ['--config', 'test/faults/jest.config.cjs', '--runInBand'];
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), ...words, '--globals', JSON.stringify({ faults })],
  { cwd: root, stdio: ['ignore', values.json ? 2 : 'inherit', 'inherit'] },
);
const lines = existsSync(figures) ? readFileSync(figures, 'utf8').split('\n').filter(Boolean) : [];
rmSync(folder, { recursive: true, force: true });
const measured = lines.map((line) => JSON.parse(line));
if (values.json) process.stdout.write(`${JSON.stringify({ ok: status === 0, measured })}\n`);
else console.table(measured);
process.exitCode = status ?? 1;
