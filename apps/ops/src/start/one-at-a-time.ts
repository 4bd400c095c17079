import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another supervisor serves this data folder: two would fight over the database. */
export class AlreadyStarted extends Error {
  constructor(pid: number) {
    super(
      `Trellis is running already here (process ${String(pid)}). Stop it first, or give this one its own TRELLIS_DATA.`,
    );
  }
}

/** Takes the data folder for this process. What a killed one left is taken over. @returns gives it back. */
export function takeFolder(data: string): () => void {
  mkdirSync(data, { recursive: true });
  const other = otherSupervisor(data);
  if (other !== null) throw new AlreadyStarted(other);
  const file = pidFile(data);
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function pidFile(data: string): string {
  return join(data, 'supervisor.pid');
}

/** @returns the process that serves this data folder, where it lives and is not this one. */
export function otherSupervisor(data: string): number | null {
  const file = pidFile(data);
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : NaN;
  return pid !== process.pid && isTrellis(pid) ? pid : null;
}

/** A number given to another program since is no supervisor, where the system tells. */
function isTrellis(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const told = `/proc/${String(pid)}/cmdline`;
  return !existsSync('/proc/self') || (existsSync(told) && readFileSync(told, 'utf8').includes('trellis'));
}
