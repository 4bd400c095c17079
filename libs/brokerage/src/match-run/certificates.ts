import { deflateSync, inflateSync } from 'node:zlib';
import { Blobs, type Tx } from '@app/platform';

/** A text that says more than this of one plan is none of ours. */
const MOST_BYTES = 256_000_000;

/** What proves a run's plan, kept small beside its snapshot, by the hash of the bytes that are kept. */
export async function keepCertificate(tx: Tx, blobs: Blobs, text: string | null): Promise<string | null> {
  return text === null ? null : blobs.put(tx, deflateSync(Buffer.from(text, 'utf8')), 'application/zlib');
}

/** @returns null where none was kept. @throws BlobDamaged */
export async function readCertificateText(tx: Tx, blobs: Blobs, hash: string | null): Promise<string | null> {
  const bytes = hash === null ? null : await blobs.read(tx, hash);
  return bytes && inflateSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8');
}
