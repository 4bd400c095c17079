import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly restart?: string;
  readonly read_only?: boolean;
}

export const ROOT = join(__dirname, '..', '..');

export function composeServices(): Readonly<Record<string, ComposeService>> {
  const text = readFileSync(join(ROOT, 'docker/compose.yml'), 'utf8');
  return (parse(text, { merge: true }) as { services: Record<string, ComposeService> }).services;
}

/** Every `${NAME…}` that stands in the file. */
export function variablesOf(text: string): string[] {
  return [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? '');
}

/** What a container of this service would find in its environment. @throws where a variable without a default is missing. */
export function environmentOf(
  service: ComposeService | undefined,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(service?.environment ?? {}).flatMap(([name, value]) => {
    const said = value === null ? given[name] : filledIn(value, given);
    return said === undefined ? [] : [[name, said] as const];
  });
  return Object.fromEntries(entries);
}

export function filledIn(text: string, given: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, kind?: string, rest?: string) => {
      const value = given[name] ?? (kind === '-' ? rest : undefined);
      if (value === undefined) throw new Error(`${name} is not set${rest ? `: ${rest}` : ''}.`);
      return value;
    },
  );
}

/** The little of psql that `database.sql` uses: `\getenv` and `:'name'`. */
export function psqlStatements(script: string, environment: Readonly<Record<string, string>>): string[] {
  const told = new Map<string, string>();
  const sql = script
    .split('\n')
    .filter((line) => {
      const [, name, variable] = /^\\getenv (\w+) (\w+)$/.exec(line) ?? [];
      if (name !== undefined) told.set(name, environment[variable ?? ''] ?? '');
      return name === undefined && !line.startsWith('--');
    })
    .join('\n')
    .replace(/:'(\w+)'/g, (_, name: string) => `'${(told.get(name) ?? '').replaceAll("'", "''")}'`);
  return sql
    .split(/;\s*\n/)
    .map((each) => each.trim())
    .filter(Boolean);
}
