import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestHouse } from '../../../../test/factories/an-area.js';
import { openHouse } from '../area-school/an-area-of-schools.fixture.js';
import { aRegisterFile } from '../register/a-register-file.fixture.js';
import { ImportDesk, manySchools } from './an-import.fixture.js';

const CHILD = join(__dirname, '../../../../test/faults/commit-child.mjs');
const SCHOOLS = 8_000;

/** Runs the commit elsewhere and kills that process, with no chance to tidy up, once it has come so far. */
async function killedAfter(url: string, id: string, hash: string, rows: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, url, id, hash], { stdio: ['ignore', 'pipe', 'inherit'] });
  let done = 0;
  child.stdout.on('data', (said: Buffer) => {
    for (const [, count] of said.toString().matchAll(/done (\d+)/g)) done = Number(count);
    if (done >= rows) child.kill('SIGKILL');
  });
  await new Promise((ended) => child.once('close', ended));
  return done;
}

describe('a register commit whose process is killed (C12, G13)', () => {
  let house: TestHouse;
  let desk: ImportDesk;

  beforeAll(async () => {
    house = await openHouse();
    desk = new ImportDesk(house);
  });
  afterAll(() => house.close());

  it('has written nothing, whenever the kill came; the same import is then committed once', async () => {
    const seen = await desk.previewed({ bytes: aRegisterFile(...manySchools(SCHOOLS)) });
    const before = await desk.stored();
    for (const rows of [1, SCHOOLS / 2]) {
      const done = await killedAfter(house.database.appUrl, seen.id, seen.fileHash, rows);
      expect(done).toBeGreaterThanOrEqual(rows);
      expect(done).toBeLessThan(SCHOOLS);
      expect(await desk.stored()).toBe(before);
      expect(await desk.one(seen.id)).toMatchObject({ state: 'previewed' });
    }
    expect(await desk.committed(seen)).toMatchObject({ written: SCHOOLS });
    // committed twice: the first one's answer, and one act with the file's hash
    expect(await desk.committed(seen)).toMatchObject({ written: SCHOOLS });
    expect((await desk.acts()).filter((act) => act.startsWith('register.import.commit'))).toHaveLength(1);
  });
});
