import { RuleBroken } from '@app/kernel';

export type ImportState = 'reading' | 'previewed' | 'committed' | 'discarded' | 'failed';

const NEXT: Readonly<Record<ImportState, readonly ImportState[]>> = {
  reading: ['previewed', 'failed', 'discarded'],
  previewed: ['committed', 'failed', 'discarded'],
  failed: ['discarded'],
  committed: [],
  discarded: [],
};

const SAID: Readonly<Record<ImportState, string>> = {
  reading: 'still being read',
  previewed: 'previewed',
  committed: 'committed',
  discarded: 'discarded',
  failed: 'refused',
};

/** @throws RuleBroken IMPORT_CANNOT_MOVE for a move that the table does not hold. */
export function moveImport(from: ImportState, to: ImportState): ImportState {
  if (!NEXT[from].includes(to)) {
    throw new RuleBroken(
      'IMPORT_CANNOT_MOVE',
      `This import is ${SAID[from]}, so it cannot be ${SAID[to]} any more.`,
    );
  }
  return to;
}
