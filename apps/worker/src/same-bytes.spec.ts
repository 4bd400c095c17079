import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import { CancelMatchRun, MatchRuns, RequestMatchRun } from '@app/brokerage';
import type { MatchRunId } from '@app/kernel';
import { build } from 'esbuild';
import { BrokerageHouse, MARLOWE, QUARRY, UPLANDS } from '../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../test/factories/an-area.js';
import { redisIsHere, startRedis } from '../../../test/redis.js';
import { TestWorker } from './a-worker.fixture.js';

const ROOT = join(__dirname, '../../..');
const MATCHING = join(ROOT, 'libs/matching/src');
const [SHARDS, COUNTIES] = [[1, 2, 8], 12];
/** Where a program could take other hours, another alphabet or other numbers for granted. */
const PLACES = [
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
  { TZ: 'Asia/Kathmandu', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
];
const CHILD = `
  import { anyCounty } from './problem/any-county.fixture.js';
  import { digestOf, shuffled } from './digest-of-run.fixture.js';
  const said = [];
  for (let seed = 1; seed <= ${String(COUNTIES)}; seed += 1)
    for (const shards of ${JSON.stringify(SHARDS)})
      for (const area of [anyCounty(seed), shuffled(anyCounty(seed), seed + 7)])
        said.push(seed + ' ' + digestOf(area, shards));
  console.log(new Date(0).getHours() + ':' + new Date(0).getMinutes() + ' ' + said.join(','));
`;

describe('25: a run comes to the same bytes', () => {
  it('over 1, 2 and 8 shards, any order of input, any time zone and any language of the machine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'same-bytes-'));
    try {
      const file = join(folder, 'child.mjs');
      await build({
        stdin: { contents: CHILD, resolveDir: MATCHING, loader: 'ts' },
        ...{ outfile: file, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' },
        ...{ tsconfig: join(ROOT, 'tsconfig.json'), target: 'node20' },
      });
      const clocks = new Set<string>();
      const digests = new Map<string, Set<string>>();
      for (const env of PLACES) {
        const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
        const [clock = '', said = ''] = stdout.trim().split(/ (.*)/s);
        clocks.add(clock);
        const each = said.split(',').map((line) => line.split(' '));
        expect(each).toHaveLength(COUNTIES * SHARDS.length * 2);
        for (const [seed = '', digest = ''] of each)
          digests.set(seed, (digests.get(seed) ?? new Set()).add(digest));
      }
      // The machine's hours did differ, and the counties do.
      expect(clocks.size).toBe(PLACES.length);
      expect([...digests.values()].map(({ size }) => size)).toEqual(Array(COUNTIES).fill(1));
      expect(new Set([...digests.values()].flatMap((all) => [...all])).size).toBe(COUNTIES);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  describe('through the queue', () => {
    let house: BrokerageHouse;
    const ask = async (): Promise<{ id: MatchRunId; joined: boolean }> =>
      house.get(RequestMatchRun).execute(await house.as('broker'), NORTH, { needIds: null });
    const stateOf = (id: MatchRunId) =>
      house.asking('broker', async (tx) => (await house.get(MatchRuns).progress(tx, id)).state);
    const resultOf = (id: MatchRunId) =>
      house.asking('broker', async (tx) => {
        const { resultHash, certificateHash } = await house.get(MatchRuns).byReference(tx, id);
        return [resultHash, certificateHash];
      });
    const ended = async (id: MatchRunId): Promise<string> => {
      for (let tries = 0; tries < 400; tries += 1) {
        const state = await stateOf(id);
        if (state !== 'queued' && state !== 'running') return state;
        await new Promise((later) => setTimeout(later, 50));
      }
      throw new Error('The run never ended.');
    };
    /** Else the same question joins the run that was. */
    const forget = () =>
      house.raw(
        `set session_replication_role = replica; update brokerage.match_run set state = 'cancelled';
         update platform.outbox set sent_at = now()`,
      );

    beforeAll(async () => {
      Logger.overrideLogger(false);
      house = await BrokerageHouse.open();
      for (const urn of [MARLOWE, UPLANDS, QUARRY]) await house.offer(urn);
      for (let need = 0; need < 3; need += 1) await house.openNeed();
    });
    afterAll(() => house.close());

    it('of PostgreSQL as of Redis, and as in one process; who asks the same at once gets the same run', async () => {
      const { id: alone } = await ask();
      await house.finish(alone);
      const result = await resultOf(alone);
      expect(result).toEqual([
        expect.stringMatching(/^[0-9a-f]{64}$/),
        expect.stringMatching(/^[0-9a-f]{64}$/),
      ]);
      const redis = redisIsHere() ? await startRedis() : null;
      try {
        for (const url of redis ? [null, redis.url] : [null]) {
          await forget();
          const worker = await TestWorker.open(house, url);
          const asked = await Promise.all([ask(), ask()]);
          const [one, other] = asked.map(({ id }) => id);
          expect(other).toBe(one);
          expect(asked.filter(({ joined }) => joined)).toHaveLength(1);
          expect(await ended(one!)).toBe('complete');
          expect(await resultOf(one!)).toEqual(result);
          await worker.close();
        }
      } finally {
        redis?.stop();
      }
    });

    it('and a row is kept once: written again it must be the same to the letter, with its checksum', async () => {
      const { id } = await ask();
      const again = (packed: string, checksum: string): Promise<void> =>
        house.raw(
          `insert into brokerage.match_row (area_id, run_id, need_index, need_id, packed, checksum)
           select area_id, run_id, need_index, need_id, ${packed}, ${checksum} from brokerage.match_row
            where run_id = '${id}' and need_index = 0
           on conflict (area_id, run_id, need_index) do update set packed = excluded.packed, checksum = excluded.checksum`,
        );
      await again('packed', 'checksum');
      await expect(again(`packed || ' '`, 'checksum')).rejects.toMatchObject({ code: 'TR004' });
      await expect(again('packed', `repeat('0', 16)`)).rejects.toMatchObject({ code: 'TR004' });
    });

    it('or ends within two seconds where somebody cancels it', async () => {
      await house.openNeed({ primaryTheme: 'att.strategy' });
      const worker = await TestWorker.open(house, null);
      const { id } = await ask();
      const start = performance.now();
      await house.get(CancelMatchRun).execute(await house.as('broker'), NORTH, id);
      const state = await ended(id);
      expect(['cancelled', 'complete']).toContain(state);
      expect(performance.now() - start).toBeLessThan(2_000);
      await worker.close();
    });
  });
});
