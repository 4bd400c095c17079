import { crc32 } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** Zip's own date of 1 January 1980: the bytes of an export do not depend on when it left. */
const DATE = 0x0021;
/** Sizes follow each part, since they are not known before it. */
const SIZES_FOLLOW = 0x0008;
const UTF8 = 0x0800;
const MOST_BYTES = 0xffff_ffff;

/** A part, or all of them, is larger than a plain zip holds: 4 GB. */
export class TooLargeForZip extends Error {}

/** A zip whose parts are stored as they are: whoever checks it needs no inflating, and any program opens it. */
export async function* storedZip(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let at = 0;
  for await (const { name, content } of parts) {
    const from = at;
    const head = localHead(name);
    yield head;
    at += head.length;
    let [crc, size] = [0, 0];
    for await (const chunk of content) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      if (at + size > MOST_BYTES) throw new TooLargeForZip(`${name} is too large for one file.`);
      yield chunk;
    }
    const sizes = numbers([4, 0x08074b50], [4, crc], [4, size], [4, size]);
    yield sizes;
    at += size + sizes.length;
    directory.push(entryOf(name, crc, size, from));
  }
  const all = Buffer.concat(directory);
  yield all;
  const count = directory.length;
  yield numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, all.length], [4, at], [2, 0]);
}

function localHead(name: string): Buffer {
  const called = Buffer.from(name);
  const fixed = numbers(
    ...([
      [4, 0x04034b50],
      [2, 20],
      [2, SIZES_FOLLOW | UTF8],
      [2, 0],
      [2, 0],
      [2, DATE],
    ] as const),
    ...([
      [4, 0],
      [4, 0],
      [4, 0],
      [2, called.length],
      [2, 0],
    ] as const),
  );
  return Buffer.concat([fixed, called]);
}

function entryOf(name: string, crc: number, size: number, from: number): Buffer {
  const called = Buffer.from(name);
  const fixed = numbers(
    ...([
      [4, 0x02014b50],
      [2, 20],
      [2, 20],
      [2, SIZES_FOLLOW | UTF8],
      [2, 0],
      [2, 0],
      [2, DATE],
    ] as const),
    ...([
      [4, crc],
      [4, size],
      [4, size],
      [2, called.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, from],
    ] as const),
  );
  return Buffer.concat([fixed, called]);
}

/** Little-endian numbers of two or four bytes, one after another. */
function numbers(...told: readonly (readonly [2 | 4, number])[]): Buffer {
  const bytes = Buffer.alloc(told.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of told) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
