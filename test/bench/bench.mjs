// `npm run bench -- --sizes 65,1375 --variant ample,scarce,tied --rounds 7 --json`: the engine beside its peers, in one run.
// `npm run bench -- --audit 500000`: the verifier of an audit export of so many entries, as an officer runs it.
// `npm run bench -- --assignment`: the plan of a country beside LEMON's network simplex.
// `npm run bench -- --changes 10000 --seed 1`: so many changes of one school, each plan held against a plan from the beginning.
// `npm run bench -- --candidates`: every offer asked for, beside those looked up by theme and square.
// `npm run bench -- --workers --rounds 5`: scoring a country on one thread and on two, in turn.
// `npm run bench -- --scoring --sizes 1375,5000,24000,60000`: scoring at the size of a country, on one thread and on two.
// `npm run bench -- --pages 500`: every page of an area with so many schools, as the built service answers it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

if (process.argv.includes('--pages')) {
  const schools = Number(process.argv[process.argv.indexOf('--pages') + 1]);
  if (!Number.isInteger(schools) || schools < 26 || schools > 5000)
    throw new Error('--pages takes a whole number of schools from 26 to 5000, like 500');
  const { benchPages } = await import('./pages.bench.mjs');
  console.table(await benchPages(schools, 100));
  process.exit(0);
}

const root = new URL('../..', import.meta.url).pathname;
// Inside the project: what is not bundled is looked for from where the bundle lies.
mkdirSync(join(root, 'dist'), { recursive: true });
const made = mkdtempSync(join(root, 'dist', 'bench-'));
try {
  await build({
    entryPoints: {
      bench: join(root, 'test/bench/main.ts'),
      thread: join(root, 'test/bench/score-thread.ts'),
    },
    ...{ outdir: made, outExtension: { '.js': '.mjs' }, tsconfig: join(root, 'tsconfig.json') },
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error' },
    external: ['highs'],
  });
  await import(pathToFileURL(join(made, 'bench.mjs')).href);
} finally {
  rmSync(made, { recursive: true, force: true });
}
