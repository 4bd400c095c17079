import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AreaId } from '@app/kernel';
import { AuditorUnitOfWork, dataSource, SealerUnitOfWork, type Tx } from '@app/platform';
import { anActor } from '../../../test/factories/an-actor.js';
import { NORTH, TestHouse } from '../../../test/factories/an-area.js';
import { SealBatch, type Tree } from './seal-batch.js';
import { SealKeys } from './seal-keys.js';

type Pool = ReturnType<typeof dataSource>;

export const NORTHSHIRE: Tree = { area: NORTH, code: 'north' };

/** Two areas with a log, and a sealer with its keys in a folder of its own. */
export class SealedHouse {
  readonly keys = mkdtempSync(join(tmpdir(), 'trellis-seal-keys-'));
  readonly officer = anActor({
    area: NORTH,
    posts: [{ role: 'officer', school: null, body: null, flags: [] }],
  });

  private constructor(
    readonly house: TestHouse,
    readonly sealerPool: Pool,
    readonly auditorPool: Pool,
  ) {}

  static async open(): Promise<SealedHouse> {
    const house = await TestHouse.open();
    const connect = (url: string): Promise<Pool> =>
      dataSource({
        url,
        pool: 2,
        statementTimeoutMs: 30_000,
        applicationName: 'spec',
        entities: [],
      }).initialize();
    const { sealerUrl, auditorUrl } = house.database;
    return new SealedHouse(house, await connect(sealerUrl), await connect(auditorUrl));
  }

  async close(): Promise<void> {
    await Promise.all([this.sealerPool.destroy(), this.auditorPool.destroy()]);
    await this.house.close();
    rmSync(this.keys, { recursive: true });
  }

  sealer(most?: number, host = 'trellis.example.org'): SealBatch {
    return this.sealerWithKeysIn(this.keys, most, host);
  }

  sealerWithKeysIn(folder: string, most?: number, host = 'trellis.example.org'): SealBatch {
    const work = new SealerUnitOfWork(this.sealerPool, 'f'.repeat(64));
    return new SealBatch(work, new SealKeys(folder), host, most);
  }

  /** An act of the installation, which belongs to no area. */
  async school(): Promise<void> {
    await this.house.school('990005', 'Eastmarsh Academy');
  }

  get auditor(): AuditorUnitOfWork {
    return new AuditorUnitOfWork(this.auditorPool, 'f'.repeat(64));
  }

  /** Something done, with its words beside it. */
  act(entity: string, details: Readonly<Record<string, string>> = {}, area: AreaId = NORTH): Promise<string> {
    return this.house.work.run(anActor({ area }), area, (tx) => this.record(tx, entity, details));
  }

  record(tx: Tx, entity: string, details: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.house.audit.record(tx, { act: 'need.raise', entity: `profiles.need:${entity}`, details });
  }

  /** In one batch, once nothing holds the line back: other specs' transactions run in the same cluster. */
  async sealAll(tree: Tree = NORTHSHIRE, sealer = this.sealer()): Promise<void> {
    for (let tries = 0; tries < 1_200; tries += 1) {
      if (await this.lineIsPast()) {
        const sealed = await sealer.execute(tree);
        if (sealed && !sealed.more && sealed.oldestSeconds === 0) return;
      }
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error('Something keeps the sealing back.');
  }

  private async lineIsPast(): Promise<boolean> {
    const [row] = await this.house.asSuperuser<{ past: boolean }>(
      `select coalesce(max(xid::text::bigint) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint, true) as past
       from audit.entry`,
    );
    return row?.past === true;
  }

  /** What each act was about, in the order of the tree. */
  async order(): Promise<(string | null)[]> {
    const rows = await this.house.asSuperuser<{ idx: string; entity: string | null }>(
      `select l.idx, e.entity from audit.leaf l join audit.entry e on e.seq = l.seq where l.area_id = $1 order by l.idx`,
      [NORTH],
    );
    expect(rows.map(({ idx }) => Number(idx))).toEqual(rows.map((_, at) => at));
    return rows.map(({ entity }) => entity);
  }
}
