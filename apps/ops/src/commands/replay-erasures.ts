import { DomainError, BadInput } from '@app/kernel';
import { readLedger, ReplayErasures, type LedgerLine } from '@app/records';
import type { Command } from 'commander';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';

const [DONE, REFUSED] = [0, 3];

/** The last step of a restore, before any door opens. */
export function registerReplayErasuresCommand(program: Command, open: () => Promise<RoomsInHand>): void {
  program
    .command('replay-erasures')
    .description('after a restore: erase again whom the ledger of erasures names')
    .argument('<file>', 'the ledger, as it lies beside the backups')
    .action(async (file: string) => {
      const rooms = await open();
      try {
        process.exitCode = await replayErasures(rooms, file, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** @returns null where it cannot be read: each line that is none is named. */
export function ledgerOf(file: string, output: Output): readonly LedgerLine[] | null {
  try {
    return readLedger(file);
  } catch (error) {
    const faults =
      error instanceof BadInput ? error.errors.map(({ path, message }) => `${path}: ${message}\n`) : [];
    output.err(
      `${error instanceof DomainError ? error.message : 'The ledger cannot be read.'}\n${faults.join('')}`,
    );
    return null;
  }
}

/** @returns the exit code: 0 done, 3 the ledger cannot be read: nothing was replayed. */
export async function replayErasures(
  rooms: Pick<RoomsInHand, 'get'>,
  file: string,
  output: Output,
): Promise<number> {
  const lines = ledgerOf(file, output);
  if (lines === null) return REFUSED;
  const erased = await rooms.get(ReplayErasures).execute(lines);
  output.out(`${String(lines.length)} in the ledger, ${String(erased)} erased now.\n`);
  return DONE;
}
