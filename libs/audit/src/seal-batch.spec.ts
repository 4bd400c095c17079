import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPublicKey } from 'node:crypto';
import { anActor } from '../../../test/factories/an-actor.js';
import { NORTH, SOUTH } from '../../../test/factories/an-area.js';
import { NORTHSHIRE, SealedHouse } from './a-sealed-house.fixture.js';
import { leafHash, levelsOf, rootOf } from './merkle-tree.js';
import { INSTALLATION } from './seal-batch.js';
import { SealKeys } from './seal-keys.js';
import { readCheckpoint } from './signed-note.js';

interface Kept {
  readonly size: string;
  readonly root: Buffer;
  readonly note: string;
  readonly verifier_key: string;
}

describe('sealing the log', () => {
  let here: SealedHouse;
  const checkpoints = (): Promise<Kept[]> =>
    here.house.asSuperuser<Kept>('select * from audit.checkpoint where area_id = $1 order by size', [NORTH]);
  const leaves = async (): Promise<number> => (await here.order()).length;
  const publicKey = () => createPublicKey(new SealKeys(here.keys).keyOf('north', false));

  beforeEach(async () => {
    here = await SealedHouse.open();
  });
  afterEach(() => here.close());

  it('puts every committed entry of an area into its tree once, and signs the root over them', async () => {
    await here.act('one');
    await here.sealAll();
    const [first, ...none] = await checkpoints();
    const rows = await here.house.asSuperuser<{ bytes: string }>(
      `select e.bytes from audit.entry e join audit.leaf l on l.seq = e.seq where e.area_id = $1 order by l.idx`,
      [NORTH],
    );
    expect(none).toEqual([]);
    const root = rootOf(levelsOf(rows.map(({ bytes }) => leafHash(Buffer.from(bytes)))));
    expect(readCheckpoint(first?.note ?? '', publicKey())).toEqual({
      ...{ origin: 'trellis.example.org/areas/north', size: rows.length, root },
    });
    expect((await here.order()).at(-1)).toBe('profiles.need:one');
    await here.sealAll();
    expect(await checkpoints()).toHaveLength(1);
  });

  it('goes on from the newest checkpoint, in batches, with the same root as all at once', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await here.act(name);
    await here.sealAll(NORTHSHIRE, here.sealer(2));
    for (const name of ['f', 'g']) await here.act(name);
    await here.sealAll(NORTHSHIRE, here.sealer(3));
    const hashes = await here.house.asSuperuser<{ hash: Buffer }>(
      'select hash from audit.leaf where area_id = $1 order by idx',
      [NORTH],
    );
    const levels = levelsOf(hashes.map(({ hash }) => hash));
    const signed = await checkpoints();
    expect(signed.length).toBeGreaterThan(3);
    for (const { size, root } of signed) expect(root.equals(rootOf(levels, Number(size)))).toBe(true);
  });

  describe('a transaction that commits after a later one', () => {
    it('is not skipped: the later number waits, and both are sealed in the order of their transactions', async () => {
      await here.sealAll();
      const before = await leaves();
      const [slow, mayEnd] = paused();
      const wrote = paused();
      const late = here.house.work.run(anActor({ area: NORTH }), NORTH, async (tx) => {
        await here.record(tx, 'begun-first');
        wrote[1]();
        await slow;
      });
      await wrote[0];
      await here.act('begun-second-and-committed');
      const sealer = here.sealer();
      // One that seals "all above the highest number" would take the second now, and lose the first for good.
      expect(await sealer.execute(NORTHSHIRE)).toMatchObject({ sealed: 0, more: false });
      expect(await leaves()).toBe(before);
      mayEnd();
      await late;
      await here.sealAll(NORTHSHIRE, sealer);
      expect((await here.order()).slice(before)).toEqual([
        'profiles.need:begun-first',
        'profiles.need:begun-second-and-committed',
      ]);
    });

    it('keeps its place though its entry was written, and numbered, after the other’s', async () => {
      await here.sealAll();
      const before = await leaves();
      const [mayWrite, write] = paused();
      const begun = paused();
      const late = here.house.work.run(anActor({ area: NORTH }), NORTH, async (tx) => {
        await tx.query('select pg_current_xact_id()');
        begun[1]();
        await mayWrite;
        await here.record(tx, 'older');
      });
      await begun[0];
      await here.act('younger');
      const sealer = here.sealer();
      await sealer.execute(NORTHSHIRE);
      write();
      await late;
      await here.sealAll(NORTHSHIRE, sealer);
      expect((await here.order()).slice(before)).toEqual(['profiles.need:older', 'profiles.need:younger']);
    });

    it('leaves nothing behind, however twenty of them overlap while two sealers work', async () => {
      const acts = Array.from({ length: 20 }, async (_, n) =>
        here.house.work.run(anActor({ area: NORTH }), NORTH, async (tx) => {
          await here.record(tx, `overlapping-${String(n)}`);
          await new Promise((later) => setTimeout(later, (n * 7) % 40));
        }),
      );
      const sealers = [here.sealer(3), here.sealer(3)];
      let done = false;
      const both = sealers.map(async (sealer) => {
        while (!done) await sealer.execute(NORTHSHIRE);
      });
      await Promise.all(acts);
      done = true;
      await Promise.all(both);
      await here.sealAll();
      const sealed = (await here.order()).filter((entity) => entity?.includes('overlapping-'));
      expect(new Set(sealed).size).toBe(20);
      expect(sealed).toHaveLength(20);
    });

    it('that was rolled back is in no tree', async () => {
      await expect(
        here.house.work.run(anActor({ area: NORTH }), NORTH, async (tx) => {
          await here.record(tx, 'never');
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      await here.sealAll();
      expect(await here.order()).not.toContain('profiles.need:never');
    });
  });

  it('keeps each area in a tree of its own, and what belongs to none in the installation’s', async () => {
    await here.school();
    await here.sealAll(INSTALLATION);
    await here.sealAll({ area: SOUTH, code: 'south' });
    const notes = await here.house.asSuperuser<{ note: string }>(
      'select note from audit.checkpoint order by at',
    );
    expect(notes.map(({ note }) => note.split('\n')[0])).toEqual([
      'trellis.example.org/installation',
      'trellis.example.org/areas/south',
    ]);
    const strangers = await here.house.asSuperuser<{ n: number }>(
      `select count(*)::int as n from audit.leaf l join audit.entry e on e.seq = l.seq where e.area_id is distinct from l.area_id`,
    );
    expect(strangers).toEqual([{ n: 0 }]);
  });

  it('keeps a history’s name when the service is called otherwise', async () => {
    await here.sealAll();
    await here.act('later');
    await here.sealAll(NORTHSHIRE, here.sealer(undefined, 'other.example.org'));
    expect((await checkpoints()).map(({ note }) => note.split('\n')[0])).toEqual([
      'trellis.example.org/areas/north',
      'trellis.example.org/areas/north',
    ]);
  });

  it('says how old the oldest entry is that it could not seal', async () => {
    await here.sealAll();
    const [slow, mayEnd] = paused();
    const wrote = paused();
    const holdsBack = here.house.work.run(anActor({ area: NORTH }), NORTH, async (tx) => {
      await here.record(tx, 'slow');
      wrote[1]();
      await slow;
    });
    await wrote[0];
    await here.act('waits');
    await new Promise((later) => setTimeout(later, 1_100));
    const sealed = await here.sealer().execute(NORTHSHIRE);
    expect(sealed?.oldestSeconds).toBeGreaterThan(1);
    mayEnd();
    await holdsBack;
  });

  describe('the key (E05)', () => {
    it('is made once for each area, in a folder and a file that its owner alone may open', async () => {
      await here.sealAll();
      const file = join(here.keys, 'north.key');
      expect(readdirSync(here.keys)).toEqual(['north.key']);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    });

    it('never lies in the database, which holds the public one', async () => {
      await here.sealAll();
      const [kept] = await checkpoints();
      expect(kept?.verifier_key).toMatch(
        /^trellis[.]example[.]org\/areas\/north\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/,
      );
    });

    it.each<[string, string, () => void]>([
      ['readable by others', 'KEY_READABLE_BY_OTHERS', () => chmodSync(join(here.keys, 'north.key'), 0o640)],
      ['gone', 'KEY_MISSING', () => rmSync(join(here.keys, 'north.key'))],
      ['damaged', 'KEY_UNREADABLE', () => writeFileSync(join(here.keys, 'north.key'), 'not a key')],
      ['another', 'KEY_CHANGED', () => changeKey(here.keys)],
    ])('that is %s stops the sealing of its area (%s), and nothing that people do', async (_, code, harm) => {
      await here.sealAll();
      const before = await leaves();
      harm();
      const id = await here.act('goes-on');
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      await expect(untilItSeals(() => here.sealer().execute(NORTHSHIRE))).rejects.toMatchObject({ code });
      expect(await leaves()).toBe(before);
      await here.sealAll({ area: SOUTH, code: 'south' });
    });

    it('that cannot be kept stops it too', async () => {
      writeFileSync(join(here.keys, 'a-file'), '');
      const nowhere = here.sealerWithKeysIn(join(here.keys, 'a-file', 'keys'));
      await expect(untilItSeals(() => nowhere.execute(NORTHSHIRE))).rejects.toMatchObject({
        code: 'KEYS_CANNOT_BE_KEPT',
      });
    });
  });

  describe('the database', () => {
    it('lets the sealer add and nobody change, the owner included', async () => {
      await here.sealAll();
      for (const table of ['leaf', 'checkpoint'])
        for (const sql of [
          `update audit.${table} set area_id = area_id`,
          `delete from audit.${table}`,
          `truncate audit.${table}`,
        ])
          await expect(here.house.asSuperuser(sql)).rejects.toThrow('The audit log refuses');
    });

    it.each([
      'update audit.entry set act = act',
      'delete from audit.leaf',
      'insert into audit.entry (id) values (null)',
    ])('refuses the sealer %s', async (sql) => {
      await expect(here.sealerPool.query(sql)).rejects.toThrow('permission denied');
    });

    it('shows the doors and the worker neither leaf nor checkpoint, and the auditor those of the area', async () => {
      await here.sealAll();
      await expect(here.house.app.query('select 1 from audit.leaf')).rejects.toThrow('permission denied');
      await expect(here.auditorPool.query(`insert into audit.leaf values (null, 1, 1, '')`)).rejects.toThrow(
        'permission denied',
      );
      const seen = (area: typeof NORTH): Promise<unknown[]> =>
        here.auditor.run(anActor({ area }), area, (tx) => tx.query('select 1 from audit.checkpoint'));
      expect(await seen(NORTH)).toHaveLength(1);
      expect(await seen(SOUTH)).toHaveLength(0);
    });

    it('stops the sealing where leaves were taken out behind its back', async () => {
      await here.act('one');
      await here.sealAll();
      await here.house.asSuperuser(
        `set session_replication_role = replica; delete from audit.leaf where idx = (select max(idx) from audit.leaf)`,
      );
      await expect(untilItSeals(() => here.sealer().execute(NORTHSHIRE))).rejects.toMatchObject({
        code: 'TREE_BROKEN',
      });
    });
  });
});

/** A promise, and what fulfils it. */
function paused(): [Promise<void>, () => void] {
  let go: () => void = () => undefined;
  const wait = new Promise<void>((resolve) => (go = resolve));
  return [wait, () => go()];
}

/** Another spec's transaction in the same cluster may hold the line back for a moment. */
async function untilItSeals(seal: () => Promise<{ sealed: number } | null>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (((await seal())?.sealed ?? 0) > 0) return;
    await new Promise((later) => setTimeout(later, 50));
  }
}

function changeKey(folder: string): void {
  rmSync(join(folder, 'north.key'));
  new SealKeys(folder).keyOf('north', true);
}
