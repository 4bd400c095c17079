import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditTrail, ExportBundle, SealBatch, SealKeys, type CheckpointView } from '@app/audit';
import { linkKey, SendMail } from '@app/identity';
import { NoCalendar } from '@app/kernel';
import { AuditorUnitOfWork, dataSource, SealerUnitOfWork } from '@app/platform';
import { AMailServer } from '../../../../test/factories/a-mail-server.js';
import { BrokerageHouse } from '../../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { PostCheckpoints } from './post-checkpoints.js';

const VERIFIER = join(__dirname, '../../../audit/src/verifier/verify.mjs');
const TREE = { area: NORTH, code: 'north' };

interface Row {
  readonly id: string;
  readonly name: string;
}
/** As a mail program saves it: quoted printable undone. */
const savedAsText = (mail: string): string =>
  Buffer.from(
    mail.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

describe('a checkpoint of the audit log, by mail', () => {
  let house: BrokerageHouse;
  let folder: string;
  let pools: ReturnType<typeof dataSource>[];
  let seal: SealBatch;
  let server: AMailServer;

  beforeAll(async () => {
    [house, server] = [await BrokerageHouse.open(), await AMailServer.open()];
    folder = mkdtempSync(join(tmpdir(), 'trellis-posted-'));
    const { sealerUrl, auditorUrl } = house.house.database;
    const common = { pool: 1, statementTimeoutMs: 30_000, applicationName: 'spec', entities: [] };
    pools = await Promise.all(
      [sealerUrl, auditorUrl].map((url) => dataSource({ ...common, url }).initialize()),
    );
    const work = new SealerUnitOfWork(pools[0]!, 'f'.repeat(64));
    seal = new SealBatch(work, new SealKeys(join(folder, 'keys')), 'trellis.example.org');
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.destroy()));
    await server.close();
    await house.close();
    rmSync(folder, { recursive: true });
  });

  const ticks = () =>
    house.house.asSuperuser(`select 1 from audit.entry where bytes like '%act=audit.tick%'`);
  const mails = (): Promise<Row[]> =>
    house.house.asSuperuser<Row>(
      `select m.id, p.name from platform.mail m join identity.person p on p.id = m.person_id
       where m.kind = 'checkpoint' order by p.name, m.put_at`,
    );
  const sealed = async (): Promise<void> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = await seal.execute(TREE);
      if (found && !found.more && found.oldestSeconds === 0) return;
      await new Promise((later) => setTimeout(later, 25));
    }
    throw new Error('Something keeps the sealing back.');
  };
  /** As if it was signed at the moment that the clock of the test shows. */
  const newest = async (): Promise<CheckpointView | null> => {
    const found = await seal.newest(NORTH);
    return found && { ...found, at: house.clock.now() };
  };
  const post = (at: string, of = newest): Promise<number> => {
    house.clock.set(new Date(at));
    return house.get(PostCheckpoints).execute(NORTH, of);
  };
  const named = async (): Promise<string[]> => (await mails()).map(({ name }) => name);

  it('waits where nothing is sealed yet, and while the office rests; each day has its entry in the log all the same', async () => {
    expect(await post('2026-11-28T10:00:00Z')).toBe(0);
    expect(await post('2026-11-28T11:00:00Z')).toBe(0);
    expect(await ticks()).toHaveLength(1);
    expect(await post('2026-11-30T06:30:00Z')).toBe(0);
    expect(await post('2026-11-30T09:00:00Z')).toBe(0);
    expect(await ticks()).toHaveLength(2);
  });

  it('has the entry of the day where the calendar of the area has ended', async () => {
    await expect(post('2041-03-04T09:00:00Z')).rejects.toThrow(NoCalendar);
    expect(await ticks()).toHaveLength(3);
  });

  it('goes once a day to the officer and the chair, and to nobody else', async () => {
    await sealed();
    expect(await post('2026-11-30T09:01:00Z')).toBe(2);
    expect(await post('2026-11-30T09:02:00Z')).toBe(0);
    expect(await named()).toEqual(['The chair', 'The officer']);
    expect(await ticks()).toHaveLength(3);
  });

  it('is of the day on which it is posted: an old one waits for the next that is signed', async () => {
    const stale = async (): Promise<CheckpointView | null> => {
      const found = await seal.newest(NORTH);
      return found && { ...found, at: new Date('2026-11-30T23:00:00Z') };
    };
    expect(await post('2026-12-01T09:00:00Z', stale)).toBe(0);
    expect(await post('2026-12-01T09:01:00Z')).toBe(2);
  });

  it('is found by the checker in the mail as it was saved, with the key beside it', async () => {
    const post = {
      mailer: server.mailer,
      baseUrl: 'https://trellis.example.org',
      linkKey: linkKey('s'.repeat(32)),
    };
    const stillWaits = () => Promise.resolve(true);
    const [{ id }] = (await mails()) as [Row, ...Row[]];
    expect(await house.get(SendMail).execute(NORTH, id, { ...post, stillWaits })).toBe('sent');
    const text = savedAsText(server.arrived[0]?.text ?? '');
    expect(text).toMatch(/^Subject: A checkpoint of the audit log: \d+ entries$/m);
    const [mail, zip] = [join(folder, 'mail.txt'), join(folder, 'export.zip')];
    writeFileSync(mail, text);
    await sealed();
    const auditor = new AuditorUnitOfWork(pools[1]!, 'f'.repeat(64));
    const officer = { ...(await house.as('officer')), signedInAt: house.clock.now() };
    const bundle = await new ExportBundle(theMatrix(), new AuditTrail(), house.clock).execute(
      ...([auditor, officer, TREE] as const),
    );
    const parts: Buffer[] = [];
    for await (const part of bundle.bytes) parts.push(part);
    writeFileSync(zip, Buffer.concat(parts));
    const check = (held: string) =>
      spawnSync(process.execPath, [VERIFIER, zip, '--checkpoint', held, '--key', held], { encoding: 'utf8' });
    const { status, stdout } = check(mail);
    expect([status, stdout]).toEqual([0, expect.stringContaining('entries verified')]);
    expect(stdout).toContain('The checkpoint you hold covers the first');
    // A mail whose root says otherwise is another history.
    const other = join(folder, 'other.txt');
    writeFileSync(other, text.replace(/^[A-Za-z0-9+/]{43}=(?=\r?$)/m, `${'A'.repeat(43)}=`));
    expect(check(other).status).toBe(4);
  });
});
