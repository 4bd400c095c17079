// `npm run bench -- --sizes 65,1375 --variant ample,scarce,tied --rounds 7 --json`: the engine beside its peers, in one run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../..', import.meta.url).pathname;
const made = mkdtempSync(join(tmpdir(), 'trellis-bench-'));
try {
  const outfile = join(made, 'bench.mjs');
  await build({
    ...{ entryPoints: [join(root, 'test/bench/main.ts')], outfile, tsconfig: join(root, 'tsconfig.json') },
    ...{
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'error',
      external: ['highs'],
    },
  });
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(made, { recursive: true, force: true });
}
