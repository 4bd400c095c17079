import { gzipSync } from 'node:zlib';
import type { TestHouse } from '../../../../test/factories/an-area.js';
import { openHouse } from '../area-school/an-area-of-schools.fixture.js';
import { aRegisterFile } from '../register/a-register-file.fixture.js';
import { ImportDesk, manySchools } from './an-import.fixture.js';

const aLongFile = (rows: number) => gzipSync(aRegisterFile(...manySchools(rows)));
const until = async <T>(found: () => Promise<T | null>): Promise<T> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const value = await found();
    if (value !== null) return value;
    await new Promise((later) => setTimeout(later, 25));
  }
  throw new Error('It never came.');
};

describe('the progress of an import', () => {
  let house: TestHouse;
  let desk: ImportDesk;

  beforeEach(async () => {
    house = await openHouse();
    desk = new ImportDesk(house);
  });
  afterEach(() => house.close());

  const taken = (rows: number) =>
    desk.take.execute(desk.ops, {
      kind: 'register',
      fileName: 'r.csv.gz',
      bytes: aLongFile(rows),
      inQueue: true,
    });

  it('is seen by others while the file is read, and at its end is whole', async () => {
    const id = await taken(30_000);
    const reading = desk.preview.execute(desk.ops, id);
    const seen = await until(async () => {
      const one = await desk.one(id);
      return one.done > 0 ? one : null;
    });
    expect(seen).toMatchObject({ state: 'reading', total: 30_000 });
    expect(await reading).toBe('previewed');
    expect(await desk.one(id)).toMatchObject({ done: 30_000, total: 30_000 });
  });

  it('ends where somebody cancels the reading: discarded, and its bytes are gone', async () => {
    const id = await taken(30_000);
    const reading = desk.preview.execute(desk.ops, id);
    await until(async () => ((await desk.one(id)).done > 0 ? true : null));
    await desk.cancel.execute(desk.ops, id);
    expect(await reading).toBe('discarded');
    const [row] = await house.app.query(`select file from schools.register_import where id = $1`, [id]);
    expect(row).toEqual({ file: null });
  });

  it('never begins where it was cancelled in the queue', async () => {
    const id = await taken(3);
    await desk.cancel.execute(desk.ops, id);
    expect(await desk.preview.execute(desk.ops, id)).toBe('discarded');
  });

  it('is the same import where the queue brings its job twice', async () => {
    const id = await taken(3);
    expect(await Promise.all([1, 2].map(() => desk.preview.execute(desk.ops, id)))).toEqual([
      'previewed',
      'previewed',
    ]);
    expect(await desk.preview.execute(desk.ops, id)).toBe('previewed');
  });

  it('of a commit can be cancelled too: nothing is written, and it can be asked for again', async () => {
    const seen = await desk.previewed({ bytes: aLongFile(12_000) });
    const asked = { id: seen.id, fileHash: seen.fileHash, confirmed: [] };
    await expect(desk.cancel.execute(desk.ops, seen.id)).rejects.toMatchObject({
      code: 'IMPORT_NOT_AT_WORK',
    });
    await desk.request.execute(desk.ops, asked);
    await desk.request.execute(desk.ops, asked); // pressed twice
    const committing = desk.commit.execute(desk.ops, asked);
    await desk.cancel.execute(desk.ops, seen.id);
    await expect(committing).rejects.toMatchObject({ code: 'IMPORT_CANCELLED' });
    expect(await desk.storedSchools()).toEqual([]);
    expect(await desk.one(seen.id)).toMatchObject({
      state: 'previewed',
      commitAskedAt: null,
      cancelAsked: false,
    });
    await desk.request.execute(desk.ops, asked);
    expect(await desk.commit.execute(desk.ops, asked)).toMatchObject({ written: 12_000 });
  });

  it('goes through the queue by id alone, once per request', async () => {
    const id = await taken(3);
    await desk.preview.execute(desk.ops, id);
    const seen = await desk.one(id);
    await desk.request.execute(desk.ops, { id, fileHash: seen.fileHash, confirmed: [] });
    const claimed = await house.app.query(`select kind, ids from lookup.claim_outbox(10)`);
    expect(claimed).toEqual([
      { kind: 'schools.import-preview-requested', ids: { import: id } },
      { kind: 'schools.import-commit-requested', ids: { import: id } },
    ]);
    const asked = await house.work.runForInstallation(desk.ops, (tx) => desk.imports.asked(tx, id, 'commit'));
    expect(asked).toEqual({ by: 'system:ops', area: null, fileHash: seen.fileHash, confirmed: [] });
  });
});
