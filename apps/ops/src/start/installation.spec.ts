import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@config/settings.js';
import { fillingMark, openInstallation } from './installation.js';

describe('the database of an installation', () => {
  const data = mkdtempSync(join(tmpdir(), 'trellis-filling-'));
  let service: ChildProcess;
  afterAll(() => {
    service.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });

  it('is not taken for half filled by a command beside the service that is filling it', async () => {
    const idle = 'setInterval(() => undefined, 60_000)';
    service = spawn(process.execPath, ['-e', idle, 'trellis'], { stdio: 'ignore' });
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'supervisor.pid'), String(service.pid));
    writeFileSync(fillingMark(data), '2026-11-28');
    const settings = readSettings({ TRELLIS_ROOT: join(__dirname, '../../../..'), TRELLIS_DATA: data });
    const opened = openInstallation(settings).then((installation) => installation.stop());
    await expect(opened).rejects.toThrow('being filled');
    expect(existsSync(fillingMark(data))).toBe(true);
  }, 60_000);
});
