// `npm run bench -- --sizes 65,1375 --variant ample,scarce,tied --rounds 7 --json`: the engine beside its peers, in one run.
// `npm run bench -- --audit 500000`: the verifier of an audit export of so many entries, as an officer runs it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../..', import.meta.url).pathname;
// Within the project: what stays outside of the bundle is found from where the bundle lies.
mkdirSync(join(root, 'dist'), { recursive: true });
const made = mkdtempSync(join(root, 'dist', 'bench-'));
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
