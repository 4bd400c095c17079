import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DomainError } from '@app/kernel';

/** What is sealed stays shut; whatever needs none of it goes on. */
export class FieldKeyFault extends DomainError {
  readonly code = 'FIELD_KEY';
}

const VERSION = 1;
const [KEY_BYTES, ID_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 8, 12, 16];
const HEAD = 1 + ID_BYTES + NONCE_BYTES + TAG_BYTES;
const OTHERS = 0o077;

/**
 * Seals single values, so that a copy of the database opens none of them: AES-256-GCM by a key that is a file outside it.
 * The file holds one key a line, in hexadecimal: the first seals, the others still open what they sealed.
 */
export class FieldKey {
  private known: readonly Buffer[] | null = null;
  /** Where there is no file, what is marked is known again in this process alone. */
  private readonly own = randomBytes(KEY_BYTES);

  /** @param file null in a process that seals nothing. */
  constructor(private readonly file: string | null) {}

  /** @param about what the value belongs to: sealed for one person, it does not open for another. */
  seal(value: Buffer, about: string): Buffer {
    const [key] = this.keys(true);
    if (key === undefined) throw new FieldKeyFault('There is no key in the field key file.');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(value), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), idOf(key), nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws FieldKeyFault where its key is not here, or it was changed or belongs to something else. */
  open(sealed: Buffer, about: string): Buffer {
    const id = sealed.subarray(1, 1 + ID_BYTES);
    const key = this.keys(false).find((each) => idOf(each).equals(id));
    if (sealed[0] !== VERSION || sealed.length < HEAD || key === undefined)
      throw new FieldKeyFault('This was sealed by a key that is not in the field key file.');
    const nonce = sealed.subarray(1 + ID_BYTES, HEAD - TAG_BYTES);
    const opening = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    opening.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(HEAD - TAG_BYTES, HEAD));
    try {
      return Buffer.concat([opening.update(sealed.subarray(HEAD)), opening.final()]);
    } catch {
      throw new FieldKeyFault('What was sealed was changed, or belongs to something else.');
    }
  }

  /** The same value gives the same mark, and without the key no mark gives a value away. */
  fingerprint(value: string, about: string): string {
    const key = this.file === null ? this.own : (this.keys(true)[0] ?? this.own);
    return createHmac('sha256', key).update(`${about}\n`).update(value).digest('hex').slice(0, 32);
  }

  private keys(mayMake: boolean): readonly Buffer[] {
    if (this.known !== null) return this.known;
    if (this.file === null) throw new FieldKeyFault('This process was given no field key.');
    if (!existsSync(this.file)) {
      if (!mayMake) throw new FieldKeyFault(`The field key ${this.file} is gone.`);
      make(this.file);
    }
    refuseReadable(this.file);
    this.known = readKeys(this.file);
    return this.known;
  }
}

/** Never says what the file holds. @throws FieldKeyFault */
function readKeys(file: string): Buffer[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0 || lines.some((line) => !/^[0-9a-f]{64}$/i.test(line)))
    throw new FieldKeyFault(`The field key ${file} must hold 64 hexadecimal signs a line.`);
  return lines.map((line) => Buffer.from(line, 'hex'));
}

/** Whole or not at all, and by one process: two that begin together then hold one key. */
function make(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(half, `${randomBytes(KEY_BYTES).toString('hex')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    linkSync(half, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(half);
  }
}

function refuseReadable(file: string): void {
  // Windows keeps rights elsewhere: its modes say nothing.
  if (process.platform === 'win32' || (statSync(file).mode & OTHERS) === 0) return;
  throw new FieldKeyFault(`Others than its owner may open the field key ${file}: chmod 600 it.`);
}

const idOf = (key: Buffer): Buffer => createHash('sha256').update(key).digest().subarray(0, ID_BYTES);
