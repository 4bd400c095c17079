import { DomainError, FixedClock, localDateOf, parseLocalDate, type LocalDate } from '@app/kernel';
import { SeededIds, type IdSource } from '@app/platform';
import type { Command } from 'commander';
import { areaTemplates } from '../demo/area-templates.js';
import { seedDemo } from '../demo/seed-demo.js';
import { ImportRefused } from '../register-import/import-desk.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';

/** The whole service wired on a clock that the seed moves, and ids that follow from its seed. */
export type OpenForSeeding = (told: { clock: FixedClock; ids: IdSource }) => Promise<RoomsInHand>;

export interface SeedDemoFlags {
  readonly seed?: string;
  /** Left out: the day it is. */
  readonly today?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const [DONE, USAGE, REFUSED] = [0, 2, 3];

/** @param root of the installation, where `config/` stands. */
export function registerSeedDemoCommand(program: Command, open: OpenForSeeding, root: string): void {
  program
    .command('seed-demo')
    .description('fill an empty database with Downland, a county that does not exist')
    .option('--seed <number>', 'same seed and same day, same bytes', '7')
    .option('--today <yyyy-mm-dd>', 'the day that every date is counted from')
    .option('--json', 'one JSON document instead of words')
    .option('--quiet', 'no progress')
    .action(async (flags: SeedDemoFlags) => {
      process.exitCode = await seedDemoCommand(open, root, flags, CONSOLE);
    });
}

/** @returns the exit code: 0 done, 2 not a seed or a day, 3 refused and nothing written. */
export async function seedDemoCommand(
  open: OpenForSeeding,
  root: string,
  flags: SeedDemoFlags,
  output: Output,
): Promise<number> {
  const seed = flags.seed ?? '7';
  const today = flags.today === undefined ? localDateOf(new Date()) : parseLocalDate(flags.today);
  if (today === null || !/^[0-9]{1,9}$/.test(seed)) {
    output.err('Give a seed of one to nine digits, and a day like 2026-11-25.\n');
    return USAGE;
  }
  const clock = new FixedClock(new Date());
  const ids = seedOf(seed, today);
  const rooms = await open({ clock, ids });
  try {
    if (!flags.quiet) output.err('Seeding Downland …\n');
    const seeded = await seedDemo({ rooms, clock, ids, today, settings: areaTemplates(root) });
    if (flags.json) output.out(`${JSON.stringify(seeded)}\n`);
    else output.out(`Downland is there, as of ${today}. Its match run is ${seeded.run}.\n`);
    return DONE;
  } catch (error) {
    if (!(error instanceof DomainError) && !(error instanceof ImportRefused)) throw error;
    output.err(`${error.message}\n`);
    return REFUSED;
  } finally {
    await rooms.close();
  }
}

function seedOf(seed: string, today: LocalDate): SeededIds {
  return new SeededIds(`downland/${seed}/${today}`);
}
