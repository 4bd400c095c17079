import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditTrail, ExportBundle, SealBatch, SealKeys } from '@app/audit';
import { DecidedRuns } from '@app/brokerage';
import { AuditorUnitOfWork, Blobs, dataSource, Lookup, SealerUnitOfWork, SystemClock } from '@app/platform';
import { NORTH, TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { exportAudit, type ExportAuditFlags } from './export-audit.js';
import { verifierFile } from './verify-audit.js';

describe('trellis export-audit', () => {
  let house: TestHouse;
  let folder: string;
  let pools: ReturnType<typeof dataSource>[];

  beforeAll(async () => {
    house = await TestHouse.open();
    folder = mkdtempSync(join(tmpdir(), 'trellis-export-audit-'));
    const { sealerUrl, auditorUrl } = house.database;
    pools = await Promise.all(
      [sealerUrl, auditorUrl].map((url) =>
        dataSource({
          ...{ url, pool: 1, statementTimeoutMs: 30_000, applicationName: 'spec', entities: [] },
        }).initialize(),
      ),
    );
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.destroy()));
    await house.close();
    rmSync(folder, { recursive: true });
  });

  async function run(flags: ExportAuditFlags): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    const output = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
    const rooms = new Map<unknown, unknown>([
      [ExportBundle, new ExportBundle(theMatrix(), new AuditTrail(), new SystemClock())],
      [AuditorUnitOfWork, new AuditorUnitOfWork(pools[1]!, 'f'.repeat(64))],
      [Lookup, house.lookup],
      [DecidedRuns, new DecidedRuns(house.work, theMatrix(), new SystemClock(), new Blobs())],
    ]);
    const get = <Room>(room: abstract new (...parts: never[]) => Room): Room => rooms.get(room) as Room;
    return { code: await exportAudit({ get }, flags, output), out, err };
  }
  const file = (name: string): string => join(folder, name);

  it('says that nothing is sealed yet, exit 3, and leaves no file', async () => {
    const { code, err } = await run({ area: 'north', out: file('none.zip') });
    expect([code, err]).toEqual([3, expect.stringContaining('Nothing here has been sealed yet')]);
    expect(existsSync(file('none.zip'))).toBe(false);
  });

  it('writes a file that its owner alone may read, and that the checker verifies', async () => {
    const sealer = new SealBatch(
      ...([
        new SealerUnitOfWork(pools[0]!, 'f'.repeat(64)),
        new SealKeys(file('keys')),
        'localhost',
      ] as const),
    );
    for (let tries = 0; tries < 200; tries += 1)
      if (((await sealer.execute({ area: NORTH, code: 'north' }))?.sealed ?? 0) > 0) break;
    const { code, out } = await run({ area: 'north', out: file('north.zip'), json: true });
    expect([code, JSON.parse(out)]).toEqual([0, { file: file('north.zip'), entries: 2 }]);
    expect(statSync(file('north.zip')).mode & 0o777).toBe(0o600);
    const root = join(__dirname, '../../../..');
    const checked = spawnSync(process.execPath, [verifierFile(root), file('north.zip')], {
      encoding: 'utf8',
    });
    expect([checked.status, checked.stdout]).toEqual([0, expect.stringContaining('All 2 entries verified')]);
  });

  it('overwrites nothing, and names the areas there are', async () => {
    const again = await run({ area: 'north', out: file('north.zip') });
    expect([again.code, again.err]).toEqual([3, expect.stringContaining('is there already')]);
    expect(existsSync(file('north.zip'))).toBe(true);
    expect((await run({ area: 'west' })).err).toContain('north, south');
  });
});
