import { existsSync, readFileSync, statSync } from 'node:fs';
import type { ReadsVariables } from './mail-settings.js';

/** A provider of OpenID Connect, and who we are there. */
export interface ProviderSettings {
  readonly name: 'dfe' | 'entra';
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  /** Of Microsoft Entra: the one directory whose people may come. */
  readonly tenant: string | null;
  /** What the provider calls a sign-in with a second factor (`acr`), besides saying `mfa`. */
  readonly strong: readonly string[];
}

type Secrets = Readonly<Record<string, string>>;

const NAMES = [
  ...['OIDC_DFE_ISSUER', 'OIDC_DFE_CLIENT', 'OIDC_DFE_SECRET', 'OIDC_DFE_SECRET_FILE', 'OIDC_DFE_STRONG'],
  ...['OIDC_ENTRA_TENANT', 'OIDC_ENTRA_ISSUER', 'OIDC_ENTRA_CLIENT', 'OIDC_ENTRA_SECRET'],
  ...['OIDC_ENTRA_SECRET_FILE', 'OIDC_ENTRA_STRONG'],
];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PLACEHOLDER = /^(changeme|change-me|secret|password|example|test|todo)/i;

/**
 * None is there unless its client is named; then all of it must be right.
 *
 * @returns the secrets too, by the variable that stands for each, so that one used twice is found wherever it was read.
 */
export function readProviders(
  read: ReadsVariables,
  given: readonly string[],
  isLoopback: (host: string) => boolean,
): { providers: readonly ProviderSettings[]; secrets: Secrets } {
  for (const name of given)
    if (name.startsWith('OIDC_') && !NAMES.includes(name))
      read.faults.push(`${name} is not a setting of Trellis.`);
  const has = (of: string): boolean => given.some((name) => name.startsWith(of));
  const one = (name: ProviderSettings['name'], variables: string): ProviderSettings[] =>
    has(`OIDC_${variables}_`) ? [readProvider(read, name, `OIDC_${variables}`, isLoopback)] : [];
  const providers = [...one('dfe', 'DFE'), ...one('entra', 'ENTRA')];
  const secrets = providers.map(({ name, secret }) => [`OIDC_${name.toUpperCase()}_SECRET`, secret] as const);
  return { providers, secrets: Object.fromEntries(secrets.filter(([, secret]) => secret !== '')) };
}

function readProvider(
  read: ReadsVariables,
  name: ProviderSettings['name'],
  of: string,
  isLoopback: (host: string) => boolean,
): ProviderSettings {
  const tenant = name === 'entra' ? readTenant(read, `${of}_TENANT`) : null;
  const usual = tenant === null ? null : `https://login.microsoftonline.com/${tenant}/v2.0`;
  const client = read.text(`${of}_CLIENT`);
  if (client === null) read.faults.push(`${of}_CLIENT is missing: who this service is at the provider.`);
  return {
    ...{ name, tenant, client: client ?? '' },
    issuer: readIssuer(read, `${of}_ISSUER`, usual, isLoopback),
    secret: readSecret(read, `${of}_SECRET`),
    strong: read.text(`${of}_STRONG`)?.split(/[ ,]+/) ?? [],
  };
}

/** `common`, `organizations` and `consumers` would let in every directory there is. */
function readTenant(read: ReadsVariables, name: string): string | null {
  const tenant = read.text(name);
  if (tenant === null) read.faults.push(`${name} is missing: the directory whose people may come.`);
  else if (!UUID.test(tenant))
    read.faults.push(`${name} must be the id of one directory, in small letters: no name and not “common”.`);
  return tenant;
}

function readIssuer(
  read: ReadsVariables,
  name: string,
  usual: string | null,
  isLoopback: (host: string) => boolean,
): string {
  const issuer = read.url(name, ['https:', 'http:']) ?? usual;
  if (issuer === null) {
    read.faults.push(`${name} is missing: the provider as it names itself.`);
    return '';
  }
  const { protocol, hostname, search, hash, username } = new URL(issuer);
  if (protocol === 'http:' && !isLoopback(hostname))
    read.faults.push(`${name} must be https: away from this machine itself.`);
  if (search !== '' || hash !== '' || username !== '')
    read.faults.push(`${name} must be an address alone, without a name, a question mark or a number sign.`);
  return issuer;
}

function readSecret(read: ReadsVariables, name: string): string {
  const [told, file] = [read.text(name), read.text(`${name}_FILE`)];
  if (told !== null && file !== null)
    read.faults.push(`${name} and ${name}_FILE are both given: one of them is enough.`);
  if (told === null && file === null)
    read.faults.push(`${name} is missing: give it, or ${name}_FILE with the file that holds it.`);
  const secret = told ?? (file === null ? null : secretIn(read, `${name}_FILE`, file));
  if (secret === null) return '';
  if (Buffer.byteLength(secret) < 16) read.faults.push(`${name} must be at least 16 bytes long.`);
  if (PLACEHOLDER.test(secret)) read.faults.push(`${name} is a placeholder.`);
  return secret;
}

function secretIn(read: ReadsVariables, name: string, file: string): string | null {
  if (!existsSync(file) || !statSync(file).isFile()) {
    read.faults.push(`${name} names no file of this machine.`);
    return null;
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    read.faults.push(`${name} names a file that others than its owner may open: chmod 600 ${file}.`);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret === '' || /\s/.test(secret)) {
    read.faults.push(`${name} must hold one line and nothing else.`);
    return null;
  }
  return secret;
}
