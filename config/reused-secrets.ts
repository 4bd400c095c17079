/** Secrets that are settings by themselves. */
const SECRETS = [
  ...['SESSION_SECRET', 'NOTIFY_RECEIPT_TOKEN', 'NOTIFY_KEY'],
  ...['OIDC_DFE_SECRET', 'OIDC_ENTRA_SECRET'],
];
/** Addresses that hold a password. */
const ADDRESSES = [
  ...['DATABASE_URL', 'WORKER_DATABASE_URL', 'MIGRATOR_DATABASE_URL', 'AUDITOR_DATABASE_URL'],
  ...['SEALER_DATABASE_URL', 'REDIS_URL', 'SMTP_URL'],
];

/**
 * Whoever learns one secret must not hold another by it.
 * @returns a sentence for each secret that is also something else's, naming both and never their value.
 */
export function reusedSecrets(env: Readonly<Record<string, string | undefined>>): string[] {
  const secrets = [
    ...SECRETS.map((name) => [name, env[name] ?? ''] as const),
    ...ADDRESSES.map((name) => [name, passwordOf(env[name]) ?? ''] as const),
  ];
  return secrets.flatMap(([name, value], at) =>
    secrets
      .slice(at + 1)
      .filter(([, other]) => value !== '' && other === value)
      .map(([other]) => `${name} is the same as the secret of ${other}: give each its own.`),
  );
}

function passwordOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { password } = new URL(address);
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
