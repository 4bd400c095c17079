import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { refuse } from './file-refused.js';
import { isGzip } from './recognise-bytes.js';

const inflate = promisify(gunzip);

export interface SizeLimits {
  readonly says: string;
  readonly maxBytes: number;
  readonly maxUnpackedBytes: number;
}

/**
 * The bytes of the file itself: gzip is known by its first bytes and unpacked, never past the limit.
 *
 * @throws FileRefused where a limit is passed (it is named) or the archive is cut short or damaged.
 */
export async function unpack(bytes: Uint8Array, limits: SizeLimits): Promise<Uint8Array> {
  if (bytes.byteLength > limits.maxBytes) {
    refuse(`This file is larger than the ${megabytes(limits.maxBytes)} that a ${limits.says} may have.`);
  }
  const plain = isGzip(bytes) ? await unzip(bytes, limits) : bytes;
  if (plain.byteLength > limits.maxUnpackedBytes) refuseUnpacked(limits);
  if (plain.byteLength === 0) refuse(`This file is empty.`);
  return plain;
}

async function unzip(bytes: Uint8Array, limits: SizeLimits): Promise<Uint8Array> {
  let plain: Uint8Array;
  try {
    plain = await inflate(bytes, { maxOutputLength: limits.maxUnpackedBytes });
  } catch (cause) {
    if (codeOf(cause) === 'ERR_BUFFER_TOO_LARGE') refuseUnpacked(limits);
    if (codeOf(cause) === 'Z_BUF_ERROR') refuse('This compressed file is cut short: fetch it again.');
    refuse('This compressed file is damaged: fetch it again.');
  }
  if (isGzip(plain)) refuse('This file is compressed twice.');
  return plain;
}

function refuseUnpacked(limits: SizeLimits): never {
  refuse(
    `Unpacked, this file is larger than the ${megabytes(limits.maxUnpackedBytes)} that a ${limits.says} may have.`,
  );
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`;
const codeOf = (cause: unknown) => (cause as NodeJS.ErrnoException | null)?.code;
