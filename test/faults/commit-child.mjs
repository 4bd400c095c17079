// A register commit in a process of its own, to be killed: says how far it has come, and waits after each batch so that
// the kill falls into its middle.
import { readFileSync } from 'node:fs';
import { AuditTrail } from '../../dist/libs/audit/src/index.js';
import { IDENTITY_ENTITIES, systemActor } from '../../dist/libs/identity/src/index.js';
import { parseMatrix } from '../../dist/libs/kernel/src/index.js';
import { dataSource, SystemClock, UnitOfWork } from '../../dist/libs/platform/src/index.js';
import { CommitRegisterImport } from '../../dist/libs/schools/src/index.js';

const [url, id, fileHash] = process.argv.slice(2);
const database = await dataSource({
  ...{ url, pool: 4, statementTimeoutMs: 60_000, applicationName: 'spec child' },
  entities: IDENTITY_ENTITIES,
}).initialize();
const matrix = parseMatrix(readFileSync(new URL('../../config/authz-matrix.tsv', import.meta.url), 'utf8'));
const work = new UnitOfWork(database, 'f'.repeat(64));
const commit = new CommitRegisterImport(work, new AuditTrail(), matrix, new SystemClock());
const said = (done) => process.stdout.write(`done ${String(done)}\n`);
const result = await commit.execute(systemActor('ops', null), { id, fileHash, confirmed: [] }, said);
process.stdout.write(`written ${String(result.written)}\n`);
await database.destroy();
