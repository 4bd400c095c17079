import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '@app/kernel';

export type SealingFault =
  | 'KEY_READABLE_BY_OTHERS'
  | 'KEY_UNREADABLE'
  | 'KEY_MISSING'
  | 'KEY_CHANGED'
  | 'KEYS_CANNOT_BE_KEPT'
  | 'TREE_BROKEN';

/** Sealing stops and nothing else does: what people do goes on, and is sealed once somebody has mended this. */
export class SealingStopped extends DomainError {
  constructor(
    readonly code: SealingFault,
    message: string,
  ) {
    super(message);
  }
}

const OTHERS = 0o077;
const NAME = /^_?[a-z][a-z0-9-]{0,60}$/;

/** One signing key per tree, each a file of a folder outside the database and its backups. */
export class SealKeys {
  constructor(private readonly folder: string) {}

  /**
   * @param mayMake only for a tree that nothing was signed of yet: a lost key is never replaced in silence.
   * @throws SealingStopped where others may read it, it is gone, or it is no Ed25519 key.
   */
  keyOf(tree: string, mayMake: boolean): KeyObject {
    const file = this.fileOf(tree);
    if (!existsSync(file)) {
      if (!mayMake) throw new SealingStopped('KEY_MISSING', `The signing key ${file} is gone.`);
      this.make(file);
    }
    refuseReadable(file);
    try {
      const key = createPrivateKey(readFileSync(file));
      if (key.asymmetricKeyType === 'ed25519') return key;
    } catch {
      // said below, and never what the file holds
    }
    throw new SealingStopped('KEY_UNREADABLE', `The signing key ${file} cannot be read.`);
  }

  /** @returns one sentence for each key that must not be used as it is. */
  faults(): string[] {
    if (!existsSync(this.folder)) return [];
    const trees = readdirSync(this.folder).flatMap((name) => /^(.+)[.]key$/.exec(name)?.[1] ?? []);
    return trees.flatMap((tree) => {
      try {
        this.keyOf(tree, false);
        return [];
      } catch (error) {
        return error instanceof Error ? [error.message] : [];
      }
    });
  }

  private fileOf(tree: string): string {
    if (!NAME.test(tree)) throw new Error(`${tree} names no tree.`);
    return join(this.folder, `${tree}.key`);
  }

  private make(file: string): void {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      const half = openSync(`${file}.new`, 'w', 0o600);
      writeSync(half, pem);
      fsyncSync(half);
      closeSync(half);
      renameSync(`${file}.new`, file);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      throw new SealingStopped(
        'KEYS_CANNOT_BE_KEPT',
        `No signing key can be kept in ${this.folder} (${code}).`,
      );
    }
  }
}

function refuseReadable(file: string): void {
  // Windows keeps rights elsewhere: its modes say nothing.
  if (process.platform === 'win32' || (statSync(file).mode & OTHERS) === 0) return;
  throw new SealingStopped(
    'KEY_READABLE_BY_OTHERS',
    `Others than its owner may open the signing key ${file}: chmod 600 it. If they did, nothing it signs is proof.`,
  );
}
