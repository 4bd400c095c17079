import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/**
 * A checkpoint as C2SP writes it (c2sp.org/tlog-checkpoint): three lines, an empty one, and a signature of the three
 * lines (c2sp.org/signed-note). Other programs than ours read it.
 */
export interface Checkpoint {
  /** Whose history it is, like `trellis.example.org/areas/downland`. Also the name of its key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** What the signature type of Ed25519 is called in a signed note. */
const ED25519 = Buffer.of(0x01);
const NOTE = /^([^\n]+)\n([1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n\n— (\S+) ([A-Za-z0-9+/]+=*)\n$/;

/** The text of a checkpoint with its signature by `key`, an Ed25519 private key. */
export function signCheckpoint(checkpoint: Checkpoint, key: KeyObject): string {
  const text = textOf(checkpoint);
  const id = keyId(checkpoint.origin, rawPublicKey(key));
  const signature = Buffer.concat([id, sign(null, Buffer.from(text), key)]);
  return `${text}\n— ${checkpoint.origin} ${signature.toString('base64')}\n`;
}

/** @returns what the note says where `key` signed it; null for every other note. */
export function readCheckpoint(note: string, key: KeyObject): Checkpoint | null {
  const [, origin, size, root, name, signature] = NOTE.exec(note) ?? [];
  if (origin === undefined || name !== origin || size === undefined || root === undefined) return null;
  const checkpoint = { origin, size: Number(size), root: Buffer.from(root, 'base64') };
  const signed = Buffer.from(signature ?? '', 'base64');
  const ofThisKey = signed.subarray(0, 4).equals(keyId(origin, rawPublicKey(key)));
  const good = ofThisKey && verify(null, Buffer.from(textOf(checkpoint)), publicOf(key), signed.subarray(4));
  return good ? checkpoint : null;
}

/** The public key as one line to keep, with the name that it signs under: `name+id+key`. */
export function verifierKey(name: string, key: KeyObject): string {
  const raw = rawPublicKey(key);
  return `${name}+${keyId(name, raw).toString('hex')}+${Buffer.concat([ED25519, raw]).toString('base64')}`;
}

function textOf({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${String(size)}\n${root.toString('base64')}\n`;
}

/** `SHA-256(name || 0x0A || 0x01 || key)[:4]`: tells keys of one name apart. */
function keyId(name: string, raw: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), ED25519, raw]))
    .digest()
    .subarray(0, 4);
}

/** The last 32 bytes of its DER: RFC 8410 writes twelve before them. */
function rawPublicKey(key: KeyObject): Buffer {
  return publicOf(key).export({ format: 'der', type: 'spki' }).subarray(-32);
}

function publicOf(key: KeyObject): KeyObject {
  return key.type === 'private' ? createPublicKey(key) : key;
}
