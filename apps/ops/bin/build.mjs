// Builds the service: TypeScript by Nest's own builder, styles by Sass, the script by esbuild. `npm run build` always;
// `trellis` only where a source has changed since. Plain JavaScript, since it runs before anything is built.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = ['apps', 'libs', 'config'];
const BESIDE = ['package-lock.json', 'tsconfig.json', 'nest-cli.json'];
const NOT_BUILT = /[.](spec|fixture)[.]ts$|[.](md|tsv|yaml|njk)$/;
const STAMP = 'built';

/** Names, sizes and times of every source: a file that was touched and not changed costs one build too many, never one too few. */
function stampOf(root) {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${String(size)} ${String(mtimeMs)}\n`);
  };
  for (const folder of SOURCES) {
    const names = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const files = names.filter((each) => each.isFile() && !NOT_BUILT.test(each.name));
    const paths = files.map((each) => join(each.parentPath ?? each.path, each.name).slice(root.length + 1));
    for (const path of paths.sort()) add(path);
  }
  BESIDE.forEach(add);
  return hash.digest('hex');
}

export async function build(root) {
  const dist = join(root, 'dist');
  rmSync(join(dist, STAMP), { force: true });
  const stamp = stampOf(root);
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  execFileSync(process.execPath, [nest, 'build', 'web'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await buildAssets(root, join(dist, 'assets'));
  await bundle(dist);
  await (await import('esbuild')).stop(); // else its own process lives as long as ours
  writeFileSync(join(dist, STAMP), stamp);
}

async function buildAssets(root, assets) {
  const [sass, esbuild] = await Promise.all([import('sass'), import('esbuild')]);
  const web = join(root, 'apps', 'web', 'src');
  const modules = join(root, 'node_modules');
  mkdirSync(join(assets, 'images'), { recursive: true });
  const { css } = sass.compile(join(web, 'styles', 'main.scss'), {
    loadPaths: [
      root,
      join(modules, 'govuk-frontend', 'dist'),
      join(modules, '@ministryofjustice', 'frontend'),
    ],
    style: 'compressed',
    quietDeps: true,
  });
  writeFileSync(join(assets, 'main.css'), css);
  await esbuild.build({
    ...{ entryPoints: [join(web, 'client', 'main.ts')], outfile: join(assets, 'main.js') },
    ...{ bundle: true, minify: true, format: 'esm', target: 'es2020', logLevel: 'warning' },
  });
  cpSync(join(web, 'images'), join(assets, 'images'), { recursive: true });
  cpSync(join(root, 'libs', 'audit', 'src', 'verifier', 'verify.mjs'), join(assets, 'verify.mjs'));
  const moj = join(modules, '@ministryofjustice', 'frontend', 'moj', 'assets', 'images');
  for (const name of readdirSync(moj).filter((each) => /^icon-.*[.]svg$/.test(each)))
    cpSync(join(moj, name), join(assets, 'images', name));
}

/** Not ours to bundle: they look for files of their own, come with a binary, or send their functions to a browser as text. */
const APART = [
  '@node-rs/argon2',
  'typeorm',
  'pg',
  'bullmq',
  'highs',
  'ioredis',
  'nunjucks',
  'pino',
  'playwright-core',
];
/** Nest asks for these where somebody installed them; nobody did. */
const ABSENT = ['@nestjs/microservices', '@nestjs/websockets', 'class-transformer/storage'];

/** One file for each process, and for the thread that makes plans: two thousand small ones take twice as long to load. */
async function bundle(dist) {
  const { build: esbuild } = await import('esbuild');
  await esbuild({
    entryPoints: {
      ...Object.fromEntries(
        ['web', 'api', 'worker', 'ops'].map((app) => [app, join(dist, 'apps', app, 'src', 'main.js')]),
      ),
      plan: join(dist, 'apps', 'worker', 'src', 'plan', 'thread.js'),
    },
    ...{ outdir: join(dist, 'bundles'), outExtension: { '.js': '.mjs' } },
    ...{ bundle: true, splitting: true, platform: 'node', format: 'esm', target: 'node20' },
    ...{ mainFields: ['module', 'main'], keepNames: true, minifyWhitespace: true, logLevel: 'error' },
    external: [...APART, ...ABSENT.flatMap((name) => [name, `${name}/*`])],
    // What was written for CommonJS asks for its own.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
}

export async function buildWhereChanged(root) {
  const stamp = join(root, 'dist', STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root)) return;
  process.stderr.write('Building Trellis …\n');
  await build(root);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await build(join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..'));
