import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  mkdirSync,
  chmodSync,
  chownSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** PostgreSQL refuses to run as root: then as this user. Null where we are nobody special. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

export function unprivilegedUser(): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
      );
      if (uid && gid) return { uid, gid };
    } catch {
      // no such user here: the next one
    }
  }
  throw new Error(
    'PostgreSQL cannot run as root, and there is neither a user "postgres" nor "nobody" on this machine.',
  );
}

/** True where every folder above may be passed through by everybody. */
export function othersMayPass(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Where the cluster lives. Usually inside `data`; where we are root and `data` lies under a folder that the unprivileged
 * user cannot pass, in a folder made for this once, with a name nobody could foretell, remembered in `data`.
 */
export function clusterFolder(data: string, as: RunAs | null): string {
  mkdirSync(data, { recursive: true });
  const remembered = join(data, 'location.json');
  if (existsSync(remembered))
    return (JSON.parse(readFileSync(remembered, 'utf8')) as { cluster: string }).cluster;
  if (as === null || othersMayPass(data)) {
    const inside = join(data, 'postgres');
    mkdirSync(inside, { recursive: true });
    if (as !== null) chownSync(inside, as.uid, as.gid);
    return inside;
  }
  const made = mkdtempSync(join(isWritable('/var/lib') ? '/var/lib' : tmpdir(), 'trellis-'));
  chmodSync(made, 0o711);
  chownSync(made, as.uid, as.gid);
  writeFileSync(remembered, JSON.stringify({ cluster: made }), { mode: 0o600 });
  return made;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
