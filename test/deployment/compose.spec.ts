import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { preProcessFile } from 'typescript';
import { databaseOf, readSettings } from '../../config/settings.js';
import { composeServices, environmentOf, ROOT, variablesOf } from './compose-file.js';

const SECRETS = Object.fromEntries(
  ['POSTGRES', 'MIGRATOR', 'APP', 'WORKER', 'SEALER', 'AUDITOR', 'REDIS'].map((name) => [
    `${name}_PASSWORD`,
    `of-${name.toLowerCase()}-alone`,
  ]),
);
const GIVEN = { ...SECRETS, SESSION_SECRET: 'k'.repeat(32), BASE_URL: 'https://trellis.example' };
const OURS = ['migrate', 'web', 'api', 'worker', 'trellis'];
/** What readSettings, readMailSettings and readProviders ask for, as their source names it. */
const KNOWN = new Set(
  ['settings.ts', 'mail-settings.ts', 'provider-settings.ts'].flatMap((file) =>
    [...readFileSync(join(ROOT, 'config', file), 'utf8').matchAll(/'([A-Z][A-Z_]{3,})'/g)].map(
      ([, name]) => name,
    ),
  ),
);

describe('the compose file', () => {
  const services = composeServices();

  it.each(OURS)('gives %s only settings that the service knows, and settings it starts with', (name) => {
    const environment = environmentOf(services[name], GIVEN);
    expect(Object.keys(services[name]?.environment ?? {}).filter((each) => !KNOWN.has(each))).toEqual([]);
    expect(() => readSettings(environment)).not.toThrow();
  });

  it('gives each process the roles that it acts as, and no password of another', () => {
    const roles = (name: string) =>
      Object.keys(readSettings(environmentOf(services[name], GIVEN)).database ?? {});
    expect(roles('migrate')).toEqual(['migrator']);
    expect(roles('web').sort()).toEqual(['app', 'auditor']);
    expect(roles('api')).toEqual(['app', 'auditor']);
    expect(roles('worker')).toEqual(['worker', 'sealer']);
    expect(databaseOf(readSettings(environmentOf(services['trellis'], GIVEN)), ['migrator'])).toBeDefined();
  });

  it('has a default for no secret', () => {
    const text = readFileSync(join(ROOT, 'docker/compose.yml'), 'utf8');
    const secret = variablesOf(text).filter((name) => /PASSWORD|SECRET/.test(name));
    expect(new Set(secret)).toEqual(new Set([...Object.keys(SECRETS), 'SESSION_SECRET']));
    expect(text).not.toMatch(/\$\{\w*(PASSWORD|SECRET)(:-|-)/);
    expect(() => environmentOf(services['web'], {})).toThrow('is not set');
  });

  it('migrates once before anything serves, after the database answers', () => {
    for (const name of ['web', 'api', 'worker'])
      expect(services[name]?.depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        redis: { condition: 'service_healthy' },
      });
    expect(services['migrate']?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });

  it('keeps what Redis took in an append-only file, and evicts nothing', () => {
    const command = services['redis']?.command?.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(services['redis']?.volumes).toEqual(['redis:/data']);
  });

  it('opens ports on this machine alone, and none of the database or the queue', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports).toHaveLength(2);
    expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
    expect(services['postgres']?.ports ?? services['redis']?.ports).toBeUndefined();
  });

  it('runs commands and mounts files that exist', () => {
    const built = OURS.flatMap((name) => [
      ...(services[name]?.command ?? []),
      ...(services[name]?.entrypoint ?? []),
    ]);
    for (const file of built.filter((word) => word.startsWith('dist/')))
      expect(existsSync(join(ROOT, file))).toBe(true);
    for (const volume of services['postgres']?.volumes?.filter((each) => each.startsWith('./')) ?? [])
      expect(existsSync(join(ROOT, 'docker', volume.split(':')[0] ?? ''))).toBe(true);
  });
});

describe('the image', () => {
  const dockerfile = readFileSync(join(ROOT, 'docker/Dockerfile'), 'utf8');
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  it('is Debian with Node 24, runs as nobody of importance and holds no dependency of development', () => {
    expect(dockerfile.match(/^FROM (\S+)/gm)?.every((line) => line === 'FROM node:24-trixie-slim')).toBe(
      true,
    );
    expect(last).toMatch(/\nUSER node\n[\s\S]*\nCMD /);
    expect(dockerfile).toContain('npm ci --omit=dev');
    expect(last).toContain('--from=modules /app/node_modules');
  });

  it('asks a health route that the pages have', () => {
    const route = /127\.0\.0\.1:3000(\/[a-z/]+)/.exec(last)?.[1];
    const source = readFileSync(join(ROOT, 'libs/http/src/health.controller.ts'), 'utf8');
    expect(source).toContain(`@Get('${route?.slice(1) ?? 'none'}')`);
  });

  it('copies every file that a process reads from beside its code', () => {
    for (const folder of ['config', 'apps/web/src', 'docker/postgres', 'dist'])
      expect(last).toContain(` ${folder} ${folder}`.replace(' dist dist', ' /app/dist dist'));
  });

  it('needs nothing that production leaves out: no built file imports a dependency of development', () => {
    const told = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const imported = packagesReachedFrom(
      ['web', 'api', 'worker', 'ops'].map((app) => join(ROOT, 'dist/apps', app, 'src/main.js')),
    );
    const known = { ...told['dependencies'], ...told['optionalDependencies'] };
    expect([...imported].filter((name) => !(name in known) && !builtinModules.includes(name))).toEqual([]);
    expect(imported.has('typeorm')).toBe(true);
  });
});

/** Follows every import, `import()` and `require` between built files. @returns the packages they ask for. */
function packagesReachedFrom(entries: readonly string[]): Set<string> {
  const [packages, seen, open] = [new Set<string>(), new Set<string>(), [...entries]];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { fileName } of preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles) {
      if (fileName.startsWith('.')) open.push(join(dirname(file), fileName));
      else if (fileName.startsWith('@app/'))
        open.push(join(ROOT, 'dist/libs', fileName.slice('@app/'.length), 'src/index.js'));
      else if (!fileName.startsWith('node:'))
        packages.add(
          fileName
            .split('/')
            .slice(0, fileName.startsWith('@') ? 2 : 1)
            .join('/'),
        );
    }
  }
  return packages;
}
