import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealBatch, SealKeys } from '@app/audit';
import { dataSource, SealerUnitOfWork } from '@app/platform';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';

describe('the page that checks the log', () => {
  let web: WebHouse;
  let keys: string;
  const seal = async (): Promise<void> => {
    const { sealerUrl } = web.house.database;
    const options = {
      url: sealerUrl,
      pool: 1,
      statementTimeoutMs: 30_000,
      applicationName: 'spec',
      entities: [],
    };
    const pool = await dataSource(options).initialize();
    const sealer = new SealBatch(
      new SealerUnitOfWork(pool, 'f'.repeat(64)),
      new SealKeys(keys),
      'trellis.example.org',
    );
    for (let tries = 0; tries < 200; tries += 1) {
      const sealed = await sealer.execute({ area: NORTH, code: 'north' });
      if (sealed && sealed.oldestSeconds === 0) break;
      await new Promise((later) => setTimeout(later, 50));
    }
    await pool.destroy();
  };

  beforeAll(async () => {
    web = await WebHouse.open();
    keys = mkdtempSync(join(tmpdir(), 'trellis-page-keys-'));
  });
  afterAll(async () => {
    await web.close();
    rmSync(keys, { recursive: true });
  });

  it('says that nothing has been sealed yet', async () => {
    const officer = await web.visitor('officer');
    const page = await officer.open('/audit/verify');
    expect(page.words).toContain('Nothing has been sealed yet.');
    expect((await officer.open('/audit/verify/checkpoint.txt')).status).toBe(404);
    await seal();
  });

  it('shows an officer the newest checkpoint and the key, both to keep, and the log to download', async () => {
    const officer = await web.visitor('officer');
    const page = await officer.open('/audit/verify');
    expect(page.words).toContain('trellis.example.org/areas/north');
    expect(page.words).toContain('Download the log (zip)');
    const [note, key] = [
      await officer.open('/audit/verify/checkpoint.txt'),
      await officer.open('/audit/verify/key.txt'),
    ];
    expect(note.html).toMatch(/^trellis[.]example[.]org\/areas\/north\n[0-9]+\n\S{44}\n\n— trellis/);
    expect(key.html).toMatch(/^trellis[.]example[.]org\/areas\/north[+][0-9a-f]{8}[+]/);
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:40:00Z'`);
    expect((await officer.open('/audit/verify/export.zip')).status).toBe(403); // signed in twenty minutes ago
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:55:00Z'`);
    const file = await officer.open('/audit/verify/export.zip');
    expect([file.status, file.html.slice(0, 2)]).toEqual([200, 'PK']);
    expect((await officer.open('/audit')).html).toContain('href="/audit/verify"');
  });

  it('offers a head what touched their own school, and a broker the checkpoint alone', async () => {
    expect((await (await web.visitor('helper')).open('/audit/verify')).words).toContain(
      'Download what touched your school (zip)',
    );
    const broker = await web.visitor('broker');
    expect((await broker.open('/audit/verify')).words).toContain(
      'Ask an officer or the chair for the log as a file.',
    );
  });

  it('holds no number of an entry or its transaction, nor does any page or file of the log (A09)', async () => {
    const canary = '98765432';
    await web.house.asSuperuser(`alter table audit.entry alter column seq restart with ${canary}0000000`);
    const reference = await web.sent();
    await seal();
    const officer = await web.visitor('officer');
    const list = await officer.open('/audit?act=need.raise');
    const entry = /href="(\/audit\/[0-9a-f-]{36})"/.exec(list.html)?.[1] ?? '';
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:55:00Z'`);
    for (const path of [
      ...['/audit', entry, '/audit.csv', `/needs/${reference}`, '/exceptions'],
      ...['/audit/verify', '/audit/verify/checkpoint.txt', '/audit/verify/export.zip'],
    ]) {
      const { status, html } = await officer.open(path);
      expect([path, status]).toEqual([path, 200]);
      expect([path, html.includes(canary)]).toEqual([path, false]);
      expect([path, /"(seq|xid|epoch)"|\\n(seq|xid)=/.test(html)]).toEqual([path, false]);
    }
    const [kept] = await web.house.asSuperuser<{ seq: string; mails: number }>(
      `select (select max(seq)::text from audit.entry) as seq,
         (select count(*)::int from platform.mail m where m::text like '%${canary}%') as mails`,
    );
    expect([kept?.seq.startsWith(canary), kept?.mails]).toEqual([true, 0]);
  });

  it('is not for named staff, who read no log', async () => {
    const staff = await web.visitor('askersStaff');
    for (const path of ['/audit/verify', '/audit/verify/export.zip'])
      expect([403, 404]).toContain((await staff.open(path)).status);
  });
});
