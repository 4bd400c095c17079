import { systemActor } from '@app/identity';
import { DomainError } from '@app/kernel';
import { UnitOfWork } from '@app/platform';
import { RetentionPreview, type DueRow } from '@app/records';
import { sayPeriod } from '@app/schools';
import type { Command } from 'commander';
import { areaCalled } from './area-called.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';

export interface RetentionFlags {
  readonly preview?: boolean;
  readonly area?: string;
  readonly json?: boolean;
}

const [DONE, USAGE, REFUSED] = [0, 2, 3];

/** For whoever answers for the data: what goes next, before it goes. The worker sweeps by itself. */
export function registerRetentionCommand(program: Command, open: () => Promise<RoomsInHand>): void {
  program
    .command('retention')
    .description('what the retention schedule of an area takes away next; nothing changes')
    .option('--preview', 'count what is over, kind by kind, and what a legal hold keeps')
    .option('--area <code>', 'the area it is about')
    .option('--json', 'one JSON document instead of words')
    .action(async (flags: RetentionFlags) => {
      const rooms = await open();
      try {
        process.exitCode = await retention(rooms, flags, CONSOLE);
      } finally {
        await rooms.close();
      }
    });
}

/** @returns the exit code: 0 told, 2 without `--preview`, 3 there is no such area. */
export async function retention(
  rooms: Pick<RoomsInHand, 'get'>,
  flags: RetentionFlags,
  output: Output,
): Promise<number> {
  if (flags.preview !== true) {
    output.err('What is over goes by itself; --preview says what goes next.\n');
    return USAGE;
  }
  try {
    const area = await areaCalled(rooms, flags.area);
    const due = await rooms
      .get(UnitOfWork)
      .run(systemActor('ops', area), area, (tx) => rooms.get(RetentionPreview).ofArea(tx));
    output.out(flags.json ? `${JSON.stringify(due)}\n` : due.map(say).join(''));
    return DONE;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    output.err(`${error.message}\n`);
    return REFUSED;
  }
}

function say({ kind, period, cutoff, tables, held }: DueRow): string {
  const goes = tables.map(({ table, rows }) => `${String(rows)} ${table}`).join(', ');
  const kept = held === 0 ? '' : `; ${String(held)} under a legal hold`;
  return `${kind}: ${sayPeriod(period)}, over if it ended by ${cutoff.toISOString().slice(0, 10)}: ${goes || 'nothing'}${kept}\n`;
}
