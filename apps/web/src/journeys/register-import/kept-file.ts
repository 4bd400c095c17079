import type { Readable } from 'node:stream';
import { NATIONAL_LIMITS } from '@app/schools';

/** A file as the form sent it. One byte over the limit stands for all that followed. */
export interface SentFile {
  readonly originalname: string;
  readonly buffer: Buffer;
}

interface Arriving {
  readonly stream: Readable;
}

type Done = (error: Error | null, file?: { readonly buffer: Buffer }) => void;

/**
 * Keeps what arrives in memory up to the limit and lets the rest run out, so that a file too large comes back as an answer
 * about this field and not as a broken connection.
 */
export const keptUpTo = (maxBytes: number) => ({
  _handleFile(_request: unknown, file: Arriving, done: Done): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    file.stream.on('data', (chunk: Buffer) => {
      if (bytes > maxBytes) return;
      chunks.push(chunk);
      bytes += chunk.length;
    });
    file.stream.on('error', (error: Error) => done(error));
    file.stream.on('end', () => done(null, { buffer: Buffer.concat(chunks) }));
  },
  _removeFile(_request: unknown, _file: unknown, done: (error: Error | null) => void): void {
    done(null);
  },
});

export const KEPT_FILE = keptUpTo(NATIONAL_LIMITS.maxBytes);

/** Browsers send the name in UTF-8; the reader of the form takes it for Latin-1. */
export function nameOf({ originalname }: SentFile): string {
  return Buffer.from(originalname, 'latin1').toString('utf8');
}
