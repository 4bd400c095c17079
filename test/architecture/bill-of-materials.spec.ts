import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

const ROOT = join(__dirname, '../..');
const SCHEMAS = join(ROOT, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
const MIRROR = 'mirror.planted.example';

interface Locked {
  readonly name?: string;
  readonly version: string;
  readonly dev?: true;
  readonly integrity?: string;
  resolved?: string;
}
interface Bom {
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly purl: string; readonly hashes?: readonly unknown[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}
const read = <Shape>(path: string): Shape => JSON.parse(readFileSync(path, 'utf8')) as Shape;
const lock = read<{ packages: Record<string, Locked> }>(join(ROOT, 'package-lock.json'));

/** `npm run sbom` in a folder. */
const made = (cwd: string): string =>
  execFileSync(process.execPath, [join(ROOT, 'apps/ops/bin/sbom.mjs')], { cwd, encoding: 'utf8' });

const serving = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
const nameOf = ([path, { name }]: [string, Locked]): string => name ?? path.split('node_modules/').at(-1)!;

describe('the bill of materials', () => {
  // In a folder of another name, whose lock file names a registry of its own: what a machine would tell.
  const folder = mkdtempSync(join(tmpdir(), 'somebodys-folder-'));
  const text = made(ROOT);
  const bom = JSON.parse(text) as Bom;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const validates = (): ((document: unknown) => boolean) => {
    const ajv = new Ajv({ strict: false, allErrors: false });
    formats.default(ajv);
    for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
    for (const file of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
      ajv.addSchema(read<object>(join(SCHEMAS, file)), `http://cyclonedx.org/schema/${file}`);
    return ajv.compile(read<object>(join(SCHEMAS, 'bom-1.5.SNAPSHOT.schema.json')));
  };

  it('is CycloneDX by the standard’s own schema, which refuses one that is not', () => {
    const valid = validates();
    expect(valid(bom)).toBe(true);
    const [first, ...others] = bom.components;
    expect(valid({ ...bom, components: [{ ...first, type: 'thing' }, ...others] })).toBe(false);
  });

  it('names every package that the service runs with, with its hash, and none of those it is only made with', () => {
    const locked = serving.map((each) => `pkg:npm/${nameOf(each).replace('@', '%40')}@${each[1].version}`);
    expect([...new Set(bom.components.map(({ purl }) => purl))].sort()).toEqual([...new Set(locked)].sort());
    expect(bom.components.filter(({ hashes }) => !hashes?.length)).toEqual([]);
    const named = new Set(bom.dependencies.map(({ ref }) => ref));
    expect(bom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !named.has(ref))).toEqual(
      [],
    );
    expect(bom.dependencies.find(({ ref }) => ref.startsWith('trellis@'))?.dependsOn.length).toBeGreaterThan(
      40,
    );
  });

  it('is the same bytes on another machine, and tells nothing of it', () => {
    const told = structuredClone(lock);
    for (const [path, locked] of Object.entries(told.packages))
      if (path !== '') locked.resolved = `https://${MIRROR}/${path}.tgz`;
    writeFileSync(join(folder, 'package.json'), readFileSync(join(ROOT, 'package.json')));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(told));
    const there = made(folder);
    expect(there).toBe(text);
    for (const word of [MIRROR, ROOT, basename(folder)])
      expect([word, there.includes(word)]).toEqual([word, false]);
    expect([...new Set(there.match(/https?:\/\/[^/"]+/g))]).toEqual(['http://cyclonedx.org']);
  });
});
