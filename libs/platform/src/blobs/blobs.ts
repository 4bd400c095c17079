import { createHash } from 'node:crypto';
import { inArea, type Tx } from '../database/tx.js';

/** Stored bytes whose hash no longer matches: named, never served. */
export class BlobDamaged extends Error {
  constructor(readonly hash: string) {
    super(`The stored file ${hash} does not match its hash.`);
  }
}

/** Files of an area by the SHA-256 of their bytes. Web and worker share no disk: they share this. */
export class Blobs {
  async put(tx: Tx, bytes: Buffer, mediaType: string): Promise<string> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    await tx.query(
      `insert into platform.blob (area_id, hash, media_type, bytes) values ($1, $2, $3, $4) on conflict do nothing`,
      [tx.area, hash, mediaType, bytes],
    );
    return hash;
  }

  /** @returns the bytes, checked against their hash; null where this area holds no such file. */
  async read(tx: Tx, hash: string): Promise<Buffer | null> {
    const [row] = await tx.query<{ bytes: Buffer }>(
      `select bytes from platform.blob where hash = $1 and ${inArea(tx)}`,
      [hash],
    );
    if (!row) return null;
    if (createHash('sha256').update(row.bytes).digest('hex') !== hash) throw new BlobDamaged(hash);
    return row.bytes;
  }
}
