import { createHash } from 'node:crypto';
import { RuleBroken } from '@app/kernel';
import type { Tx } from '@app/platform';
import { fileOf, type ImportRow } from './import-row.js';

/** @throws RuleBroken FILE_CHANGED where the commit names another file than the preview was made of. */
export function requireSame(row: ImportRow, fileHash: string): void {
  if (row.fileHash === fileHash) return;
  throw new RuleBroken(
    'FILE_CHANGED',
    'This is not the file that was previewed. Preview it again, and commit what you have seen.',
  );
}

/** The bytes whose preview was seen. @throws RuleBroken FILE_CHANGED where what is stored is not what was taken. */
export async function bytesOf(tx: Tx, row: ImportRow): Promise<Buffer> {
  const bytes = (await fileOf(tx, row.id)) ?? Buffer.alloc(0);
  requireSame(row, createHash('sha256').update(bytes).digest('hex'));
  return bytes;
}
