import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService, type Service } from './service.js';

/** Processes of this installation, by the folder that stands in their command line or the supervisor they descend from. */
function childrenOf(pid: number): { pid: number; command: string }[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return all
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((found) => Number(found?.[2]) === pid)
    .map((found) => ({ pid: Number(found?.[1]), command: found?.[3] ?? '' }));
}

/** Every process of every installation that runs from this build. */
/** Processes of the service with this data folder, which their environment names: other suites run services too. */
function bundlesRunning(data: string): number[] {
  const all = execFileSync('ps', ['axeww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return all
    .split('\n')
    .filter((line) => /dist\/bundles\/\w+\.mjs/.test(line) && line.includes(`TRELLIS_DATA=${data}`))
    .map((line) => Number.parseInt(line, 10));
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function until(holds: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`It never came to this: ${what}`);
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/sign-in`).then(
    async (answer) => answer.status === 200 && (await answer.text()).includes('Grace Okoro'),
    () => false,
  );

describe('the whole service under one supervisor', () => {
  const data = mkdtempSync(join(tmpdir(), 'trellis start '));
  let service: Service;

  beforeAll(async () => {
    service = await startService({ data });
  }, 240_000);
  afterAll(async () => {
    await service.stop();
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  it('says where to go and whom to be, from a folder with spaces in its name', async () => {
    expect(service.said()).toContain(`Trellis is ready: ${service.url}`);
    expect(service.said()).toContain('choose whom to be');
    expect(await answers(service.url)).toBe(true);
    expect((await fetch(`${service.apiUrl}/schools`)).status).toBe(401);
  });

  it('starts a process again that was killed', async () => {
    const web = childrenOf(service.pid).find(({ command }) => command.includes('web.mjs'));
    process.kill(web?.pid ?? -1, 'SIGKILL');
    await until(async () => !(await answers(service.url)), 'the pages are gone');
    await until(() => answers(service.url), 'the pages are back');
  }, 60_000);

  it('is one for a data folder: a second start says so and leaves the first alone (O05)', async () => {
    await expect(startService({ data })).rejects.toThrow('Trellis is running already here');
    expect(await answers(service.url)).toBe(true);
  }, 60_000);

  it('leaves nothing running where the supervisor is killed, and starts again on the same data', async () => {
    const children = childrenOf(service.pid).map(({ pid }) => pid);
    expect(children.length).toBeGreaterThanOrEqual(3);
    await service.kill();
    await until(() => children.every((pid) => !alive(pid)), 'every child has ended');
    service = await startService({ data });
    expect(await answers(service.url)).toBe(true);
    expect(service.said()).not.toContain('Filling Downland');
  }, 120_000);

  it('begins the county again where it was killed while filling it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trellis-half-'));
    await expect(startService({ data: folder, killWhen: 'Filling Downland' })).rejects.toThrow(
      'ended before',
    );
    const again = await startService({ data: folder });
    expect(await answers(again.url)).toBe(true);
    await again.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 240_000);

  describe('while only its pages are up and the rest is starting', () => {
    const early = mkdtempSync(join(tmpdir(), 'trellis-early-'));
    afterAll(() => rmSync(early, { recursive: true, force: true }));

    it('stops all of it on Ctrl-C, and starts nothing more', async () => {
      expect(bundlesRunning(data).length).toBeGreaterThanOrEqual(3); // the service of the other tests is seen
      const half = await startService({ data: early, readyWhen: 'Trellis is ready' });
      expect(await half.stop()).toBe(0);
      await new Promise((later) => setTimeout(later, 1_500));
      expect(bundlesRunning(early)).toEqual([]);
    }, 240_000);

    it('leaves nothing running where the supervisor is killed', async () => {
      const half = await startService({ data: early, readyWhen: 'Trellis is ready' });
      await until(() => childrenOf(half.pid).length >= 3, 'the other processes have begun');
      const children = childrenOf(half.pid).map(({ pid }) => pid);
      await half.kill();
      await until(() => children.every((pid) => !alive(pid)), 'every child has ended');
      const again = await startService({ data: early });
      expect(await again.stop()).toBe(0);
    }, 240_000);
  });

  it('stops all of it on Ctrl-C, in order', async () => {
    const children = childrenOf(service.pid).map(({ pid }) => pid);
    expect(await service.stop()).toBe(0);
    expect(children.filter(alive)).toEqual([]);
    const left = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' });
    expect(left.split('\n').filter((line) => line.includes(data) && !line.includes('ps -eo'))).toEqual([]);
    service = await startService({ data });
  }, 120_000);
});
