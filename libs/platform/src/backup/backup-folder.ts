import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A backup that cannot be restored, or a place that it cannot be made in or restored to: said in a sentence. */
export class BackupRefused extends Error {}

export interface BackupFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** What stands in `manifest.json`, the last file that is written: a folder without it is no backup. */
export interface Manifest {
  readonly format: string;
  readonly at: string;
  /** The major version of PostgreSQL. */
  readonly postgres: string;
  /** The migrations of the database, oldest first. */
  readonly migrations: readonly string[];
  /** Stretches of the server's log without which the files are of no use. */
  readonly log: readonly string[];
  /** Folders that stand empty. */
  readonly folders: readonly string[];
  readonly files: readonly BackupFile[];
}

export const FORMAT = 'trellis.backup/1';
export const MANIFEST = 'manifest.json';
const SEGMENT = /^[0-9A-F]{24}$/;
const SEGMENTS_A_LOG = 256;

export function sealed(manifest: Manifest): string {
  const text = JSON.stringify(manifest);
  return `${JSON.stringify({ sha256: sha256Of(text), manifest })}\n`;
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Reads every byte. @throws BackupRefused naming the first thing that is not as it was written. */
export async function requireWhole(
  folder: string,
  postgres: string,
  stopped?: AbortSignal,
): Promise<Manifest> {
  const manifest = readManifest(folder);
  if (manifest.format !== FORMAT)
    throw new BackupRefused(`This backup is of another version (${manifest.format}; here ${FORMAT}).`);
  if (manifest.postgres !== postgres)
    throw new BackupRefused(
      `This backup is of PostgreSQL ${manifest.postgres}; this Trellis brings ${postgres}.`,
    );
  for (const name of manifest.log)
    if (!existsSync(join(folder, 'log', name)))
      throw new BackupRefused(`log/${name} is missing: without its log a backup cannot be restored.`);
  const known = new Set(manifest.files.map(({ path }) => path));
  const there = new Set(filesOf(folder));
  const stranger =
    [...there].find((path) => path !== MANIFEST && !known.has(path)) ?? manifest.folders.find(leadsOut);
  if (stranger !== undefined) throw new BackupRefused(`${stranger} does not belong to this backup.`);
  // By its name as it lies there, so that no name leads out of the folder.
  const missing = manifest.files.find(({ path }) => !there.has(path));
  if (missing) throw new BackupRefused(`${missing.path} is missing: this backup was cut short.`);
  const altered = (path: string): BackupRefused =>
    new BackupRefused(`${path} is not as it was written: this backup was altered or is damaged.`);
  for (const { path, size } of manifest.files)
    if (lstatSync(join(folder, path)).size !== size) throw altered(path);
  for (const { path, sha256 } of manifest.files) {
    stopped?.throwIfAborted();
    if ((await digestOf(join(folder, path))) !== sha256) throw altered(path);
  }
  return manifest;
}

/** Its hash shows damage, not who wrote it: folders are made with our rights, and none above the cluster. */
function leadsOut(folder: string): boolean {
  return folder.split(/[/\\]/).includes('..');
}

function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST);
  if (!existsSync(file))
    throw new BackupRefused(`${folder} holds no ${MANIFEST}: this is no backup, or it was cut short.`);
  try {
    const { sha256, manifest } = JSON.parse(readFileSync(file, 'utf8')) as {
      sha256: string;
      manifest: Manifest;
    };
    if (sha256Of(JSON.stringify(manifest)) === sha256) return manifest;
  } catch {
    // said below
  }
  throw new BackupRefused(`${MANIFEST} is not as it was written: this backup was altered or is damaged.`);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Every file below, with slashes. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/**
 * What an archive adds to the log of a backup: the stretches from its first on, and the histories of earlier restores.
 *
 * @throws BackupRefused where one is missing between two that are there.
 */
export function requireUnbroken(archive: string, log: readonly string[]): readonly string[] {
  if (!existsSync(archive))
    throw new BackupRefused(`${archive} is not there: name the folder of the archive.`);
  const names = readdirSync(archive).sort();
  const first = number(log[0] ?? '');
  const segments = names.filter((name) => SEGMENT.test(name) && number(name) >= first);
  const there = new Set([...log, ...segments].map(number));
  for (let at = first; at <= Math.max(...there); at += 1)
    if (!there.has(at))
      throw new BackupRefused(
        `The archive has a gap: ${named(log[0] ?? '', at)} is missing, and nothing after it could be restored.`,
      );
  return [...segments, ...names.filter((name) => name.endsWith('.history'))];
}

function number(segment: string): number {
  return parseInt(segment.slice(8, 16), 16) * SEGMENTS_A_LOG + parseInt(segment.slice(16), 16);
}

function named(like: string, at: number): string {
  const hex = (part: number): string => part.toString(16).toUpperCase().padStart(8, '0');
  return like.slice(0, 8) + hex(Math.floor(at / SEGMENTS_A_LOG)) + hex(at % SEGMENTS_A_LOG);
}

/** The stretches from one to another, both among them. */
export function stretches(from: string, to: string): string[] {
  const names = [];
  for (let at = number(from); at <= number(to); at += 1) names.push(named(from, at));
  return names;
}
