// `npm run -s sbom > bom.json`: which packages the service is made of, as CycloneDX, from the lock file of this folder.
// npm makes it. Left out is what a run of it would change or tell of this machine (the name of the folder, the time, the
// registry), so that two of one lock file are the same bytes, and what only developing needs: npm's own `--omit dev` leaves
// out half of what the service needs, too.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(name, 'utf8'));
const { name } = read('package.json');
const flags = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
const made = JSON.parse(
  execFileSync('npm', flags, { maxBuffer: 1 << 28, shell: process.platform === 'win32' }),
);

const serves = new Set(
  Object.entries(read('package-lock.json').packages)
    .filter(([path, { dev, link }]) => path !== '' && !dev && !link)
    .map(([path, locked]) => `${locked.name ?? path.split('node_modules/').at(-1)}@${locked.version}`),
);
const isOf = ({ purl }) => serves.has(decodeURIComponent(purl.slice('pkg:npm/'.length).split('?')[0]));
const untold = (part) => ({ ...part, externalReferences: undefined });
const component = untold(made.metadata.component);
const components = made.components.filter(isOf).map(untold);
const refs = new Set([component, ...components].map((each) => each['bom-ref']));
const bom = {
  ...{ $schema: made.$schema, bomFormat: made.bomFormat, specVersion: made.specVersion, version: 1 },
  metadata: {
    ...{ lifecycles: made.metadata.lifecycles, tools: [{ vendor: 'npm', name: 'cli' }] },
    component: { ...component, name },
  },
  components,
  dependencies: made.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) })),
};
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
