import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';

const LOGINS = ['migrator', 'app', 'worker', 'sealer', 'auditor'] as const;
export type Login = (typeof LOGINS)[number];
export type RoleUrls = Readonly<Record<Login, string>>;

/** One random password per role, kept in a file of mode 0600. */
export function rolePasswords(file: string): Readonly<Record<Login, string>> {
  if (!existsSync(file)) {
    const made = Object.fromEntries(LOGINS.map((login) => [login, randomBytes(24).toString('hex')]));
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<Login, string>;
}

/**
 * Makes the roles and the database where they are missing.
 *
 * @param rolesSql docker/postgres/roles.sql, the same for every kind of installation.
 * @returns the address of the database for each role.
 */
export async function ensureDatabase(
  superuserUrl: string,
  name: string,
  rolesSql: string,
  passwords: Readonly<Record<Login, string>>,
): Promise<RoleUrls> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const ready = await client.query('select from pg_database where datname = $1', [name]);
    if (ready.rowCount === 0) {
      await client.query(rolesSql);
      for (const login of LOGINS) {
        await client.query(
          `alter role trellis_${login} login password ${client.escapeLiteral(passwords[login])}`,
        );
      }
      await client.query(
        `create database ${client.escapeIdentifier(name)} owner trellis_owner template template0 encoding 'UTF8'`,
      );
      await client.query(`revoke all on database ${client.escapeIdentifier(name)} from public`);
      await client.query(
        `grant connect on database ${client.escapeIdentifier(name)} to ${LOGINS.map((login) => `trellis_${login}`).join(', ')}`,
      );
    }
  } finally {
    await client.end();
  }
  return roleUrls(superuserUrl, name, passwords);
}

export function roleUrls(
  superuserUrl: string,
  name: string,
  passwords: Readonly<Record<Login, string>>,
): RoleUrls {
  const { host } = new URL(superuserUrl);
  return Object.fromEntries(
    LOGINS.map((login) => [login, `postgres://trellis_${login}:${passwords[login]}@${host}/${name}`]),
  ) as Record<Login, string>;
}
