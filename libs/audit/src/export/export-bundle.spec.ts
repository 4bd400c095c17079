import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, SchoolUrn } from '@app/kernel';
import { SystemClock } from '@app/platform';
import { anActor, aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, SOUTH } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { NORTHSHIRE, SealedHouse } from '../a-sealed-house.fixture.js';
import { INSTALLATION, type Tree } from '../seal-batch.js';
import { ExportBundle } from './export-bundle.js';

const [ASKER, SUPPORTER] = ['990005', '990013'] as [SchoolUrn, SchoolUrn];
const VERIFIER = join(__dirname, '../verifier/verify.mjs');

describe('the log as a file to take away', () => {
  let here: SealedHouse;
  let folder: string;

  const who = (role: 'officer' | 'chair' | 'head' | 'broker', school: SchoolUrn | null = null): Actor =>
    aPerson([aPost(role, { school })], { area: NORTH, signedInAt: new Date() });
  const ops = (area: typeof NORTH | null): Actor =>
    anActor({ kind: 'system', id: 'ops', area, posts: [], door: 'ops', signedInAt: null });
  const taken = async (
    actor: Actor,
    tree: Tree = NORTHSHIRE,
  ): Promise<{ name: string; text: string; code: number | null; said: string }> => {
    const bundle = await new ExportBundle(theMatrix(), here.house.audit, new SystemClock()).execute(
      here.auditor,
      actor,
      tree,
    );
    const pieces: Buffer[] = [];
    for await (const piece of bundle.bytes) pieces.push(piece);
    const [path, all] = [join(folder, bundle.name), Buffer.concat(pieces)];
    writeFileSync(path, all);
    const run = spawnSync(process.execPath, [VERIFIER, path], { encoding: 'utf8' });
    return { name: bundle.name, text: all.toString('utf8'), code: run.status, said: run.stdout + run.stderr };
  };
  const acts = async (act: string): Promise<number> => {
    const [row] = await here.house.asSuperuser<{ n: number }>(
      'select count(*)::int as n from audit.entry where act = $1',
      [act],
    );
    return row?.n ?? 0;
  };

  beforeAll(async () => {
    here = await SealedHouse.open();
    folder = mkdtempSync(join(tmpdir(), 'trellis-export-'));
    await here.house.work.run(anActor({ area: NORTH }), NORTH, async (tx) => {
      const note = (text: string) => ({ details: { note: text } });
      const record = (act: string, schools: SchoolUrn[], text: string) =>
        here.house.audit.record(tx, { act, entity: 'brokerage.proposal:p', schools, ...note(text) });
      await record('need.raise', [ASKER], 'Words of the asker');
      await record('capacity.declare', [SUPPORTER], 'Words of the supporter');
      await record('sounding.send', [ASKER, SUPPORTER], 'Words about both');
    });
    await here.act('south', {}, SOUTH);
    await here.school();
  });
  afterAll(async () => {
    await here.close();
    rmSync(folder, { recursive: true });
  });

  it('is refused while nothing has been sealed', async () => {
    await expect(taken(who('officer'))).rejects.toMatchObject({ code: 'NOT_SEALED_YET' });
    await here.sealAll();
  });

  it('is whole for an officer, with what people typed; the values of changed rows stay closed', async () => {
    const { name, text, code, said } = await taken(who('officer'));
    expect(name).toMatch(/^audit-north-\d+[.]zip$/);
    expect(said).toMatch(/^All \d+ entries verified/);
    expect(code).toBe(0);
    expect(text).toContain('"value":"Words about both"');
    expect(text).toContain('{"name":"after","state":"withheld"}');
    expect(text).not.toContain('The Council');
    expect(text).not.toContain('profiles.need:south');
  });

  it('tells nobody by whom or about which school a word was left to a head, and is verified all the same', async () => {
    await here.house.work.run(anActor({ area: NORTH, id: 'who-left-it' }), NORTH, (tx) =>
      here.house.audit.record(tx, { act: 'concern.raise', entity: 'profiles.concern:c' }),
    );
    await here.sealAll();
    for (const actor of [who('officer'), who('chair'), ops(NORTH)]) {
      const { text, code, said } = await taken(actor);
      expect(text).not.toMatch(/concern|who-left-it/);
      expect(text).toContain('"withheld":true');
      expect([code, said.includes('not checked: 0')]).toEqual([0, false]);
    }
  });

  it('is whole for a chair and for the command line, without what was typed', async () => {
    for (const actor of [who('chair'), ops(NORTH)]) {
      const { text, code } = await taken(actor);
      expect(text).not.toContain('Words');
      expect(text).toContain('"details":[{"name":"note","state":"withheld"}]');
      expect(code).toBe(0);
    }
  });

  it('is for a head what touched their own school, each with its proof, and never which other school (I-35)', async () => {
    const { text, code, said } = await taken(who('head', ASKER));
    expect(said).toMatch(/^All 2 entries of this part verified/);
    expect(code).toBe(0);
    expect(text).toContain('Words of the asker');
    for (const secret of ['Words of the supporter', 'Words about both', SUPPORTER])
      expect(text).not.toContain(secret);
  });

  it('of the installation holds what belongs to no area', async () => {
    await here.sealAll(INSTALLATION);
    const { name, text, code } = await taken(ops(null), INSTALLATION);
    expect([name.startsWith('audit-installation-'), code]).toEqual([true, 0]);
    expect(text).toContain('act=register.import.commit');
  });

  it('is refused to a broker, and to an officer who has not signed in lately', async () => {
    await expect(taken(who('broker'))).rejects.toMatchObject({ code: expect.any(String) as string });
    const idle = { ...who('officer'), signedInAt: new Date(Date.now() - 11 * 60_000) };
    await expect(taken(idle)).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' });
  });

  it('leaves an act of its own before the first byte does', async () => {
    const before = await acts('audit.export');
    await taken(who('officer'));
    expect(await acts('audit.export')).toBe(before + 1);
  });
});
