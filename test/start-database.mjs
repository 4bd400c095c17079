// One PostgreSQL for all suites of a run: embedded, migrated once into a template that each spec copies.
// Loaded natively by Jest, hence from the build: `npm test` builds first.
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('..', import.meta.url).pathname;
const BUILT = new URL('../dist/libs/platform/src/index.js', import.meta.url);

export default async function startDatabase() {
  if (process.env.TRELLIS_TEST_CLUSTER) return; // another project of this run has started it
  if (!existsSync(BUILT))
    throw new Error('Build first: npm run build. The database suites start from what was built.');
  const { ensureDatabase, rolePasswords, startEmbedded } = await import(BUILT.href);
  const { migrate } = await import(new URL('../dist/apps/ops/src/commands/migrate.js', import.meta.url).href);

  const data = mkdtempSync(join(tmpdir(), 'trellis-test-'));
  chmodSync(data, 0o711); // the server may run as another user than we do
  const server = await startEmbedded({ root: decodeURIComponent(ROOT), data, durable: false });
  const passwords = rolePasswords(join(data, 'roles.secret'));
  const rolesSql = readFileSync(join(decodeURIComponent(ROOT), 'docker/postgres/roles.sql'), 'utf8');
  const urls = await ensureDatabase(server.superuserUrl, 'trellis_template', rolesSql, passwords);
  await migrate(urls.migrator);

  process.env.TRELLIS_TEST_CLUSTER = JSON.stringify({ superuserUrl: server.superuserUrl, passwords, data });
  globalThis.trellisTestServer = server;
}
