import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';

const LOCAL = Buffer.from('504b0304', 'hex');
const CENTRAL = 0x02014b50;
const END_BYTES = 22;

/**
 * The export with one part exchanged for another of any size, which takes no room on disk: what is not given reads as NUL.
 * The old part stays where it was, and nothing leads there.
 */
export function withPart(from: string, to: string, part: string, bytes: number, begins = ''): void {
  const zip = readFileSync(from);
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const directory = Buffer.from(zip.subarray(zip.readUInt32LE(end + 16), end));
  const finish = Buffer.from(zip.subarray(end, end + END_BYTES));
  for (let at = 0; at < directory.length; at += 46 + directory.readUInt16LE(at + 28)) {
    if (directory.readUInt32LE(at) !== CENTRAL) throw new Error('This is no directory of an export.');
    if (directory.toString('utf8', at + 46, at + 46 + directory.readUInt16LE(at + 28)) !== part) continue;
    for (const [offset, value] of [
      [20, bytes],
      [24, bytes],
      [42, zip.length],
    ] as const)
      directory.writeUInt32LE(value, at + offset);
  }
  const head = Buffer.concat([LOCAL, Buffer.alloc(22), Buffer.of(part.length, 0, 0, 0), Buffer.from(part)]);
  const after = zip.length + head.length + bytes;
  finish.writeUInt32LE(after, 16);
  writeFileSync(to, zip);
  const file = openSync(to, 'r+');
  writeSync(file, head, 0, head.length, zip.length);
  writeSync(file, begins, zip.length + head.length);
  writeSync(file, directory, 0, directory.length, after);
  writeSync(file, finish, 0, END_BYTES, after + directory.length);
  closeSync(file);
}

/** What stands in one part. */
export function partOf(from: string, part: string): string {
  const zip = readFileSync(from);
  const at = zip.indexOf(Buffer.from(part)) + part.length;
  const next = zip.indexOf(Buffer.from('504b0708', 'hex'), at);
  return zip.toString('utf8', at, next);
}
