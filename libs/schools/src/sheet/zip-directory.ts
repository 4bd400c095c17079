import { crc32, inflateRawSync } from 'node:zlib';
import { refuse } from '../csv/file-refused.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** A workbook of one sheet has about a dozen parts. */
const MOST_ENTRIES = 500;
const [STORED, DEFLATED] = [0, 8];
const SYMLINK = 0o120000;
const DAMAGED = 'This workbook is damaged: save it again.';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

/**
 * The parts of a workbook by name. Everything is decided from the zip's own directory before a byte is inflated, and the
 * limit holds once more while inflating: a directory may lie.
 *
 * @throws FileRefused for a bomb, an encrypted part, a path out of the archive, a link, a name twice, a wrong checksum.
 */
export function unzipWorkbook(bytes: Uint8Array, maxUnpacked: number): ReadonlyMap<string, Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = maxUnpacked;
  const entries = directoryOf(buffer);
  const total = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (total > maxUnpacked) refuseUnpacked(maxUnpacked);
  const parts = new Map<string, Buffer>();
  for (const entry of entries) {
    const part = inflated(buffer, entry, left, maxUnpacked);
    left -= part.length;
    parts.set(entry.name, part);
  }
  return parts;
}

function directoryOf(buffer: Buffer): Entry[] {
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > buffer.length || buffer.readUInt32LE(end) !== END) refuse(DAMAGED);
  const count = buffer.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES)
    refuse(
      `This workbook has ${count.toLocaleString('en-GB')} parts; at most ${String(MOST_ENTRIES)} are read.`,
    );
  const [entries, names] = [[] as Entry[], new Set<string>()];
  let at = buffer.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== ENTRY) refuse(DAMAGED);
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => buffer.readUInt16LE(at + offset));
    const name = buffer.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if ((buffer.readUInt16LE(at + 8) & 1) === 1)
      refuse('This workbook is encrypted: save it without a password.');
    refuseUnsafeName(name, buffer.readUInt32LE(at + 38) >>> 16, names);
    entries.push({
      ...{ name, method: buffer.readUInt16LE(at + 10), crc: buffer.readUInt32LE(at + 16) },
      ...{ packed: buffer.readUInt32LE(at + 20), unpacked: buffer.readUInt32LE(at + 24) },
      at: buffer.readUInt32LE(at + 42),
    });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

function refuseUnsafeName(name: string, mode: number, names: Set<string>): void {
  if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..'))
    refuse('This workbook has a part that points out of it.');
  if ((mode & 0o170000) === SYMLINK) refuse('This workbook has a part that is a link.');
  if (/[.](zip|gz|7z|rar|xlsx|ods)$/i.test(name)) refuse('This workbook holds another archive.');
  // Readers differ in which of two parts they take.
  if (names.has(name.toLowerCase())) refuse('This workbook has one part twice.');
  names.add(name.toLowerCase());
}

function inflated(buffer: Buffer, entry: Entry, left: number, most: number): Buffer {
  if (entry.at + 30 > buffer.length || buffer.readUInt32LE(entry.at) !== LOCAL) refuse(DAMAGED);
  const start = entry.at + 30 + buffer.readUInt16LE(entry.at + 26) + buffer.readUInt16LE(entry.at + 28);
  const packed = buffer.subarray(start, start + entry.packed);
  let part = packed;
  if (entry.method === DEFLATED) {
    try {
      part = inflateRawSync(packed, { maxOutputLength: Math.max(1, Math.min(left, entry.unpacked + 1)) });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') refuseUnpacked(most);
      refuse(DAMAGED);
    }
  } else if (entry.method !== STORED) refuse(DAMAGED);
  if (part.length !== entry.unpacked || crc32(part) !== entry.crc) refuse(DAMAGED);
  return part;
}

function refuseUnpacked(most: number): never {
  refuse(
    `Unpacked, this workbook is larger than the ${String(Math.floor(most / 1024 / 1024))} MB that it may have.`,
  );
}
