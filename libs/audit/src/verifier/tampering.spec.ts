import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '@app/platform';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { NORTHSHIRE, SealedHouse } from '../a-sealed-house.fixture.js';
import { ExportBundle } from '../export/export-bundle.js';
import type { Tree } from '../seal-batch.js';
import { partOf, withPart } from './odd-exports.fixture.js';

const VERIFIER = join(__dirname, 'verify.mjs');
const TABLES = ['entry', 'detail', 'leaf', 'checkpoint'];
const SOUTHSHIRE: Tree = { area: SOUTH, code: 'south' };

/** TRUST.md, 5: what an officer finds out without us, by what was done behind the log’s back as a superuser. */
describe('a history that an officer can check', () => {
  let here: SealedHouse;
  let folder: string;
  let held: string;
  let older: string;
  let key: string;
  /** Sizes of the three checkpoints. */
  let sizes: [number, number, number];

  const officer = () =>
    aPerson([aPost('officer')], {
      area: NORTH,
      signedInAt: new Date(),
      id: 'e0000000-0000-4000-8000-00000000000a',
    });
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const verify = (...words: string[]): { code: number | null; said: string } => {
    const run = spawnSync(process.execPath, [VERIFIER, ...words], { encoding: 'utf8', cwd: folder });
    return { code: run.status, said: run.stdout + run.stderr };
  };
  const exported = async (name = 'export.zip', tree = NORTHSHIRE): Promise<string> => {
    const bundle = new ExportBundle(theMatrix(), here.house.audit, new SystemClock());
    const who = { ...officer(), area: tree.area };
    const { bytes } = await bundle.execute(here.auditor, who, tree);
    const pieces: Buffer[] = [];
    for await (const piece of bytes) pieces.push(piece);
    const path = join(folder, name);
    writeFileSync(path, Buffer.concat(pieces));
    return path;
  };
  /** As a superuser with every trigger and constraint of the log asleep. */
  const tamper = (sql: string): Promise<unknown[]> =>
    here.house.asSuperuser(`set session_replication_role = replica; ${sql}`);
  const at = (idx: number): string =>
    `(select l.seq from audit.leaf l where l.area_id = '${NORTH}' and l.idx = ${String(idx)})`;
  const edit = (idx: number): string =>
    `update audit.entry set bytes = replace(bytes, 'act=need.raise', 'act=need.close') where seq = ${at(idx)}`;
  const editLeaf = (idx: number): string =>
    `${edit(idx)}; update audit.leaf l set hash = sha256('\\x00'::bytea || convert_to(e.bytes, 'UTF8'))
     from audit.entry e where e.seq = l.seq and l.seq = ${at(idx)}`;
  const span = (from: number, to: number): string =>
    `root differs, between sizes ${String(from)} and ${String(to)}`;
  /** Everything sealed once more, from the first entry, as whoever holds database and key could. */
  const resign = async (keys = here.keys): Promise<void> => {
    await tamper(
      `delete from audit.leaf where area_id = '${NORTH}'; delete from audit.checkpoint where area_id = '${NORTH}'`,
    );
    await here.sealAll(NORTHSHIRE, here.sealerWithKeysIn(keys));
  };

  beforeAll(async () => {
    here = await SealedHouse.open();
    folder = mkdtempSync(join(tmpdir(), 'trellis-tamper-'));
    const acts = async (many: number): Promise<number> => {
      for (let n = 0; n < many; n += 1)
        await here.act(`n${String(n)}`, { note: `Words of ${String(n)}`, who: 'A. Head' });
      await here.sealAll();
      return (await here.order()).length;
    };
    sizes = [await acts(8), await acts(9), await acts(5)];
    await here.act('elsewhere', {}, SOUTH);
    await here.sealAll(SOUTHSHIRE);
    const notes = await here.house.asSuperuser<{ note: string; verifier_key: string }>(
      'select note, verifier_key from audit.checkpoint where area_id = $1 order by size',
      [NORTH],
    );
    [older, held] = [file('older.txt', notes[0]?.note ?? ''), file('held.txt', notes[1]?.note ?? '')];
    key = file('key.txt', notes[0]?.verifier_key ?? '');
    for (const table of TABLES)
      await here.house.asSuperuser(`create table public.kept_${table} as table audit.${table}`);
  });
  afterEach(async () => {
    for (const table of TABLES)
      await tamper(
        `delete from audit.${table}; insert into audit.${table} ${table === 'entry' ? 'overriding system value' : ''}
         select * from public.kept_${table}`,
      );
  });
  afterAll(async () => {
    await here.close();
    rmSync(folder, { recursive: true });
  });

  it('is checked without a network, a setting or a database (O06)', async () => {
    // Any attempt to reach out, or to read anything but the export and itself, ends the program.
    const shut = `import { createRequire, syncBuiltinESMExports } from 'node:module';
      const require = createRequire('${VERIFIER}');
      const no = () => { process.stderr.write('reached out'); process.exit(9); };
      for (const name of ['node:net', 'node:dns', 'node:tls', 'node:http', 'node:https', 'node:child_process'])
        for (const [key, each] of Object.entries(require(name))) if (/^(connect|createConnection|lookup|resolve|request|get|spawn|exec)/.test(key) && typeof each === 'function') require(name)[key] = no;
      globalThis.fetch = no;
      syncBuiltinESMExports();`;
    const copy = join(folder, 'alone');
    mkdirSync(copy);
    writeFileSync(join(copy, 'verify.mjs'), readFileSync(VERIFIER));
    const words = [
      '--import',
      `data:text/javascript,${encodeURIComponent(shut)}`,
      'verify.mjs',
      await exported(),
    ];
    const run = spawnSync(process.execPath, words, { encoding: 'utf8', cwd: copy, env: {} });
    expect([run.status, run.stdout]).toEqual([0, expect.stringContaining('entries verified')]);
    const source = readFileSync(VERIFIER, 'utf8');
    expect(
      [...source.matchAll(/from '([^']+)'/g)].filter(
        ([, name]) => !/^node:(fs|crypto|url|util)$/.test(name ?? ''),
      ),
    ).toEqual([]);
    expect(source).not.toMatch(/process[.]env|fetch[(]|import[(]/);
  });

  it('that nobody touched is verified, with its size and the date of its last entry', async () => {
    const { code, said } = verify(
      await exported(),
      '--checkpoint',
      held,
      '--checkpoint',
      older,
      '--key',
      key,
    );
    expect(said).toMatch(
      new RegExp(
        `^All ${String(sizes[2])} entries verified. Size ${String(sizes[2])}, root \\S{44}, last entry 20\\d\\d-`,
      ),
    );
    expect(said).toContain(
      `covers the first ${String(sizes[1])}; the ${String(sizes[2] - sizes[1])} after it could still`,
    );
    expect(code).toBe(0);
  });

  describe('is refused with the first bad entry named (A02)', () => {
    const refused = async (sentence: string, ...more: string[]): Promise<void> => {
      const { code, said } = verify(await exported(), '--checkpoint', held, '--key', key, ...more);
      expect(said).toContain(sentence);
      expect(code).toBe(4);
    };

    it('where an entry was edited and its leaf left', async () => {
      await tamper(edit(11));
      await refused('entry 11: bytes do not match their leaf');
    });

    it('where an entry and its leaf were edited: between which two checkpoints', async () => {
      await tamper(editLeaf(sizes[0] + 2));
      await refused(span(sizes[0], sizes[1]));
    });

    it('where entry and leaf were taken out', async () => {
      await tamper(
        `delete from audit.entry where seq = ${at(5)}; delete from audit.leaf where area_id = '${NORTH}' and idx = 5`,
      );
      await refused(`entry 5: is not there, 6 follows (${span(0, sizes[0])})`);
    });

    it('where an entry was taken out and its leaf left', async () => {
      await tamper(`delete from audit.entry where seq = ${at(5)}`);
      await refused(`entry 5: is gone, its leaf is left (${span(0, sizes[0])})`);
    });

    it('where one was taken out and the rest moved up', async () => {
      await tamper(
        `delete from audit.leaf where area_id = '${NORTH}' and idx = 5;
         update audit.leaf set idx = idx + 999999 where area_id = '${NORTH}' and idx > 5;
         update audit.leaf set idx = idx - 1000000 where area_id = '${NORTH}' and idx > 900000`,
      );
      await refused(span(0, sizes[0]));
    });

    it('where a back-dated one was put between', async () => {
      await tamper(
        `update audit.leaf set idx = idx + 1000001 where area_id = '${NORTH}' and idx >= ${String(sizes[0] + 3)};
         insert into audit.entry (id, area_id, kind, at, actor, act, outcome, entity, of_act, bytes)
           select gen_random_uuid(), area_id, kind, at, actor, act, outcome, entity, of_act, bytes from audit.entry where seq = ${at(3)};
         insert into audit.leaf select '${NORTH}'::uuid, ${String(sizes[0] + 3)}, max(e.seq), sha256('\\x00'::bytea || convert_to(max(e.bytes), 'UTF8'))
           from audit.entry e where e.seq = (select max(seq) from audit.entry);
         update audit.leaf set idx = idx - 1000000 where area_id = '${NORTH}' and idx > 1000000`,
      );
      await refused(span(sizes[0], sizes[1]));
    });

    it('where two were swapped', async () => {
      await tamper(
        `update audit.leaf set idx = case idx when 4 then 1000005 when 5 then 1000004 end where area_id = '${NORTH}' and idx in (4, 5);
         update audit.leaf set idx = idx - 1000000 where area_id = '${NORTH}' and idx > 1000000`,
      );
      await refused(span(0, sizes[0]));
    });

    it('where an older database was brought back: it is shorter than what she holds', async () => {
      await tamper(
        `delete from audit.leaf where area_id = '${NORTH}' and idx >= ${String(sizes[0])};
         delete from audit.checkpoint where area_id = '${NORTH}' and size > ${String(sizes[0])}`,
      );
      await refused(`shorter than the checkpoint you hold (${String(sizes[0])} < ${String(sizes[1])})`);
    });

    it('where the past was rewritten and signed again with the real key', async () => {
      await tamper(edit(6));
      await resign();
      await refused(`held checkpoint does not match at size ${String(sizes[1])}`);
      expect(verify(join(folder, 'export.zip')).code).toBe(0); // whoever holds nothing cannot tell
    });

    it('where it was signed by another key', async () => {
      await tamper(edit(6));
      const other = join(folder, 'other-keys');
      mkdirSync(other);
      await resign(other);
      await refused('no known signature: the newest checkpoint of size');
      const { code, said } = verify(join(folder, 'export.zip'), '--checkpoint', held);
      expect([code, said]).toEqual([
        4,
        expect.stringContaining('no known signature: the checkpoint you hold'),
      ]);
    });

    it('where it is the history of another area', async () => {
      const { code, said } = verify(
        await exported('south.zip', SOUTHSHIRE),
        '--checkpoint',
        held,
        '--key',
        key,
      );
      expect(said).toContain('wrong origin');
      expect(code).toBe(4);
    });

    it('where two officers were shown two histories', async () => {
      const mine = await exported('mine.zip');
      await tamper(edit(sizes[1] + 1)); // newer than what either holds
      await resign();
      const theirs = await exported('theirs.zip');
      expect(verify(theirs, '--checkpoint', held, '--key', key).code).toBe(0);
      const { code, said } = verify(mine, '--compare', theirs, '--checkpoint', held, '--key', key);
      expect([code, said]).toEqual([4, `different histories at size ${String(sizes[2])}\n`]);
      expect(verify(mine, '--compare', mine, '--checkpoint', held).code).toBe(0);
    });

    it.each([
      ['value', `value = 'Other words'`],
      ['salt', `salt = decode(repeat('00', 32), 'hex')`],
    ])('where the %s of a detail was changed', async (_, change) => {
      await tamper(
        `update audit.detail set ${change} where name = 'note' and entry = (select id from audit.entry where seq = ${at(9)})`,
      );
      await refused('entry 9, detail note: does not match its commitment');
    });

    it('where a detail was taken out and no erasure is recorded', async () => {
      await tamper(
        `delete from audit.detail where name = 'note' and entry = (select id from audit.entry where seq = ${at(9)})`,
      );
      await refused('entry 9, detail note: gone, no erasure recorded');
    });

    it('where the file itself was edited', async () => {
      const path = await exported();
      const text = readFileSync(path, 'latin1');
      const words = 'Words of 3';
      writeFileSync(path, text.replace(words, 'Words of 4'), 'latin1');
      const { code, said } = verify(path, '--checkpoint', held, '--key', key);
      expect([code, said]).toEqual([
        4,
        expect.stringMatching(/^entry \d+, detail note: does not match its commitment/),
      ]);
    });
  });

  it('still passes once a detail was erased as it should be, and the erasure has its own entry', async () => {
    const [row] = await here.house.asSuperuser<{ id: string }>(
      `select id from audit.entry where seq = ${at(9)}`,
    );
    const erase = `select set_config('app.area', '${NORTH}', false); select set_config('app.actor', 'person:x', false);`;
    await here.house.asSuperuser(`${erase} select audit.erase_detail('${row?.id ?? ''}', 'note')`);
    await expect(
      here.house.asSuperuser(`${erase} delete from audit.detail where entry = '${row?.id ?? ''}'`),
    ).rejects.toThrow('The audit log refuses');
    await here.sealAll();
    const path = await exported();
    expect(readFileSync(path, 'utf8')).toContain(
      '"details":[{"name":"note","state":"erased"},{"name":"who","salt"',
    );
    expect(verify(path, '--checkpoint', held, '--key', key)).toMatchObject({ code: 0 });
  });

  it('accepts what was rewritten after every checkpoint she holds, and says how old hers is: the known limit', async () => {
    await tamper(edit(sizes[1] + 1));
    await resign();
    const { code, said } = verify(await exported(), '--checkpoint', held, '--key', key);
    expect(said).toContain(
      `covers the first ${String(sizes[1])}; the ${String(sizes[2] - sizes[1])} after it could still have been rewritten`,
    );
    expect(code).toBe(0);
  });

  describe('is called unreadable, and not tampered with (A03)', () => {
    const broken = async (
      change: (bytes: Buffer) => Buffer,
    ): Promise<{ code: number | null; said: string }> => {
      const path = await exported();
      writeFileSync(path, change(readFileSync(path)));
      return verify(path, '--checkpoint', held);
    };
    const inText = (from: string | RegExp, to: string) => (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');

    it('where the file is cut', async () => {
      expect(await broken((bytes) => bytes.subarray(0, bytes.length - 100))).toMatchObject({ code: 3 });
      expect(await broken((bytes) => bytes.subarray(0, 500))).toMatchObject({ code: 3 });
    });
    it('where a line is damaged, by its number', async () => {
      const { code, said } = await broken(inText('{"index":4,', '{"index":4;'));
      expect([code, said]).toEqual([3, expect.stringContaining('unreadable at line 5 of entries.jsonl')]);
    });
    it('where there are not as many lines as it says', async () => {
      const { code, said } = await broken(
        inText(`"entries": ${String(sizes[2])}`, `"entries": ${String(sizes[2] + 1)}`),
      );
      expect([code, said]).toEqual([
        3,
        expect.stringContaining(`unreadable at line ${String(sizes[2] + 1)}`),
      ]);
    });
    /** Its code, and how much memory it took at most, in MiB. */
    const inLittle = (path: string): { code: number | null; mebibytes: number } => {
      const told = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`;
      const words = ['--import', `data:text/javascript,${encodeURIComponent(told)}`, VERIFIER, path];
      const run = spawnSync(process.execPath, words, { encoding: 'utf8', cwd: folder });
      return { code: run.status, mebibytes: Number(/peak ([0-9]+)/.exec(run.stderr)?.[1] ?? NaN) / 1_024 };
    };
    it.each([0, 2 ** 30])('where the file is %d bytes of nothing', (bytes) => {
      const path = file('nothing.zip', '');
      truncateSync(path, bytes);
      expect(inLittle(path).code).toBe(3);
    });
    it.each(['manifest.json', 'checkpoints.txt', 'keys.txt', 'entries.jsonl'])(
      'where %s is a line of a gigabyte, within little memory',
      async (part) => {
        const path = join(folder, 'huge.zip');
        withPart(await exported(), path, part, 2 ** 30);
        const { code, mebibytes } = inLittle(path);
        expect(code).toBe(3);
        expect(mebibytes).toBeLessThan(400);
        rmSync(path);
      },
    );
    it.each([
      ['a million levels', (text: string) => text.replace('{', () => `{"x":${'['.repeat(1e6)},`)],
      ['ten million lines', (text: string) => text + '\n'.repeat(1e7)],
      ['NUL', (text: string) => text.replace('{', '{\0')],
      ['lines that end as in Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ])('where it holds %s', async (_what, change) => {
      const [from, path] = [await exported(), join(folder, 'odd.zip')];
      const text = change(partOf(from, 'entries.jsonl'));
      withPart(from, path, 'entries.jsonl', Buffer.byteLength(text), text);
      expect(inLittle(path).code).toBe(3);
    });
    it('where there is none, or the checkpoint that she names holds none', async () => {
      expect(verify('no-such.zip')).toMatchObject({ code: 3 });
      expect(verify(await exported(), '--checkpoint', file('empty.txt', ''))).toMatchObject({ code: 3 });
      expect(verify()).toMatchObject({ code: 2, said: expect.stringContaining('node verify.mjs EXPORT') });
    });
  });
});
