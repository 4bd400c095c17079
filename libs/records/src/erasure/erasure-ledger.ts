import { appendFileSync, mkdirSync, openSync, closeSync, fsyncSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BadInput, parseUuid, RuleBroken, type AreaId, type PersonId } from '@app/kernel';

export interface LedgerLine {
  readonly at: string;
  readonly area: AreaId;
  readonly person: PersonId;
  /** Of the erasure that two people agreed on. */
  readonly erasure: string;
}

/**
 * Who was erased, by ids alone, in a file beside the backups: a restored backup holds who was erased after it was made,
 * and by this file they go again before any door opens.
 */
export class ErasureLedger {
  constructor(private readonly file: string | null) {}

  /** On the disk before anything goes. @throws RuleBroken NO_LEDGER where this process has no ledger. */
  append(line: LedgerLine): void {
    if (this.file === null) throw new RuleBroken('NO_LEDGER', 'This process keeps no ledger of erasures.');
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    appendFileSync(this.file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    const open = openSync(this.file, 'r');
    fsyncSync(open);
    closeSync(open);
  }
}

/** @throws BadInput naming each line that cannot be read: nothing is replayed of a damaged ledger. */
export function readLedger(file: string): readonly LedgerLine[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const read = lines.map(readLine);
  const bad = read.flatMap((line, at) =>
    line === null ? [{ path: `line ${String(at + 1)}`, message: 'This is no line of a ledger' }] : [],
  );
  if (bad.length > 0) throw new BadInput(bad, 'The ledger cannot be read.');
  return read.filter((line) => line !== null);
}

function readLine(text: string): LedgerLine | null {
  try {
    const { at, area, person, erasure } = JSON.parse(text) as Record<string, unknown>;
    const ids = [area, person, erasure].map((id) => (typeof id === 'string' ? parseUuid(id) : null));
    if (ids.includes(null) || typeof at !== 'string') return null;
    return { at, area: area as AreaId, person: person as PersonId, erasure: String(erasure) };
  } catch {
    return null;
  }
}
